// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.migration.OperationRefusedException;
import io.migration.OperationRefusedException.Reason;
import io.migration.StepState;
import io.migration.database.Evidence;
import io.migration.database.Evidence.Verdict;
import io.migration.history.HistoryRow;
import io.migration.history.StepText;
import io.migration.script.KeptScript;
import io.migration.script.ScriptStatement;
import io.migration.sql.SqlStatement;
import io.migration.sql.StatementKind;
import io.migration.sql.TransactionUse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after steps whose owner died while a statement ran outside of a transaction,
 * before they are undone: a statement that the server still works on would make again
 * what is being removed.
 */
class StoppedSteps {

	private static final Logger logger = LoggerFactory.getLogger(StoppedSteps.class);

	private static final long POLL_MILLISECONDS = 500;

	private final MigrationSession session;

	private final Reading reading;

	StoppedSteps(MigrationSession session, Reading reading) {
		this.session = session;
		this.reading = reading;
	}

	void settle() throws SQLException {
		for (List<HistoryRow> rows : this.reading.history().versions()) {
			for (HistoryRow row : rows) {
				if (row.state() == StepState.RUNNING) {
					settle(row);
				}
			}
		}
	}

	private void settle(HistoryRow row) throws SQLException {
		// Code runs as one statement, of which nothing can be known
		SqlStatement statement = (row.checksum() != null) ? inDoubt(row) : null;
		if (statement != null && !mayRunAlone(statement)) {
			return;
		}
		if (statement == null || verdict(row, statement) == Verdict.UNKNOWN) {
			throw new OperationRefusedException(Reason.UNFINISHED,
					List.of("Migration " + row.migration() + " (" + row.script() + ") stopped in statement "
							+ (row.statementsDone() + 1) + " of " + row.statements()
							+ ", and whether that took effect cannot be told."),
					"Find out and say so first: " + Commands.resolve(row, "done|redo|undone"));
		}
	}

	// What runs in a transaction stands and falls with its row, so it did not take effect
	private static boolean mayRunAlone(SqlStatement statement) {
		return statement.transactionUse() == TransactionUse.FORBIDDEN || statement.kind() == StatementKind.PROCEDURE;
	}

	private Verdict verdict(HistoryRow row, SqlStatement statement) throws SQLException {
		Evidence evidence = probe(statement);
		while (evidence.verdict() == Verdict.AT_WORK) {
			logger.info("The rollback of {} waits: {}", row.migration(), evidence.reason());
			pause();
			evidence = probe(statement);
		}
		return evidence.verdict();
	}

	private Evidence probe(SqlStatement statement) throws SQLException {
		return this.session.database().statementProbe().probe(this.session.connection(), statement);
	}

	private @Nullable SqlStatement inDoubt(HistoryRow row) throws SQLException {
		StepText stored = this.session.texts().stored(this.reading.history(), row);
		String body = stored.body();
		if (body == null) {
			return null;
		}
		List<ScriptStatement> statements = this.session.texts().kept(new KeptScript(row.script(), body)).statements();
		int index = row.statementsDone();
		return (index < statements.size()) ? statements.get(index).sql() : null;
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(POLL_MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new OperationRefusedException(Reason.NOT_READY, List.of("The rollback was interrupted."),
					"Roll back again.");
		}
	}

}
