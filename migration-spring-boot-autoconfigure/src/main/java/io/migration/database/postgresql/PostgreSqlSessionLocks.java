// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;

import io.migration.database.LockHolder;
import io.migration.database.SessionLocks;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Session-level advisory locks.
 */
class PostgreSqlSessionLocks implements SessionLocks {

	// Taken through a pooler, the lock would stay in a session that belongs to others
	private static final String TRY_LOCK = """
			SELECT pg_backend_pid(), CASE WHEN pg_backend_pid() = ? THEN pg_try_advisory_lock(?) ELSE false END""";

	private static final String BACKEND = "SELECT pg_backend_pid()";

	private static final String UNLOCK = "SELECT pg_advisory_unlock(?)";

	private static final String HOLDER = """
			SELECT 'session ' || a.pid, a.application_name, coalesce(a.xact_start, a.query_start), host(a.client_addr), \
			concat_ws('/', a.pid, a.application_name, a.state_change, a.query_start) \
			FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid \
			WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 \
			AND l.classid = (? >> 32 & 4294967295)::oid AND l.objid = (? & 4294967295)::oid \
			AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = current_database())""";

	@Override
	public Attempt tryLock(Connection connection, long key) throws SQLException {
		int known = connection.unwrap(PGConnection.class).getBackendPID();
		try (PreparedStatement statement = connection.prepareStatement(TRY_LOCK)) {
			statement.setInt(1, known);
			statement.setLong(2, key);
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				if (row.getInt(1) != known) {
					return Attempt.POOLED;
				}
				return row.getBoolean(2) ? Attempt.ACQUIRED : Attempt.TAKEN;
			}
		}
	}

	@Override
	public boolean pooled(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(BACKEND);
				ResultSet row = statement.executeQuery()) {
			row.next();
			return row.getInt(1) != connection.unwrap(PGConnection.class).getBackendPID();
		}
	}

	@Override
	public boolean unlock(Connection connection, long key) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(UNLOCK)) {
			statement.setLong(1, key);
			try (ResultSet row = statement.executeQuery()) {
				return row.next() && row.getBoolean(1);
			}
		}
	}

	@Override
	public @Nullable LockHolder holder(Connection connection, long key) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(HOLDER)) {
			statement.setLong(1, key);
			statement.setLong(2, key);
			try (ResultSet row = statement.executeQuery()) {
				if (!row.next()) {
					return null;
				}
				Timestamp since = row.getTimestamp(3);
				return new LockHolder(row.getString(1), row.getString(2), (since != null) ? since.toInstant() : null,
						row.getString(5), row.getString(4));
			}
		}
	}

}
