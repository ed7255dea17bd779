// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import io.migration.InvalidScriptsException;
import io.migration.MigrationVersion;
import io.migration.OperationRefusedException;
import io.migration.OperationRefusedException.Reason;
import io.migration.RollbackRequest;
import io.migration.StepState;
import io.migration.StepType;
import io.migration.ValidationFailedException;
import io.migration.ValidationFailedException.Problem;
import io.migration.execution.PlannedStep;
import io.migration.history.HistoryRow;
import io.migration.history.HistorySnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a rollback has to undo, and refuses it if any of it cannot be undone.
 *
 * <ol>
 * <li>The versions are those that are newer than the target, or the ones applied last;
 * they are undone in the reverse of the order in which they were applied.</li>
 * <li>Of each version the contract goes first if it ran, then what {@code up} and the
 * backfills did.</li>
 * <li>A version of which only a part was done is undone as far as it is there; one whose
 * last statement is in doubt has to be resolved first.</li>
 * <li>A rollback that stopped half-way goes on with its first statement that is not
 * done.</li>
 * </ol>
 */
class UndoPlanner {

	private final Reading reading;

	private final RollbackRequest request;

	private final UndoSteps steps;

	private final List<String> refusals = new ArrayList<>();

	private final List<Problem> edited = new ArrayList<>();

	private final List<PlannedStep> planned = new ArrayList<>();

	private Reason reason = Reason.IRREVERSIBLE;

	private String action = "";

	UndoPlanner(Reading reading, RollbackRequest request) {
		this.reading = reading;
		this.request = request;
		this.steps = new UndoSteps(reading, request.acceptDataLoss());
	}

	List<PlannedStep> plan() throws SQLException {
		requireTarget();
		for (List<HistoryRow> rows : selected()) {
			undo(rows);
		}
		if (!this.refusals.isEmpty()) {
			throw new OperationRefusedException(this.reason, this.refusals, this.action);
		}
		if (!this.edited.isEmpty()) {
			throw new ValidationFailedException(this.edited);
		}
		return this.planned;
	}

	private void requireTarget() {
		HistorySnapshot history = this.reading.history();
		MigrationVersion target = this.request.target();
		if (!history.exists()) {
			throw new OperationRefusedException(Reason.NOT_APPLICABLE,
					List.of("There is nothing to undo: the database has no history of migrations."),
					"Check the data source and migration.schema.");
		}
		if (target != null && !target.equals(MigrationVersion.of("0")) && !history.isApplied(target)) {
			throw new OperationRefusedException(Reason.NOT_APPLICABLE,
					List.of("Version " + target + " is not applied, so there is no way back to it."),
					"Name an applied version (the newest one is " + history.newest() + "), or 0 to undo everything.");
		}
	}

	private List<List<HistoryRow>> selected() {
		MigrationVersion target = this.request.target();
		List<List<HistoryRow>> touched = this.reading.history()
			.versions()
			.stream()
			.filter((rows) -> isTouched(rows.get(0)))
			.sorted(Comparator.comparing((List<HistoryRow> rows) -> rows.get(0).id()).reversed())
			.toList();
		if (target == null) {
			return touched.stream().limit(this.request.steps()).toList();
		}
		return touched.stream().filter((rows) -> versionOf(rows).isNewerThan(target)).toList();
	}

	// A step that failed in its transaction left nothing to undo
	private static boolean isTouched(HistoryRow up) {
		return up.state() != StepState.FAILED || up.statementsDone() > 0;
	}

	private static MigrationVersion versionOf(List<HistoryRow> rows) {
		return Objects.requireNonNull(rows.get(0).version());
	}

	private void undo(List<HistoryRow> rows) throws SQLException {
		HistoryRow open = this.reading.history().openDown(versionOf(rows));
		for (HistoryRow row : rows) {
			if (row.step() == StepType.CONTRACT && isTouched(row) && row.state() != StepState.HELD) {
				add(row, open);
			}
		}
		add(rows.get(0), open);
	}

	private void add(HistoryRow row, @Nullable HistoryRow open) throws SQLException {
		try {
			HistoryRow resumed = belongsTo(open, row) ? open : null;
			this.planned.add(this.steps.undo(row, resumed));
		}
		catch (OperationRefusedException ex) {
			refuse(ex.reason(), ex.description(), ex.action());
		}
		catch (InvalidScriptsException ex) {
			refuse(Reason.IRREVERSIBLE, ex.description(), ex.action());
		}
		catch (ValidationFailedException ex) {
			this.edited.addAll(ex.problems());
		}
	}

	// An attempt that undid nothing is over: its row, turned into a success, would be
	// older
	// than what was applied since
	private static boolean belongsTo(@Nullable HistoryRow open, HistoryRow row) {
		return open != null && isTouched(open)
				&& HistorySnapshot.DOWN_OF_CONTRACT.equals(open.name()) == (row.step() == StepType.CONTRACT);
	}

	private void refuse(Reason reason, String description, String action) {
		if (this.refusals.isEmpty()) {
			this.reason = reason;
		}
		this.refusals.add(description);
		if (!this.action.contains(action)) {
			this.action += (this.action.isEmpty() ? "" : System.lineSeparator()) + action;
		}
	}

}
