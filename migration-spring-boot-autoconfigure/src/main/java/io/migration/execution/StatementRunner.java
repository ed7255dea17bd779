// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.migration.StatementRun;
import io.migration.database.Database;
import io.migration.script.ScriptStatement;
import io.migration.sql.CopyData;
import io.migration.sql.SqlStatement;
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

	StatementRunner(Connection connection, Database database) {
		this.connection = connection;
		this.database = database;
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
			send(sql, comment);
		}
		catch (SQLException ex) {
			throw new StatementFailure(numbered, ex, comment.length());
		}
		Duration duration = Duration.ofNanos(System.nanoTime() - clock);
		logger.debug("Line {} took {} ms", sql.line(), duration.toMillis());
		return new StatementRun(numbered.index() + 1, sql.line(), StatementSummary.of(sql), start, duration);
	}

	private void send(SqlStatement sql, String comment) throws SQLException {
		CopyData data = sql.copyData();
		if (data != null) {
			this.database.bulkLoader().load(this.connection, sql.text(), data);
		}
		else {
			send(comment + sql.text());
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
		try (Statement statement = this.connection.createStatement()) {
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
