// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.migration.database.BackfillCursors.Undone;

/**
 * Keeps all batches out of the way of a rollback. The whole table is locked, because
 * workers that share the row of a cursor by turns would keep somebody who wants it alone
 * waiting for ever. Locks of tables are granted in the order in which they were asked
 * for.
 */
class PostgreSqlCursorTable {

	private final String table;

	PostgreSqlCursorTable(String table) {
		this.table = table;
	}

	void exclusively(Connection connection, Undone undone, String sql) throws SQLException {
		String concerned = " WHERE history = ? AND version = ANY (?)";
		if (exists(connection) && any(connection, "SELECT 1 FROM " + this.table + concerned, undone)) {
			lock(connection, undone);
			try (PreparedStatement statement = connection.prepareStatement(sql + concerned)) {
				bind(statement, undone);
				statement.executeUpdate();
			}
		}
	}

	boolean exists(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
			statement.setString(1, this.table);
			try (ResultSet row = statement.executeQuery()) {
				return row.next() && row.getBoolean(1);
			}
		}
	}

	private static boolean any(Connection connection, String sql, Undone undone) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			bind(statement, undone);
			try (ResultSet row = statement.executeQuery()) {
				return row.next();
			}
		}
	}

	private static void bind(PreparedStatement statement, Undone undone) throws SQLException {
		statement.setString(1, undone.history());
		PostgreSqlTexts.set(statement, 2, undone.versions());
	}

	// The bound must not reach what comes behind it in the same transaction
	private void lock(Connection connection, Undone undone) throws SQLException {
		String before = setting(connection);
		try (Statement statement = connection.createStatement()) {
			statement.execute("SET LOCAL lock_timeout = " + PostgreSqlSessions.milliseconds(undone.lockTimeout()));
			statement.execute("LOCK TABLE " + this.table + " IN EXCLUSIVE MODE");
		}
		try (PreparedStatement statement = connection.prepareStatement("SELECT set_config('lock_timeout', ?, true)")) {
			statement.setString(1, before);
			statement.execute();
		}
	}

	private static String setting(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT current_setting('lock_timeout')")) {
			row.next();
			return row.getString(1);
		}
	}

}
