// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.SQLException;
import java.util.stream.Stream;

import io.migration.MigrationStoppedException;
import io.migration.StepFailedException;
import io.migration.StepId;
import io.migration.StepInDoubtException;
import io.migration.StepType;
import io.migration.database.Database;
import io.migration.database.FailureKind;
import io.migration.execution.StatementFailure.Moment;
import io.migration.script.CodeMigration;
import io.migration.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Says what failed, where, what remains in the database and what to do.
 */
final class FailureReport {

	private static final String LINE = System.lineSeparator();

	private static final String NEIGHBOURS = "Statements before it are done and recorded, statements behind it have "
			+ "not run.";

	private final Database database;

	private final PlannedStep planned;

	private final StepProgress progress;

	private final @Nullable String role;

	FailureReport(Database database, @Nullable String role, PlannedStep planned, StepProgress progress) {
		this.database = database;
		this.role = role;
		this.planned = planned;
		this.progress = progress;
	}

	StepFailedException of(StatementFailure failure, String blockers) {
		SQLException cause = this.database.failures().withoutData(failure.failure());
		String said = this.database.failures().message(failure.failure()) + blockers;
		FailureKind kind = this.database.failures().kind(failure.failure());
		Segment.Numbered numbered = failure.statement();
		if (numbered == null) {
			return new StepFailedException(id(), 0, title() + " failed in " + script() + ": " + said,
					state(kind, failure.moment()), action(kind), cause);
		}
		SqlStatement sql = numbered.statement().sql();
		int line = line(sql, this.database.failures().position(failure.failure()) - failure.comment());
		String description = title() + " failed in " + script() + ", line " + line + ", statement "
				+ (numbered.index() + 1) + " of " + this.planned.record().statements() + ":" + LINE + "    "
				+ this.database.failures().withoutSecrets(StatementSummary.of(sql)) + LINE + said;
		return new StepFailedException(id(), line, description, state(kind, failure.moment()), action(kind), cause);
	}

	MigrationStoppedException stopped(@Nullable StatementFailure failure) {
		FailureKind kind = (failure != null) ? this.database.failures().kind(failure.failure()) : FailureKind.OTHER;
		Moment moment = (failure != null) ? failure.moment() : Moment.IN_TRANSACTION;
		Segment.Numbered numbered = (failure != null) ? failure.statement() : null;
		String place = (numbered != null) ? " during statement " + (numbered.index() + 1) + " of "
				+ this.planned.record().statements() + ", line " + numbered.statement().sql().line() : "";
		return new MigrationStoppedException(
				title() + " was stopped" + place + " in " + script() + ", because the process was asked to end.",
				state(kind, moment));
	}

	MigrationStoppedException stoppedBefore(int index) {
		return new MigrationStoppedException(
				title() + " was stopped before statement " + (index + 1) + " of " + this.planned.record().statements()
						+ " in " + script() + ", because the process was asked to end.",
				state(FailureKind.OTHER, Moment.IN_TRANSACTION));
	}

	StepFailedException of(CheckFailure failure) {
		SqlStatement sql = failure.query().sql();
		// What a contract asks before it runs are the verify queries of its migration
		boolean contract = this.planned.id().step() == StepType.CONTRACT;
		String section = (failure.precondition() && !contract) ? "precondition" : "verify";
		String description = title() + " failed in " + script() + ", line " + sql.line() + ": the " + section
				+ " query returned rows, but must return none.";
		return new StepFailedException(id(), sql.line(), description, state(FailureKind.OTHER, Moment.IN_TRANSACTION),
				"Look at these rows (at most ten are shown), correct them or the script, and start again:" + LINE
						+ "    " + String.join(LINE + "    ", failure.rows()),
				null);
	}

	StepFailedException of(Exception failure) {
		String description = title() + " failed in " + script() + ": " + failure.getClass().getName()
				+ ((failure.getMessage() != null) ? ": " + failure.getMessage() : "") + place(failure);
		return new StepFailedException(id(), 0, description, state(FailureKind.OTHER, Moment.IN_TRANSACTION),
				"Correct the class " + script() + " and start again.", failure);
	}

	private String place(Exception failure) {
		return Stream.of(failure.getStackTrace())
			.filter((frame) -> frame.getClassName().equals(script()))
			.findFirst()
			.map((frame) -> " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")")
			.orElse("");
	}

	private StepId id() {
		return this.planned.id();
	}

	private String script() {
		return this.planned.id().script();
	}

	private String title() {
		return title(this.planned.id());
	}

	private static String title(StepId id) {
		String description = (id.version() != null && !id.description().isEmpty()) ? " (" + id.description() + ")" : "";
		return "Migration " + id.migration() + description + ", step " + id.step() + ",";
	}

	private static int line(SqlStatement sql, int position) {
		int line = sql.line();
		int end = Math.min(position, sql.text().length());
		for (int i = 0; i < end; i++) {
			if (sql.text().charAt(i) == '\n') {
				line++;
			}
		}
		return line;
	}

	private String state(FailureKind kind, Moment moment) {
		boolean lost = kind == FailureKind.CONNECTION_LOST;
		if (lost && moment == Moment.AT_COMMIT) {
			return "The connection is gone while a transaction was committed: either all of it took effect, its row in "
					+ "the history included, or nothing. The history tells the next start where to go on.";
		}
		String beginning = lost ? "The connection is gone. " : "";
		int done = this.progress.done();
		int all = this.planned.record().statements();
		if (runsBareCode()) {
			return beginning + "The code ran without a transaction: what it has changed remains.";
		}
		if (moment == Moment.BARE) {
			return beginning + kept(done, all) + (lost
					? " The next statement ran outside of a transaction: the next start finds out whether it took effect."
					: " The next statement ran outside of a transaction: what it committed itself remains, an invalid "
							+ "index is removed before the next attempt.");
		}
		if (lost) {
			return beginning + kept(done, all)
					+ " What was running in a transaction was rolled back by the server; the "
					+ "history tells the next start where to go on.";
		}
		if (done == 0) {
			return nothingRemains();
		}
		return kept(done, all) + " What came after was rolled back.";
	}

	private String nothingRemains() {
		UndoTerms terms = this.planned.undo();
		if (terms == null) {
			return "The step was rolled back: nothing of it remains. Migrations before it are applied.";
		}
		return terms.together() ? "Nothing was undone: the rollback is one transaction."
				: "The step was rolled back: nothing of it remains. Migrations undone before it stay undone.";
	}

	private boolean runsBareCode() {
		CodeMigration code = this.planned.code();
		return code != null && !code.migration().transactional();
	}

	private static String kept(int done, int all) {
		return switch (done) {
			case 0 -> "No statement of the step is recorded as done.";
			case 1 -> "Statement 1 of " + all + " is done and recorded.";
			default -> "Statements 1 to " + done + " of " + all + " are done and recorded.";
		};
	}

	private String action(FailureKind kind) {
		return switch (kind) {
			case CONNECTION_LOST -> "Check that the server runs and start again.";
			case LOCK_TIMEOUT -> "End the sessions that hold the locks, or start again at a quieter time; "
					+ "migration.lock-timeout bounds one attempt and migration.lock-retry.budget all of them.";
			case DEADLOCK, SERIALIZATION -> "Start again at a quieter time, or raise migration.lock-retry.budget.";
			case STATEMENT_TIMEOUT -> "Raise migration.statement-timeout, or migration.online-timeout for statements "
					+ "that run beside others, or find out who cancelled the statement; then start again.";
			case RESOURCES_EXHAUSTED ->
				"Give the server what it lacks (disk, memory, connections, or a higher limit) and " + "start again.";
			case READ_ONLY -> "Connect to the primary server with a session that may write.";
			case MISSING_PRIVILEGE -> PrivilegeAdvice.of(this.role);
			case TRANSACTION_TERMINATED -> "Let the step run without a transaction: write 'transaction=off' behind its "
					+ "marker, '-- migrate:up transaction=off'.";
			case UNCOMMITTED_ENUM_VALUE ->
				"Commit the new value before it is used: move ALTER TYPE ... ADD VALUE into a migration of its own, "
						+ "put it between BEGIN and COMMIT, or let each statement be a transaction: "
						+ "'-- migrate:up transaction=off'.";
			default -> otherwise();
		};
	}

	private String otherwise() {
		if (this.planned.undo() != null) {
			return "Correct the down and roll back again: it goes on with the first statement that is not done.";
		}
		return "Correct the script and start again: the next start runs the step from its first statement that "
				+ "is not done.";
	}

	static StepInDoubtException inDoubt(PlannedStep planned, Segment.Numbered numbered, String reason,
			@Nullable String failure) {
		SqlStatement sql = numbered.statement().sql();
		String description = title(planned.id()) + " is in doubt: " + ((failure != null) ? "" : "a process died while ")
				+ "statement " + (numbered.index() + 1) + " of " + planned.record().statements()
				+ ((failure != null) ? " failed (" : " ran (") + planned.id().script() + ", line " + sql.line() + "):"
				+ LINE + "    " + StatementSummary.of(sql) + LINE + ((failure != null) ? failure + LINE : "")
				+ "Whether it took effect cannot be told: " + reason;
		return new StepInDoubtException(planned.id(), description, NEIGHBOURS,
				new DoubtResolution(planned.id().migration()).text());
	}

	static StepInDoubtException editedInDoubt(PlannedStep planned, EditedStatement edited, String reason) {
		SqlStatement before = edited.before();
		String description = title(planned.id()) + " is in doubt: a process died while statement " + edited.number()
				+ " ran (" + planned.id().script() + ")"
				+ ((before != null) ? ", which was then:" + LINE + "    " + StatementSummary.of(before) : "") + LINE
				+ "Whether it took effect cannot be told: " + reason;
		return new StepInDoubtException(planned.id(), description, NEIGHBOURS,
				new DoubtResolution(planned.id().migration()).text());
	}

}
