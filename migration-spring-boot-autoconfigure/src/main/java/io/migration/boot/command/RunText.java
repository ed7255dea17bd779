// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.time.Duration;

import io.migration.MigrationRun;
import io.migration.StepRun;

/**
 * What a run did, for people.
 */
final class RunText {

	private RunText() {
	}

	static String of(String verb, MigrationRun run) {
		if (run.steps().isEmpty()) {
			return "Nothing to do. Applied migrations: %d.".formatted(run.appliedCount());
		}
		TextTable table = new TextTable("STEP", "STATE", "STATEMENTS", "ATTEMPTS", "TOOK", "SCRIPT");
		for (StepRun step : run.steps()) {
			table.row(step.id().toString(), step.state().toString(), String.valueOf(step.statements().size()),
					String.valueOf(step.attempts()), millis(step.duration()), step.id().script());
		}
		return "%s%n%s %s in %s. Applied migrations: %d.".formatted(table, verb, steps(run.steps().size()),
				millis(run.duration()), run.appliedCount());
	}

	static String steps(int count) {
		return (count == 1) ? "1 step" : count + " steps";
	}

	static String millis(Duration duration) {
		return duration.toMillis() + " ms";
	}

}
