// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.migration.StepState;
import io.migration.ValidationFailedException;
import io.migration.ValidationFailedException.Problem;
import io.migration.execution.PlannedStep;
import io.migration.history.HistoryJournal;
import io.migration.history.HistoryRow;
import io.migration.history.HistorySnapshot;
import io.migration.script.MigrationCatalog;
import io.migration.script.ResolvedMigration;

/**
 * What was read at one moment, and what follows from it.
 *
 * @param catalog the migrations of this binary
 * @param history the history
 * @param texts where texts come from
 * @param comparison how they differ
 */
record Reading(MigrationCatalog catalog, HistorySnapshot history, Texts texts, Comparison comparison) {

	boolean nothingToDo() {
		return this.comparison.pending().isEmpty();
	}

	void requireNoProblem() {
		if (!this.comparison.problems().isEmpty()) {
			throw new ValidationFailedException(this.comparison.problems());
		}
	}

	void requireUpToDate() {
		List<Problem> problems = new ArrayList<>(this.comparison.problems());
		for (ResolvedMigration migration : this.comparison.pending()) {
			HistoryRow row = this.history.row(migration.version(), migration.description());
			problems.add((row != null && row.state() == StepState.FAILED) ? ProblemTexts.failed(row)
					: ProblemTexts.pending(migration));
		}
		if (!problems.isEmpty()) {
			throw new ValidationFailedException(problems);
		}
	}

	List<PlannedStep> plan() throws SQLException {
		return new StepPlanner(this.history, this.texts).plan(this.comparison.pending());
	}

	void rememberSameTokens(Connection connection, HistoryJournal journal) throws SQLException {
		for (Comparison.SameTokens same : this.comparison.sameTokens()) {
			journal.remember(connection, same.row().id(), same.script().size(), same.script().crc32(),
					same.script().checksum());
		}
	}

}
