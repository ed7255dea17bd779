// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.List;
import java.util.stream.Collectors;

import io.migration.MigrationVersion;
import io.migration.StepState;
import io.migration.ValidationFailedException.Problem;
import io.migration.ValidationFailedException.Reason;
import io.migration.execution.DoubtResolution;
import io.migration.history.HistoryRow;
import io.migration.history.StepText;
import io.migration.script.ResolvedMigration;
import io.migration.script.ScriptMigration;
import io.migration.script.ScriptStep;
import org.jspecify.annotations.Nullable;

/**
 * Says what contradicts and what to do about it.
 */
final class ProblemTexts {

	private static final String LINE = System.lineSeparator();

	private ProblemTexts() {
	}

	static Problem changed(HistoryRow row, ScriptMigration script, ScriptStep now, StepText stored) {
		if (!script.script().equals(row.script())) {
			return replaced(row, script.script(), ChangedStatement.describe(now, stored));
		}
		String message = "Migration " + row.migration() + " (" + script.script() + ") was changed after it was applied."
				+ ChangedStatement.describe(now, stored);
		return new Problem(Reason.CHANGED, row.migration(), message,
				"Put " + script.script() + " back as it was and write the change as a new migration." + orAccept(row));
	}

	private static Problem replaced(HistoryRow row, String script, String difference) {
		return new Problem(Reason.CHANGED, row.migration(),
				"Migration " + row.migration() + " (" + script + ") is not what was applied: that was " + row.script()
						+ "." + difference,
				"If two branches took the version " + row.migration() + ": keep " + row.script() + " and give " + script
						+ " a newer version. If the file was renamed: put its statements back as they were and write "
						+ "the change as a new migration." + orAccept(row));
	}

	static Problem editedAfterRun(HistoryRow row, ScriptStep now, StepText stored) {
		String message = "Migration " + row.migration() + " (" + row.script() + ") stopped after statement "
				+ row.statementsDone() + " of " + row.statements()
				+ ", and a statement that is already done was edited since." + ChangedStatement.describe(now, stored);
		return new Problem(Reason.EDITED_AFTER_RUN, row.migration(), message,
				"Put the statements that are done back as they were; those behind them may be corrected. Undo by a new "
						+ "migration what a done statement should not have done." + orAccept(row));
	}

	// Repairing knows nothing of contracts
	static Problem editedContract(HistoryRow row, ScriptStep now, StepText stored) {
		Problem edited = editedAfterRun(row, now, stored);
		return new Problem(edited.reason(), edited.migration(), edited.message(),
				"Put the statements of the contract that are done back as they were; those behind them may be "
						+ "corrected.");
	}

	static Problem editedWhileItRan(HistoryRow row, ScriptStep now, StepText stored) {
		String message = "Migration " + row.migration() + " (" + row.script() + ") stopped at statement "
				+ (row.statementsDone() + 1) + " of " + row.statements()
				+ ", which has taken effect, and was edited since." + ChangedStatement.describe(now, stored);
		return new Problem(Reason.EDITED_AFTER_RUN, row.migration(), message,
				"Put the statement back as it was; those behind it may be corrected. Undo by a new migration what it "
						+ "should not have done.");
	}

	static Problem kindChanged(HistoryRow row, ResolvedMigration migration) {
		return new Problem(
				Reason.CHANGED, row.migration(), "Migration " + row.migration() + " was applied from the script "
						+ row.script() + ", but is the class " + migration.script() + " now.",
				"Put the script back and give the class a version of its own.");
	}

	static Problem missing(HistoryRow row, MigrationVersion newest) {
		return new Problem(Reason.MISSING, row.migration(),
				"Migration " + row.migration() + " (" + row.script() + standing(row)
						+ ", but this application does not contain it, although it contains newer ones up to " + newest
						+ ".",
				"Put the file back, or check migration.locations. If the version was replaced on purpose, keep its "
						+ "script for the databases that have it." + orAccept(row));
	}

	private static String orAccept(HistoryRow row) {
		return LINE + "To accept the difference instead, without a change of the schema: "
				+ Commands.repair(row.migration());
	}

	private static String standing(HistoryRow row) {
		return (row.state() == StepState.SUCCEEDED) ? ") is applied"
				: ") stopped after statement " + row.statementsDone() + " of " + row.statements();
	}

	static Problem outOfOrder(ResolvedMigration migration, MigrationVersion newest) {
		return new Problem(Reason.OUT_OF_ORDER, migration.name(),
				"Migration " + migration.name() + " (" + migration.script() + ") has not run, but the newer version "
						+ newest + " is applied already.",
				"Give the migration a version newer than " + newest
						+ ", or set migration.out-of-order=allow if the order makes no difference.");
	}

	static Problem ahead(List<MigrationVersion> ahead, @Nullable MigrationVersion newest) {
		return new Problem(Reason.AHEAD, ahead.get(0).toString(), aheadMessage(ahead, newest),
				"Start a newer release of the application, or set migration.on-ahead=warn to start this one.");
	}

	static String aheadMessage(List<MigrationVersion> ahead, @Nullable MigrationVersion newest) {
		String versions = ahead.stream().map(MigrationVersion::toString).collect(Collectors.joining(", "));
		String known = (newest != null) ? "whose newest migration is " + newest : "which contains no migration";
		return "The database is ahead of this application, " + known + ": it also has " + versions + ".";
	}

	static Problem inDoubt(HistoryRow row) {
		int statement = row.statementsDone() + 1;
		return new Problem(Reason.IN_DOUBT, row.migration(),
				"Migration " + row.migration() + " (" + row.script() + ") is in doubt: whether statement " + statement
						+ " of " + row.statements() + " took effect could not be told.",
				new DoubtResolution(row.migration()).text());
	}

	static Problem halfUndone(HistoryRow down) {
		return new Problem(Reason.HALF_UNDONE, down.migration(),
				"Migration " + down.migration() + " (" + down.script() + ") is half undone: its rollback stopped after "
						+ "statement " + down.statementsDone() + " of " + down.statements() + ".",
				"Finish the rollback: " + Commands.rollbackBelow(down) + LINE
						+ "Or, if what was undone was made again by hand: " + Commands.resolve(down, "undone"));
	}

	static Problem pending(ResolvedMigration migration) {
		return new Problem(Reason.PENDING, migration.name(),
				"Migration " + migration.name() + " (" + migration.script() + ") has not run.",
				"Migrate the database first: " + Commands.migrateOrStart());
	}

	static Problem failed(HistoryRow row) {
		return new Problem(Reason.FAILED, row.migration(),
				"Migration " + row.migration() + " (" + row.script() + ") failed and has to run again.",
				"Correct the script and migrate: " + Commands.migrateOrStart());
	}

}
