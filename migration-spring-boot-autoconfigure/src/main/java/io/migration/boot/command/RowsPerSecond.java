// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import io.migration.BackfillAction;
import org.jspecify.annotations.Nullable;

/**
 * Reads how fast a backfill may be.
 */
final class RowsPerSecond {

	private RowsPerSecond() {
	}

	static @Nullable Long of(BackfillAction action, @Nullable String text) {
		if (action != BackfillAction.SPEED) {
			if (text != null) {
				throw new CommandUsageException("Only the action speed takes a number of rows per second.",
						"Leave --migration.rows-per-second out, or use --migration.action=speed.");
			}
			return null;
		}
		if (text == null) {
			throw new CommandUsageException("The action speed needs a number of rows per second.",
					"Add " + CommandOption.ROWS_PER_SECOND.usage() + ".");
		}
		return parse(text);
	}

	private static long parse(String text) {
		if (text.equals("none")) {
			return 0;
		}
		if (!text.matches("[0-9]{1,9}")) {
			throw new CommandUsageException("'" + text + "' is not a number of rows per second.",
					"Correct --migration.rows-per-second: a number below 1000000000, or none.");
		}
		return Long.parseLong(text);
	}

}
