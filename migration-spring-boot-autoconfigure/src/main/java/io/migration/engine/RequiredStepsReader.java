// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.ArrayList;
import java.util.List;

import io.migration.MigrationVersion;
import io.migration.RequiredSteps;
import io.migration.RunningStep;
import io.migration.StepState;
import io.migration.StepType;
import io.migration.ValidationFailedException.Problem;
import io.migration.ValidationFailedException.Reason;
import io.migration.history.HistoryRow;
import io.migration.history.HistorySnapshot;
import io.migration.script.MigrationCatalog;
import io.migration.script.ResolvedMigration;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is missing of the steps that this binary needs. A repeatable migration that
 * another release has replaced is not missing: its content was there once, and an old
 * instance does not run it again while it serves.
 */
final class RequiredStepsReader {

	private RequiredStepsReader() {
	}

	static RequiredSteps read(MigrationCatalog catalog, HistorySnapshot history, Comparison comparison,
			@Nullable RunningStep running) {
		List<String> pending = new ArrayList<>();
		List<String> runs = new ArrayList<>();
		List<String> failed = new ArrayList<>();
		for (ResolvedMigration migration : comparison.pending()) {
			if (!comparison.superseded().contains(migration)) {
				listFor(migration, history, running, pending, runs, failed).add(migration.name());
			}
		}
		List<String> inDoubt = comparison.problems()
			.stream()
			.filter((problem) -> problem.reason() == Reason.IN_DOUBT)
			.map(Problem::migration)
			.toList();
		comparison.problems()
			.stream()
			.filter((problem) -> problem.reason() == Reason.OUT_OF_ORDER)
			.map(Problem::migration)
			.filter((version) -> catalog.find(MigrationVersion.of(version)) != null)
			.forEach(pending::add);
		comparison.problems()
			.stream()
			.filter((problem) -> problem.reason() == Reason.HALF_UNDONE)
			.map(Problem::migration)
			.forEach(failed::add);
		return new RequiredSteps(pending, runs, failed, inDoubt);
	}

	private static List<String> listFor(ResolvedMigration migration, HistorySnapshot history,
			@Nullable RunningStep running, List<String> pending, List<String> runs, List<String> failed) {
		if (running != null && running.step() == StepType.UP
				&& migration.name().replace(' ', '_').startsWith(running.migration())) {
			return runs;
		}
		HistoryRow row = history.row(migration.version(), migration.description());
		return (row != null && row.state() == StepState.FAILED) ? failed : pending;
	}

}
