// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.migration.database.BackfillCursor;
import io.migration.database.BackfillRanges;
import io.migration.database.KeyRange;
import io.migration.database.KeyStretch;
import org.jspecify.annotations.Nullable;

/**
 * Ranges on PostgreSQL.
 */
class PostgreSqlBackfillRanges implements BackfillRanges {

	/**
	 * The speed that people see is an average in which older batches count less and less.
	 */
	private static final int SMOOTHING_SECONDS = 5;

	private final String table;

	private final String cursors;

	PostgreSqlBackfillRanges(String table, String cursors) {
		this.table = table;
		this.cursors = cursors;
	}

	@Override
	public void add(Connection connection, BackfillCursor cursor, @Nullable List<String> low, KeyStretch stretch)
			throws SQLException {
		String sql = "INSERT INTO " + this.table + " (backfill_id, pass, low, high, rows) VALUES (?, ?, ?, ?, ?)";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setLong(1, cursor.id());
			statement.setInt(2, cursor.walk().pass());
			PostgreSqlTexts.set(statement, 3, low);
			PostgreSqlTexts.set(statement, 4, stretch.last());
			statement.setInt(5, stretch.rows());
			statement.executeUpdate();
		}
	}

	@Override
	public @Nullable KeyRange claim(Connection connection, long cursor, Collection<Long> except) throws SQLException {
		String sql = "SELECT id, pass, low, high, rows, attempts FROM " + this.table
				+ " WHERE backfill_id = ? AND state = 'OPEN' AND id <> ALL (?) ORDER BY id LIMIT 1 "
				+ "FOR UPDATE SKIP LOCKED";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setLong(1, cursor);
			statement.setArray(2, connection.createArrayOf("bigint", except.toArray()));
			try (ResultSet row = statement.executeQuery()) {
				return row.next() ? range(row) : null;
			}
		}
	}

	private static KeyRange range(ResultSet row) throws SQLException {
		return new KeyRange(row.getLong(1), row.getInt(2), PostgreSqlTexts.get(row, 3),
				Objects.requireNonNull(PostgreSqlTexts.get(row, 4)), row.getInt(5), row.getInt(6));
	}

	@Override
	public boolean claim(Connection connection, KeyRange range) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("SELECT 1 FROM " + this.table + " WHERE id = ? AND state = 'OPEN' AND attempts = ? "
					+ "AND low IS NOT DISTINCT FROM ? AND high = ? FOR UPDATE SKIP LOCKED")) {
			statement.setLong(1, range.id());
			statement.setInt(2, range.attempts());
			PostgreSqlTexts.set(statement, 3, range.low());
			PostgreSqlTexts.set(statement, 4, range.high());
			try (ResultSet row = statement.executeQuery()) {
				return row.next();
			}
		}
	}

	@Override
	public void done(Connection connection, long id, long changed, String instance) throws SQLException {
		String sql = "UPDATE " + this.table + " SET state = 'DONE', changed = ?, instance = ?, error = NULL, "
				+ "finished_at = clock_timestamp() WHERE id = ?";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setLong(1, changed);
			statement.setString(2, instance);
			statement.setLong(3, id);
			if (statement.executeUpdate() != 1) {
				throw new SQLException("The range " + id + " is gone: somebody changed the table meanwhile");
			}
		}
	}

	@Override
	public void fold(Connection connection, BackfillCursor cursor) throws SQLException {
		String sql = """
				WITH gone AS (DELETE FROM %s WHERE backfill_id = ? AND state = 'DONE' \
				RETURNING pass, low, high, rows, changed), \
				counted AS (SELECT count(*) AS ranges, sum(changed) AS changed, \
				coalesce(sum(changed) FILTER (WHERE pass = ?), 0) AS pass_changed, \
				coalesce(sum(rows) FILTER (WHERE pass = ?), 0) AS rows, \
				coalesce(array_agg(coalesce('after (' || array_to_string(low, ', ') || ') ', '') \
				|| 'up to (' || array_to_string(high, ', ') || ')') \
				FILTER (WHERE pass = ? AND pass > 1 AND changed > 0), '{}') AS late FROM gone), \
				since AS (SELECT id, greatest(0.001, extract(epoch FROM clock_timestamp() \
				- coalesce(rated_at, started_at, clock_timestamp())))::float8 AS passed FROM %s WHERE id = ?) \
				UPDATE %s b SET walked = b.walked + c.rows, changed = b.changed + c.changed, \
				pass_changed = b.pass_changed + c.pass_changed, late = (b.late || c.late)[1:10], \
				rate = CASE WHEN b.rate IS NULL THEN c.rows / greatest(t.passed, 0.5) \
				ELSE b.rate + (1 - exp(-least(t.passed, 60) / %d)) * (c.rows / t.passed - b.rate) END, \
				rated_at = clock_timestamp() FROM counted c, since t WHERE b.id = t.id AND b.id = ? AND c.ranges > 0"""
			.formatted(this.table, this.cursors, this.cursors, SMOOTHING_SECONDS);
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			int pass = cursor.walk().pass();
			statement.setLong(1, cursor.id());
			statement.setInt(2, pass);
			statement.setInt(3, pass);
			statement.setInt(4, pass);
			statement.setLong(5, cursor.id());
			statement.setLong(6, cursor.id());
			statement.executeUpdate();
		}
	}

	@Override
	public void tryAgain(Connection connection, long id, String error) throws SQLException {
		note(connection, "attempts = attempts + 1, error = ?", error, id);
	}

	@Override
	public void failed(Connection connection, long id, String error) throws SQLException {
		note(connection, "state = 'FAILED', finished_at = clock_timestamp(), error = ?", error, id);
	}

	private void note(Connection connection, String assignments, String error, long id) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("UPDATE " + this.table + " SET " + assignments + " WHERE id = ? AND state = 'OPEN'")) {
			statement.setString(1, error);
			statement.setLong(2, id);
			statement.executeUpdate();
		}
	}

	@Override
	public void split(Connection connection, KeyRange range, List<String> middle, int firstRows, int rows)
			throws SQLException {
		String second = "INSERT INTO " + this.table + " (backfill_id, pass, low, high, rows, attempts, error) "
				+ "SELECT backfill_id, pass, ?, high, ?, greatest(attempts, 1), error FROM " + this.table
				+ " WHERE id = ?";
		try (PreparedStatement statement = connection.prepareStatement(second)) {
			PostgreSqlTexts.set(statement, 1, middle);
			statement.setInt(2, rows - firstRows);
			statement.setLong(3, range.id());
			statement.executeUpdate();
		}
		String first = "UPDATE " + this.table + " SET high = ?, rows = ?, attempts = greatest(attempts, 1) "
				+ "WHERE id = ?";
		try (PreparedStatement statement = connection.prepareStatement(first)) {
			PostgreSqlTexts.set(statement, 1, middle);
			statement.setInt(2, firstRows);
			statement.setLong(3, range.id());
			statement.executeUpdate();
		}
	}

	@Override
	public Left left(Connection connection, long cursor) throws SQLException {
		String sql = "SELECT count(*) FILTER (WHERE state IN ('OPEN', 'DONE')), count(*) FILTER (WHERE state = 'FAILED') FROM "
				+ this.table + " WHERE backfill_id = ?";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setLong(1, cursor);
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				return new Left(row.getInt(1), row.getInt(2));
			}
		}
	}

}
