// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

import io.migration.MigrationKind;
import io.migration.OperationRefusedException;
import io.migration.OperationRefusedException.Reason;
import io.migration.StepId;
import io.migration.StepState;
import io.migration.StepType;
import io.migration.ValidationFailedException;
import io.migration.execution.PlannedStep;
import io.migration.execution.UndoTerms;
import io.migration.history.HistoryRow;
import io.migration.history.HistorySnapshot;
import io.migration.history.StepRecord;
import io.migration.history.StepText;
import io.migration.script.CodeMigration;
import io.migration.script.KeptScript;
import io.migration.script.MigrationContent;
import io.migration.script.ResolvedMigration;
import io.migration.script.ScriptMigration;
import io.migration.script.ScriptStatement;
import io.migration.script.ScriptStep;
import org.jspecify.annotations.Nullable;

/**
 * Finds what undoes a step: the script or the class of this binary or, if it contains
 * neither, the text that the history keeps.
 */
class UndoSteps {

	private final Reading reading;

	private final boolean acceptDataLoss;

	UndoSteps(Reading reading, boolean acceptDataLoss) {
		this.reading = reading;
		this.acceptDataLoss = acceptDataLoss;
	}

	/**
	 * Plan the undoing of a step.
	 * @param row the row of the step, which is {@code up} or the contract
	 * @param open the row of an earlier attempt to undo it
	 * @return the step
	 * @throws OperationRefusedException if it cannot be undone
	 */
	PlannedStep undo(HistoryRow row, @Nullable HistoryRow open) throws SQLException {
		if (row.kind() != MigrationKind.VERSIONED) {
			throw refused(
					"The database was taken over at version " + row.migration()
							+ "; what it had then cannot be undone.",
					"Name a target that is not older than that version.");
		}
		if (row.state() == StepState.IN_DOUBT || (open != null && open.state() == StepState.IN_DOUBT)) {
			throw unresolved((open != null) ? open : row);
		}
		ResolvedMigration local = this.reading.catalog().find(Objects.requireNonNull(row.version()));
		requireWhatWasApplied(row, local);
		if (local instanceof CodeMigration code) {
			return code(row, code, open);
		}
		if (row.checksum() == null) {
			throw refused(
					"Migration " + row.migration() + " is the class " + row.script()
							+ ", which this application does not contain.",
					"Roll back with a release of the application that contains the class.");
		}
		return (local instanceof ScriptMigration script) ? script(row, script, open) : kept(row, open);
	}

	// What undoes another script of the same version would leave alone what this one made
	private void requireWhatWasApplied(HistoryRow row, @Nullable ResolvedMigration local) throws SQLException {
		if (row.step() != StepType.UP || row.state() != StepState.SUCCEEDED || row.fingerprint() == null) {
			return;
		}
		if (local instanceof CodeMigration) {
			throw new ValidationFailedException(List.of(ProblemTexts.kindChanged(row, local)));
		}
		if (local instanceof ScriptMigration script) {
			ScriptStep up = this.reading.texts().content(script).up();
			if (!up.fingerprint().equals(row.fingerprint())) {
				throw new ValidationFailedException(List.of(ProblemTexts.changed(row, script, up,
						this.reading.texts().stored(this.reading.history(), row))));
			}
		}
	}

	private PlannedStep code(HistoryRow row, CodeMigration code, @Nullable HistoryRow open) {
		if (!code.reversible()) {
			throw refused("Migration " + row.migration() + " (" + code.script() + ") cannot be undone: the class does "
					+ "not implement ReversibleJavaMigration.", forward(row));
		}
		StepRecord record = new StepRecord(row.migration(), row.description(), row.kind(), StepType.DOWN, 1, null,
				code.script(), null, null, null, null, List.of(), null, null, 1);
		return new PlannedStep(id(row), null, code, List.of(), record, List.of(), open, terms(row, false));
	}

	private PlannedStep script(HistoryRow row, ScriptMigration script, @Nullable HistoryRow open) throws SQLException {
		MigrationContent content = this.reading.texts().content(script);
		ScriptStep down = isContract(row) ? content.downOfContract() : content.down();
		if (down == null) {
			throw refused("Migration " + row.migration() + " (" + row.script() + ") cannot be undone: " + missing(row),
					forward(row));
		}
		return planned(row, down, open, false);
	}

	private PlannedStep kept(HistoryRow row, @Nullable HistoryRow open) throws SQLException {
		String text = this.reading.texts().undo(this.reading.history(), row);
		if (text == null) {
			throw refused(
					"Migration " + row.migration() + " (" + row.script() + ") cannot be undone: this application does "
							+ "not contain it, and the history keeps no text that undoes it.",
					"If the migration has a down, roll back with a release of the application that contains it. "
							+ forward(row));
		}
		ScriptStep down = this.reading.texts().kept(new KeptScript(row.script(), text));
		if (!down.undefinedPlaceholders().isEmpty()) {
			throw new OperationRefusedException(Reason.PLACEHOLDER_UNDEFINED,
					List.of("Undoing migration " + row.migration() + " (" + row.script()
							+ ") needs values for placeholders that this application does not define: "
							+ String.join(", ", down.undefinedPlaceholders()) + "."),
					"Define them: migration.placeholders.<name>=<value>, with the values that the release had which "
							+ "ran the migration.");
		}
		return planned(row, down, open, true);
	}

	private PlannedStep planned(HistoryRow row, ScriptStep down, @Nullable HistoryRow open, boolean fromHistory)
			throws SQLException {
		List<String> hashes = down.statements().stream().map(ScriptStatement::hash).toList();
		StepRecord record = new StepRecord(row.migration(), row.description(), row.kind(), StepType.DOWN,
				down.ordinal(), nameOf(row), row.script(), null, null, null, down.fingerprint(), hashes, down.body(),
				null, down.statements().size());
		if (open != null && open.statementsDone() > 0) {
			requireSame(open, down);
		}
		return new PlannedStep(id(row), down, null, List.of(), record, List.of(), open, terms(row, fromHistory));
	}

	private void requireSame(HistoryRow open, ScriptStep now) throws SQLException {
		StepText stored = this.reading.texts().stored(this.reading.history(), open);
		if (!StoppedStatement.sameUntil(open, now, stored)) {
			throw new ValidationFailedException(List.of(ProblemTexts.editedAfterRun(open, now, stored)));
		}
	}

	private UndoTerms terms(HistoryRow row, boolean fromHistory) {
		return new UndoTerms(fromHistory, row.state() != StepState.SUCCEEDED, this.acceptDataLoss, false);
	}

	private static StepId id(HistoryRow row) {
		return new StepId(row.version(), row.description(), row.script(), StepType.DOWN, nameOf(row));
	}

	private static @Nullable String nameOf(HistoryRow row) {
		return isContract(row) ? HistorySnapshot.DOWN_OF_CONTRACT : null;
	}

	private static boolean isContract(HistoryRow row) {
		return row.step() == StepType.CONTRACT;
	}

	private static String missing(HistoryRow row) {
		return isContract(row) ? "its contract has run, and there is no section 'down of=contract'."
				: "it has no section 'down' and no undo script.";
	}

	private static String forward(HistoryRow row) {
		return "Go forward instead: write a new migration that reverses " + row.migration() + ", or add a section '"
				+ (isContract(row) ? "down of=contract" : "down")
				+ "' to the script; adding one is no change of an applied migration.";
	}

	private static OperationRefusedException refused(String description, String action) {
		return new OperationRefusedException(Reason.IRREVERSIBLE, List.of(description), action);
	}

	private static OperationRefusedException unresolved(HistoryRow row) {
		return new OperationRefusedException(Reason.UNFINISHED,
				List.of("Migration " + row.migration() + " (" + row.script() + "), step " + row.step()
						+ ", is in doubt: whether statement " + (row.statementsDone() + 1) + " of " + row.statements()
						+ " took effect could not be told."),
				"Find out and say so first: " + Commands.resolve(row, "done|redo|undone"));
	}

}
