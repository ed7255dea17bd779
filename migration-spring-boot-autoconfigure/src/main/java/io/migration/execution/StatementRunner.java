// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.migration.StatementRun;
import io.migration.database.Database;
import io.migration.execution.RunStop.Work;
import io.migration.script.ScriptStatement;
import io.migration.sql.CopyData;
import io.migration.sql.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one statement in one round trip.
 */
final class StatementRunner {

	private static final Logger logger = LoggerFactory.getLogger(StatementRunner.class);

	private static final int SHOWN_ROWS = 10;

	private final Connection connection;

	private final Database database;

	private final RunStop stop;

	private final @Nullable StatementGuard guard;

	StatementRunner(ExecutionSession session) {
		this(session, null);
	}

	private StatementRunner(ExecutionSession session, @Nullable StatementGuard guard) {
		this.connection = session.connection();
		this.database = session.database();
		this.stop = session.stop();
		this.guard = guard;
	}

	static StatementRunner of(ExecutionSession session, PlannedStep planned) {
		UndoTerms terms = planned.undo();
		StatementGuard guard = (terms != null) ? new StatementGuard(session.database(), planned.id(), terms) : null;
		return new StatementRunner(session, guard);
	}

	StatementRun run(Segment.Numbered numbered) throws StatementFailure {
		return run(numbered, "");
	}

	// With a comment in front, by which others recognise it.
	StatementRun run(Segment.Numbered numbered, String comment) throws StatementFailure {
		SqlStatement sql = numbered.statement().sql();
		Instant start = Instant.now();
		long clock = System.nanoTime();
		try {
			sendGuarded(sql, comment);
		}
		catch (SQLException ex) {
			throw new StatementFailure(numbered, ex, comment.length());
		}
		Duration duration = Duration.ofNanos(System.nanoTime() - clock);
		logger.debug("Line {} took {} ms", sql.line(), duration.toMillis());
		return new StatementRun(numbered.index() + 1, sql.line(), StatementSummary.of(sql), start, duration);
	}

	private void sendGuarded(SqlStatement sql, String comment) throws SQLException {
		StatementGuard guard = this.guard;
		if (guard == null) {
			send(sql, comment);
			return;
		}
		guard.check(this.connection, sql);
		boolean keep = guard.toleratesMissing() && !this.connection.getAutoCommit();
		Savepoint before = keep ? this.connection.setSavepoint() : null;
		try {
			send(sql, comment);
		}
		catch (SQLException ex) {
			if (!guard.lets(sql, ex)) {
				throw ex;
			}
			if (before != null) {
				this.connection.rollback(before);
			}
		}
	}

	private void send(SqlStatement sql, String comment) throws SQLException {
		Work work = this.connection.getAutoCommit() ? Work.BARE_STATEMENT : Work.STATEMENT;
		try (RunStop.Section section = this.stop.during(work)) {
			CopyData data = sql.copyData();
			if (data != null) {
				this.database.bulkLoader().load(this.connection, sql.text(), data);
			}
			else {
				send(comment + sql.text());
			}
		}
	}

	void send(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.execute(sql);
		}
	}

	/**
	 * Run a query that must return nothing.
	 * @return the first rows that it returned
	 */
	List<String> rows(ScriptStatement query) throws SQLException {
		List<String> rows = new ArrayList<>();
		try (RunStop.Section section = this.stop.during(Work.STATEMENT);
				Statement statement = this.connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.setMaxRows(SHOWN_ROWS);
			try (ResultSet result = statement.executeQuery(query.sql().text())) {
				while (result.next()) {
					rows.add(row(result));
				}
			}
		}
		return rows;
	}

	private static String row(ResultSet result) throws SQLException {
		List<String> values = new ArrayList<>();
		for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
			values.add(result.getMetaData().getColumnLabel(column) + "=" + result.getString(column));
		}
		return String.join(", ", values);
	}

}
