// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.migration.execution.RunStop;
import io.migration.script.ScriptStatement;
import io.migration.sql.SqlStatement;

/**
 * Asks the queries of a script whether a backfill is complete.
 */
final class Verification {

	private static final int SHOWN_ROWS = 10;

	private final BackfillSession session;

	private final BackfillTask task;

	Verification(BackfillSession session, BackfillTask task) {
		this.session = session;
		this.task = task;
	}

	boolean isPossible() {
		return !this.task.step().verification().isEmpty();
	}

	// The first rows that should not be there.
	List<String> rows(Connection connection) throws SQLException {
		return ShortTransaction.run(connection, this.session, this.task, false, () -> {
			List<String> rows = new ArrayList<>();
			for (ScriptStatement query : this.task.step().verification()) {
				ask(connection, query.sql(), rows);
			}
			return rows;
		});
	}

	private void ask(Connection connection, SqlStatement query, List<String> rows) throws SQLException {
		try {
			read(connection, query.text(), rows);
		}
		catch (SQLException ex) {
			throw new LocatedFailure("in 'verify' of " + this.task.step().script() + ", line " + query.line(),
					"Correct the query", ex);
		}
	}

	private void read(Connection connection, String sql, List<String> rows) throws SQLException {
		try (RunStop.Section section = this.session.stop().statement();
				Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.setMaxRows(SHOWN_ROWS);
			try (ResultSet result = statement.executeQuery(sql)) {
				while (result.next() && rows.size() < SHOWN_ROWS) {
					rows.add(row(result));
				}
			}
		}
	}

	private static String row(ResultSet result) throws SQLException {
		ResultSetMetaData columns = result.getMetaData();
		List<String> values = new ArrayList<>();
		for (int column = 1; column <= columns.getColumnCount(); column++) {
			values.add(columns.getColumnLabel(column) + " = " + result.getString(column));
		}
		return String.join(", ", values);
	}

}
