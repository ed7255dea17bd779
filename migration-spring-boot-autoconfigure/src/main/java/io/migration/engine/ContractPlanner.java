// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

import io.migration.MigrationVersion;
import io.migration.StepId;
import io.migration.StepState;
import io.migration.StepType;
import io.migration.ValidationFailedException;
import io.migration.execution.EditedStatement;
import io.migration.execution.PlannedStep;
import io.migration.history.HistoryRow;
import io.migration.history.StepText;
import io.migration.script.MigrationContent;
import io.migration.script.ScriptMigration;
import io.migration.script.ScriptStatement;
import io.migration.script.ScriptStep;
import org.jspecify.annotations.Nullable;

/**
 * Makes steps of contracts. The {@code verify} queries of the backfills are asked right
 * before anything is changed.
 */
class ContractPlanner {

	private final Reading reading;

	ContractPlanner(Reading reading) {
		this.reading = reading;
	}

	/**
	 * Return why a contract cannot be planned.
	 * @param row the row of the contract
	 * @return the reason, {@code null} if it can be planned
	 */
	@Nullable String obstacle(HistoryRow row) throws SQLException {
		ScriptMigration script = script(row);
		if (script == null) {
			return "this application does not contain it";
		}
		if (this.reading.texts().content(script).contract() == null) {
			return "its script has no section 'contract' any more";
		}
		return null;
	}

	PlannedStep plan(HistoryRow row) throws SQLException {
		ScriptMigration script = Objects.requireNonNull(script(row));
		MigrationContent content = this.reading.texts().content(script);
		ScriptStep contract = Objects.requireNonNull(content.contract());
		List<ScriptStatement> verification = content.backfills()
			.stream()
			.flatMap((step) -> step.verification().stream())
			.toList();
		StepId id = new StepId(version(row), row.description(), row.script(), StepType.CONTRACT, null);
		return new PlannedStep(id, contract, null, verification, StepRecords.of(script, content, contract), List.of(),
				isUndone(row) ? null : row, null, edited(row, contract));
	}

	// Its row says that it has run, and a later one that this was undone. Written anew,
	// it
	// would be older than its own undoing.
	private boolean isUndone(HistoryRow row) {
		return row.state() == StepState.HELD && this.reading.history().contractNotes().wasUndone(version(row));
	}

	private @Nullable ScriptMigration script(HistoryRow row) {
		return (this.reading.catalog().find(version(row)) instanceof ScriptMigration script) ? script : null;
	}

	private static MigrationVersion version(HistoryRow row) {
		return Objects.requireNonNull(row.version());
	}

	private @Nullable EditedStatement edited(HistoryRow row, ScriptStep now) throws SQLException {
		if (row.state() == StepState.HELD) {
			return null;
		}
		StepText stored = this.reading.texts().stored(this.reading.history(), row);
		if (!StoppedStatement.sameUntil(row, now, stored)) {
			throw new ValidationFailedException(List.of(ProblemTexts.editedContract(row, now, stored)));
		}
		return StoppedStatement.edited(row, now, stored);
	}

}
