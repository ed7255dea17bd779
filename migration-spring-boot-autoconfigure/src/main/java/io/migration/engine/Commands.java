// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import io.migration.StepState;
import io.migration.execution.DoubtResolution;
import io.migration.history.HistoryRow;

/**
 * The commands that messages advise, ready to paste.
 */
final class Commands {

	private static final String COMMAND = "java -jar app.jar --migration.command=";

	private Commands() {
	}

	static String resolve(HistoryRow row, String as) {
		return new DoubtResolution(row.migration()).command(as);
	}

	static String rollbackBelow(HistoryRow down) {
		String steps = (down.state() == StepState.IN_DOUBT) ? "resolve it first, then " : "";
		return steps + COMMAND + "rollback --migration.steps=1";
	}

	static String migrateOrStart() {
		return "start an instance with migration.mode=migrate, or run " + COMMAND + "migrate";
	}

	static String repair(String migration) {
		return COMMAND + "repair --migration.version=" + migration;
	}

}
