// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.sql.SQLException;
import java.util.List;

import io.migration.database.Database;
import io.migration.database.FailureKind;
import io.migration.execution.StatementSummary;
import io.migration.script.ScriptStatement;
import io.migration.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Why a backfill cannot go on.
 *
 * @param description what happened, with file, line and key
 * @param databaseState in which state the database is now
 * @param action what to do
 */
record BackfillFailure(String description, String databaseState, String action) {

	private static final String LINE = System.lineSeparator();

	private static final String COMMITTED = "The batches that were run before are committed. No further one is begun; "
			+ "the application is not affected.";

	private static final String GRANT = "Grant the privilege to the role of the migrations";

	private static final String RESUME = ", then resume the backfill; a corrected script is taken with the next start.";

	String text() {
		return this.description + LINE + this.databaseState + LINE + this.action;
	}

	static BackfillFailure noKey(BackfillTask task, String problem, String advice) {
		return new BackfillFailure(
				task.title() + " (" + task.step().script() + line(task) + ") cannot be run: " + problem + ".",
				"No row was changed by it.", advice);
	}

	private static String line(BackfillTask task) {
		return (task.step().code() != null) ? "" : ", line " + task.step().line();
	}

	/**
	 * A statement failed for a row, or in a way that has nothing to do with rows.
	 * @param database understands what the server said
	 * @param task the backfill
	 * @param statement index of the statement
	 * @param failure what the server said
	 * @param key the row, {@code null} if it does not matter which
	 */
	static BackfillFailure of(Database database, BackfillTask task, int statement, SQLException failure,
			@Nullable String key) {
		if (task.step().code() != null) {
			return new BackfillFailure(
					task.title() + " failed in " + task.step().script()
							+ ((key != null) ? ", for the row with " + key + ":" : ":") + LINE
							+ database.failures().message(failure),
					COMMITTED, action(database.failures().kind(failure), key));
		}
		List<ScriptStatement> statements = task.step().statements();
		boolean commit = statement >= statements.size();
		SqlStatement sql = statements.get(commit ? statements.size() - 1 : statement).sql();
		String place = task.step().script() + ", line " + sql.line() + ", "
				+ (commit ? "at the commit behind statement " : "statement ")
				+ (commit ? statements.size() : statement + 1) + " of " + statements.size();
		// A key is data, and the first line is what everybody may see
		String description = task.title() + " failed in " + place + ":" + LINE + "    "
				+ database.failures().withoutSecrets(StatementSummary.of(sql)) + LINE
				+ ((key != null) ? "for the row with " + key + LINE : "") + database.failures().message(failure);
		return new BackfillFailure(description, COMMITTED, action(database.failures().kind(failure), key));
	}

	static BackfillFailure outsideOfBatches(Database database, BackfillTask task, LocatedFailure failure) {
		boolean privilege = database.failures().kind(failure.failure()) == FailureKind.MISSING_PRIVILEGE;
		return new BackfillFailure(
				task.title() + " failed " + failure.place() + ":" + LINE
						+ database.failures().message(failure.failure()),
				COMMITTED, (privilege ? GRANT : failure.remedy()) + RESUME);
	}

	private static String action(FailureKind kind, @Nullable String key) {
		if (kind == FailureKind.MISSING_PRIVILEGE) {
			return GRANT + RESUME;
		}
		return ((key != null) ? "Correct the row or the statement" : "Correct the statement") + RESUME
				+ ((key != null) ? " With migration.backfill.on-error=skip such rows are passed over." : "");
	}

	static BackfillFailure notDone(BackfillTask task, int passes, String reason, List<String> shown) {
		String listed = shown.isEmpty() ? "" : LINE + "    " + String.join(LINE + "    ", shown);
		return new BackfillFailure(
				task.title() + " (" + task.step().script() + line(task) + ") is not complete after " + passes
						+ ((passes == 1) ? " pass: " : " passes: ") + reason + listed,
				COMMITTED,
				"Find out who writes such rows: the application or a trigger has to produce the new form for every row "
						+ "that it writes, and the statement has to recognise the rows that are done. Correct that"
						+ RESUME);
	}

	static BackfillFailure skippedRows(BackfillTask task, List<String> skipped) {
		return new BackfillFailure(task.title() + " (" + task.step().script() + line(task)
				+ ") has passed over rows that could not be changed:" + LINE + "    "
				+ String.join(LINE + "    ", skipped), COMMITTED, "Correct the rows or the statement" + RESUME);
	}

}
