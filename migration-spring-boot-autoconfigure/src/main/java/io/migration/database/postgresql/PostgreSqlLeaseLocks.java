// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.migration.InstanceIdentity;
import io.migration.database.LeaseKey;
import io.migration.database.LeaseLocks;
import io.migration.database.LeaseRow;
import io.migration.database.LeaseTicket;
import org.jspecify.annotations.Nullable;

/**
 * Leases in a table, guarded by advisory locks that end with their transaction. An owner
 * locks its row with {@code FOR KEY SHARE}, which a renewal passes; a new owner changes
 * the token, which is part of a key and therefore has to wait.
 */
class PostgreSqlLeaseLocks implements LeaseLocks {

	static final String COMMENT = "migration lock, format 1";

	private static final String EXISTS = "SELECT to_regclass(?) IS NOT NULL";

	private static final String CREATE = """
			CREATE TABLE IF NOT EXISTS %1$s (
			    name text PRIMARY KEY,
			    owner text,
			    instance text,
			    address text,
			    token bigint NOT NULL,
			    acquired_at timestamptz,
			    expires_at timestamptz,
			    activity text,
			    activity_at timestamptz,
			    progress bigint NOT NULL DEFAULT 0,
			    UNIQUE (name, token)
			);
			COMMENT ON TABLE %1$s IS %2$s""";

	private static final String READ = """
			SELECT owner, instance, address, token, owner IS NOT NULL AND expires_at > clock_timestamp(), acquired_at, \
			activity, activity_at, progress FROM %s WHERE name = ?""";

	// Bounded, or a process that is stopped right here would keep everybody else out
	private static final String CHOOSE = """
			SELECT set_config('idle_in_transaction_session_timeout', '10s', true), \
			set_config('lock_timeout', '5s', true), set_config('statement_timeout', '30s', true), \
			CASE WHEN NOT pg_try_advisory_xact_lock(?) THEN 'SESSION' \
			WHEN NOT pg_try_advisory_xact_lock(?) THEN 'TRANSACTION' ELSE 'NONE' END""";

	private static final String TAKE = """
			INSERT INTO %s AS l (name, owner, instance, address, token, acquired_at, expires_at) \
			SELECT ?, o.owner, ?, ?, 1, clock_timestamp(), \
			CASE WHEN o.owner IS NOT NULL THEN clock_timestamp() + make_interval(secs => ?) END \
			FROM (SELECT ?::text AS owner) o \
			ON CONFLICT (name) DO UPDATE SET owner = EXCLUDED.owner, instance = EXCLUDED.instance, \
			address = EXCLUDED.address, token = l.token + 1, acquired_at = EXCLUDED.acquired_at, \
			expires_at = EXCLUDED.expires_at, activity = NULL, activity_at = NULL, progress = 0 \
			WHERE l.owner IS NULL OR l.expires_at <= clock_timestamp() RETURNING l.token""";

	private static final String RENEW = """
			UPDATE %s SET expires_at = clock_timestamp() + make_interval(secs => ?), \
			activity_at = CASE WHEN activity IS DISTINCT FROM ?::text THEN clock_timestamp() ELSE activity_at END, \
			activity = ?, progress = ? WHERE name = ? AND owner = ? AND token = ?""";

	private static final String RELEASE = """
			UPDATE %s SET owner = NULL, expires_at = NULL, activity = NULL, activity_at = NULL \
			WHERE name = ? AND owner = ? AND token = ?""";

	private static final String ENTER = """
			SELECT set_config('idle_in_transaction_session_timeout', ?, true), pg_try_advisory_xact_lock(?)""";

	private static final String CHECK = "SELECT 1 FROM %s WHERE name = ? AND owner = ? AND token = ? FOR KEY SHARE";

	private final PostgreSqlDatabase database;

	private final PostgreSqlFormerOwners formerOwners;

	PostgreSqlLeaseLocks(PostgreSqlDatabase database) {
		this.database = database;
		this.formerOwners = new PostgreSqlFormerOwners();
	}

	private String table(LeaseKey key) {
		return this.database.quote(key.schema(), LeaseKey.TABLE);
	}

	@Override
	public boolean exists(Connection connection, LeaseKey key) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(EXISTS)) {
			statement.setString(1, table(key));
			try (ResultSet row = statement.executeQuery()) {
				return row.next() && row.getBoolean(1);
			}
		}
	}

	@Override
	public void create(Connection connection, LeaseKey key) throws SQLException {
		if (exists(connection, key)) {
			return;
		}
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.execute(CREATE.formatted(table(key), this.database.literal(COMMENT)));
		}
		catch (SQLException ex) {
			// IF NOT EXISTS does not see what another session is just about to commit
			if (!exists(connection, key)) {
				throw ex;
			}
		}
	}

	@Override
	public @Nullable LeaseRow read(Connection connection, LeaseKey key) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(READ.formatted(table(key)))) {
			statement.setString(1, key.history());
			try (ResultSet row = statement.executeQuery()) {
				return row.next()
						? new LeaseRow(row.getString(1), row.getString(2), row.getString(3), row.getLong(4),
								row.getBoolean(5), instant(row, 6), row.getString(7), instant(row, 8), row.getLong(9))
						: null;
			}
		}
	}

	private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
		Timestamp timestamp = row.getTimestamp(column);
		return (timestamp != null) ? timestamp.toInstant() : null;
	}

	@Override
	public Obstacle tryChoose(Connection connection, LeaseKey key) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(CHOOSE)) {
			statement.setLong(1, key.key());
			statement.setLong(2, key.workKey());
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				return Obstacle.valueOf(row.getString(4));
			}
		}
	}

	@Override
	public @Nullable Long take(Connection connection, LeaseKey key, @Nullable String owner, InstanceIdentity identity,
			Duration duration) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(TAKE.formatted(table(key)))) {
			statement.setString(1, key.history());
			statement.setString(2, identity.instance());
			statement.setString(3, identity.address());
			statement.setDouble(4, seconds(duration));
			statement.setString(5, owner);
			try (ResultSet row = statement.executeQuery()) {
				return row.next() ? row.getLong(1) : null;
			}
		}
	}

	@Override
	public boolean renew(Connection connection, LeaseKey key, LeaseTicket ticket, Duration duration, String activity,
			long progress) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(RENEW.formatted(table(key)))) {
			statement.setDouble(1, seconds(duration));
			statement.setString(2, activity);
			statement.setString(3, activity);
			statement.setLong(4, progress);
			bind(statement, 5, key, ticket);
			return statement.executeUpdate() == 1;
		}
	}

	@Override
	public boolean release(Connection connection, LeaseKey key, LeaseTicket ticket) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(RELEASE.formatted(table(key)))) {
			bind(statement, 1, key, ticket);
			return statement.executeUpdate() == 1;
		}
	}

	@Override
	public Entry enter(Connection connection, LeaseKey key, LeaseTicket ticket, Duration idle) throws SQLException {
		boolean entered;
		try (PreparedStatement statement = connection.prepareStatement(ENTER)) {
			statement.setString(1, Long.toString(idle.toMillis()));
			statement.setLong(2, key.workKey());
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				entered = row.getBoolean(2);
			}
		}
		try (PreparedStatement statement = connection.prepareStatement(CHECK.formatted(table(key)))) {
			bind(statement, 1, key, ticket);
			try (ResultSet row = statement.executeQuery()) {
				return !row.next() ? Entry.LOST : entered ? Entry.ENTERED : Entry.BUSY;
			}
		}
	}

	private static void bind(PreparedStatement statement, int first, LeaseKey key, LeaseTicket ticket)
			throws SQLException {
		statement.setString(first, key.history());
		statement.setString(first + 1, ticket.owner());
		statement.setLong(first + 2, ticket.token());
	}

	private static double seconds(Duration duration) {
		return duration.toMillis() / 1000.0;
	}

	@Override
	public List<String> endTransactions(Connection connection, LeaseKey key) throws SQLException {
		return this.formerOwners.endTransactions(connection, key, table(key));
	}

	@Override
	public List<String> endStatements(Connection connection, LeaseKey key, long token, boolean force)
			throws SQLException {
		return this.formerOwners.endStatements(connection, key, token, force);
	}

	@Override
	public String comment(LeaseKey key, LeaseTicket ticket, int statement) {
		return PostgreSqlFormerOwners.comment(key, ticket, statement);
	}

}
