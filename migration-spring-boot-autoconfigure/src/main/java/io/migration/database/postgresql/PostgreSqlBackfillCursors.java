// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

import io.migration.BackfillState;
import io.migration.database.BackfillCursor;
import io.migration.database.BackfillCursors;
import io.migration.database.FailureKind;
import io.migration.database.KeyStretch;
import io.migration.database.TableKey;
import org.jspecify.annotations.Nullable;

/**
 * Cursors on PostgreSQL. {@code FOR KEY SHARE} goes together with
 * {@code FOR NO KEY UPDATE}, but with nothing that removes the row.
 */
class PostgreSqlBackfillCursors implements BackfillCursors {

	private static final String CHANGED_NOW = "changed_at = clock_timestamp()";

	private static final String FROM_THE_START = "position = NULL, ended = false, walked = 0, pass_changed = 0, "
			+ "skipped = '{}', late = '{}'";

	private static final String ASSIGN_TEXT = "history_id = ?, description = ?, ordinal = ?, script = ?, "
			+ "fingerprint = ?, table_name = ?";

	private final PostgreSqlDatabase database;

	private final String table;

	private final String ranges;

	PostgreSqlBackfillCursors(PostgreSqlDatabase database, String table, String ranges) {
		this.database = database;
		this.table = table;
		this.ranges = ranges;
	}

	@Override
	public boolean exist(Connection connection) throws SQLException {
		return new PostgreSqlCursorTable(this.table).exists(connection);
	}

	@Override
	public List<BackfillCursor> read(Connection connection, String history) throws SQLException {
		List<BackfillCursor> cursors = new ArrayList<>();
		try (PreparedStatement statement = connection.prepareStatement(
				"SELECT " + PostgreSqlCursorRow.COLUMNS + " FROM " + this.table + " WHERE history = ? ORDER BY id")) {
			statement.setString(1, history);
			try (ResultSet row = statement.executeQuery()) {
				while (row.next()) {
					cursors.add(PostgreSqlCursorRow.read(row));
				}
			}
			return cursors;
		}
		catch (SQLException ex) {
			if (this.database.failures().kind(ex) == FailureKind.MISSING_TABLE) {
				return List.of();
			}
			throw ex;
		}
	}

	@Override
	public void add(Connection connection, String history, NewCursor cursor) throws SQLException {
		String same = "DELETE FROM " + this.table + " WHERE history = ? AND version = ? AND coalesce(name, '') = ?";
		try (PreparedStatement statement = connection.prepareStatement(same)) {
			statement.setString(1, history);
			statement.setString(2, cursor.version());
			statement.setString(3, (cursor.name() != null) ? cursor.name() : "");
			statement.executeUpdate();
		}
		String sql = "INSERT INTO " + this.table + " (history_id, description, ordinal, script, fingerprint, "
				+ "table_name, history, version, name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			bind(statement, cursor);
			statement.setString(7, history);
			statement.setString(8, cursor.version());
			statement.setString(9, cursor.name());
			statement.executeUpdate();
		}
	}

	@Override
	public boolean edit(Connection connection, long id, NewCursor cursor) throws SQLException {
		String sql = "UPDATE " + this.table + " SET " + ASSIGN_TEXT
				+ ", state = CASE WHEN state <> 'FAILED' THEN state "
				+ "WHEN ? AND pass > 0 THEN 'RUNNING' ELSE 'WAITING' END, error = NULL, " + CHANGED_NOW
				+ " WHERE id = ? AND state IN ('WAITING', 'FAILED', 'CANCELLED')";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			bind(statement, cursor);
			statement.setBoolean(7, cursor.once());
			statement.setLong(8, id);
			boolean edited = statement.executeUpdate() == 1;
			if (edited) {
				update(connection, "UPDATE " + this.ranges
						+ " SET state = 'OPEN', attempts = 0 WHERE state = 'FAILED' AND backfill_id = ?", id);
			}
			return edited;
		}
	}

	private static void bind(PreparedStatement statement, NewCursor cursor) throws SQLException {
		statement.setLong(1, cursor.historyId());
		statement.setString(2, cursor.description());
		statement.setInt(3, cursor.ordinal());
		statement.setString(4, cursor.script());
		statement.setString(5, cursor.fingerprint());
		statement.setString(6, cursor.table());
	}

	@Override
	public @Nullable BackfillCursor find(Connection connection, long id) throws SQLException {
		return select(connection, id, "");
	}

	@Override
	public @Nullable BackfillCursor share(Connection connection, long id) throws SQLException {
		return select(connection, id, " FOR KEY SHARE");
	}

	@Override
	public @Nullable BackfillCursor hold(Connection connection, long id) throws SQLException {
		return select(connection, id, " FOR NO KEY UPDATE");
	}

	@Override
	public @Nullable BackfillCursor seize(Connection connection, long id) throws SQLException {
		return select(connection, id, " FOR UPDATE");
	}

	private @Nullable BackfillCursor select(Connection connection, long id, String lock) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(
				"SELECT " + PostgreSqlCursorRow.COLUMNS + " FROM " + this.table + " WHERE id = ?" + lock)) {
			statement.setLong(1, id);
			try (ResultSet row = statement.executeQuery()) {
				return row.next() ? PostgreSqlCursorRow.read(row) : null;
			}
		}
	}

	@Override
	public void begin(Connection connection, long id, TableKey key, @Nullable Long estimatedRows) throws SQLException {
		update(connection, "DELETE FROM " + this.ranges + " WHERE backfill_id = ?", id);
		String sql = "UPDATE " + this.table + " SET state = 'RUNNING', pass = 1, " + FROM_THE_START
				+ ", changed = 0, key_columns = ?, key_types = ?, estimated_rows = ?, error = NULL, rate = NULL, rated_at = NULL, "
				+ "started_at = clock_timestamp(), finished_at = NULL, " + CHANGED_NOW + " WHERE id = ?";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			PostgreSqlTexts.set(statement, 1, key.columns());
			PostgreSqlTexts.set(statement, 2, key.types());
			statement.setObject(3, estimatedRows, Types.BIGINT);
			statement.setLong(4, id);
			statement.executeUpdate();
		}
	}

	@Override
	public void move(Connection connection, long id, Move move) throws SQLException {
		String sql = "UPDATE " + this.table + " SET position = coalesce(?, position), ended = ?, batch_size = ?, "
				+ "free_at = greatest(free_at, clock_timestamp()) + ? * interval '1 second' / ? WHERE id = ?";
		KeyStretch stretch = move.stretch();
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			PostgreSqlTexts.set(statement, 1, (stretch != null) ? stretch.last() : null);
			statement.setBoolean(2, move.ended());
			statement.setInt(3, move.batchSize());
			statement.setInt(4, (stretch != null) ? stretch.rows() : 0);
			statement.setObject(5, move.rowsPerSecond(), Types.BIGINT);
			statement.setLong(6, id);
			statement.executeUpdate();
		}
	}

	@Override
	public void nextPass(Connection connection, long id, int pass) throws SQLException {
		String sql = "UPDATE " + this.table + " SET pass = pass + 1, " + FROM_THE_START
				+ " WHERE id = ? AND pass = ? AND state = 'RUNNING' AND ended AND NOT EXISTS (SELECT FROM "
				+ this.ranges + " WHERE backfill_id = ? AND state IN ('OPEN', 'DONE'))";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setLong(1, id);
			statement.setInt(2, pass);
			statement.setLong(3, id);
			if (statement.executeUpdate() == 1) {
				update(connection, "DELETE FROM " + this.ranges + " WHERE backfill_id = ?", id);
			}
		}
	}

	@Override
	public Times end(Connection connection, long id, BackfillState state, @Nullable String error) throws SQLException {
		String sql = "UPDATE " + this.table + " SET state = ?, error = ?, throttled_by = NULL, "
				+ "finished_at = clock_timestamp(), " + CHANGED_NOW
				+ " WHERE id = ? RETURNING coalesce(started_at, finished_at), finished_at";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, state.name());
			statement.setString(2, error);
			statement.setLong(3, id);
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				return new Times(row.getTimestamp(1).toInstant(), row.getTimestamp(2).toInstant());
			}
		}
	}

	@Override
	public void skipped(Connection connection, long id, String key) throws SQLException {
		updateText(connection, "skipped = (skipped || ?::text)[1:10]", key, id);
	}

	@Override
	public void throttled(Connection connection, long id, @Nullable String reason) throws SQLException {
		updateText(connection, "throttled_by = ?", reason, id);
	}

	private void updateText(Connection connection, String assignment, @Nullable String text, long id)
			throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("UPDATE " + this.table + " SET " + assignment + " WHERE id = ?")) {
			statement.setString(1, text);
			statement.setLong(2, id);
			statement.executeUpdate();
		}
	}

	private static void update(Connection connection, String sql, long id) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setLong(1, id);
			statement.executeUpdate();
		}
	}

	@Override
	public void remove(Connection connection, Undone undone) throws SQLException {
		new PostgreSqlCursorTable(this.table).exclusively(connection, undone, "DELETE FROM " + this.table);
	}

	@Override
	public void cancel(Connection connection, Undone undone) throws SQLException {
		new PostgreSqlCursorTable(this.table).exclusively(connection, undone, "UPDATE " + this.table
				+ " SET state = CASE state WHEN 'SUCCEEDED' THEN state ELSE 'CANCELLED' END, " + CHANGED_NOW);
	}

}
