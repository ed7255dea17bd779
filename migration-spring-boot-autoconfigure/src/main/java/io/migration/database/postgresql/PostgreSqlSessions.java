// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.migration.database.SegmentSettings;
import io.migration.database.SessionState;
import io.migration.database.Sessions;
import io.migration.database.TransactionMark;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Sessions of PostgreSQL. {@code DISCARD ALL} would free the migration lock and
 * {@code RESET ALL} would lose what the pool has set, so single settings are put back
 * from {@code pg_settings}; only the role is not listed there.
 */
class PostgreSqlSessions implements Sessions {

	private static final String ACTIVITY = "migration";

	/**
	 * Time the server takes to notice that a killed process no longer waits for its
	 * statement. Milliseconds, known from PostgreSQL 14 on.
	 */
	private static final String CONNECTION_CHECK_INTERVAL = "10000";

	private static final String CAPTURE = """
			SELECT s.name, s.setting FROM pg_catalog.pg_settings s \
			WHERE (s.source = 'session' \
			AND s.name NOT IN ('transaction_isolation', 'transaction_read_only', 'transaction_deferrable')) \
			OR s.name = ANY (?::text[]) \
			UNION ALL SELECT 'role', current_setting('role') \
			UNION ALL SELECT 'session_authorization', session_user::text""";

	static final String SET = """
			SELECT set_config(s.name, w.value, false) \
			FROM unnest(?::text[], ?::text[]) AS w(name, value) JOIN pg_catalog.pg_settings s ON s.name = w.name \
			WHERE s.setting IS DISTINCT FROM w.value \
			AND NOT (s.name = 'client_connection_check_interval' AND version() ~* 'windows|mingw|visual c')""";

	private static final String RESTORE = """
			SELECT pg_catalog.set_config(s.name, coalesce(w.value, s.reset_val, ''), false) \
			FROM pg_catalog.pg_settings s \
			LEFT JOIN unnest(?::text[], ?::text[]) AS w(name, value) ON s.name = w.name \
			WHERE (s.source = 'session' OR w.name IS NOT NULL) AND s.context IN ('user', 'superuser') \
			AND s.name NOT IN ('transaction_isolation', 'transaction_read_only', 'transaction_deferrable') \
			AND s.setting IS DISTINCT FROM coalesce(w.value, s.reset_val, '') \
			UNION ALL SELECT pg_catalog.set_config('session_authorization', ?, false) \
			UNION ALL SELECT pg_catalog.set_config('role', ?, false)""";

	private static final String SEGMENT = """
			SELECT set_config('lock_timeout', ?, false), set_config('statement_timeout', ?, false), \
			set_config('application_name', ?, false)""";

	// Its second part counts the transactions of the session, also those that write
	// nothing
	private static final String VIRTUAL_TRANSACTION = """
			SELECT split_part(l.virtualtransaction, '/', 1), split_part(l.virtualtransaction, '/', 2)::bigint \
			FROM pg_catalog.pg_locks l WHERE l.locktype = 'virtualxid' AND l.pid = pg_backend_pid() \
			AND l.virtualxid = l.virtualtransaction""";

	private final PostgreSqlDatabase database;

	PostgreSqlSessions(PostgreSqlDatabase database) {
		this.database = database;
	}

	@Override
	public boolean pooled() {
		return false;
	}

	@Override
	public @Nullable String schema() {
		return null;
	}

	@Override
	public int keepStatementsAfter(Connection connection, int uses) throws SQLException {
		PGConnection driver = connection.unwrap(PGConnection.class);
		int before = driver.getPrepareThreshold();
		driver.setPrepareThreshold(uses);
		return before;
	}

	@Override
	public void cancel(Connection connection) throws SQLException {
		connection.unwrap(PGConnection.class).cancelQuery();
	}

	@Override
	public SessionState capture(Connection connection) throws SQLException {
		Map<String, String> settings = new HashMap<>();
		try (PreparedStatement statement = connection.prepareStatement(CAPTURE)) {
			statement.setArray(1, connection.createArrayOf("text", known(null).keySet().toArray()));
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					settings.put(rows.getString(1), rows.getString(2));
				}
			}
		}
		String user = Objects.requireNonNull(settings.remove("session_authorization"));
		String role = Objects.requireNonNull(settings.remove("role"));
		return new SessionState(settings, user, role);
	}

	@Override
	public SessionState prepare(Connection connection, SessionState captured, @Nullable String schema)
			throws SQLException {
		Map<String, String> known = known((schema != null) ? searchPath(captured, schema) : null);
		set(connection, SET, known);
		Map<String, String> prepared = new HashMap<>(captured.settings());
		prepared.putAll(known);
		prepared.keySet().retainAll(namesIn(captured, known));
		return new SessionState(prepared, captured.user(), captured.role());
	}

	static Map<String, String> known(@Nullable String searchPath) {
		Map<String, String> known = new LinkedHashMap<>();
		known.put("default_transaction_isolation", "read committed");
		known.put("default_transaction_read_only", "off");
		known.put("default_transaction_deferrable", "off");
		known.put("idle_in_transaction_session_timeout", "0");
		known.put("idle_session_timeout", "0");
		known.put("transaction_timeout", "0");
		known.put("lock_timeout", "0");
		known.put("statement_timeout", "0");
		known.put("client_connection_check_interval", CONNECTION_CHECK_INTERVAL);
		known.put("application_name", ACTIVITY);
		if (searchPath != null) {
			known.put("search_path", searchPath);
		}
		return known;
	}

	// A setting that this server does not have was not captured and must not be restored.
	private static Set<String> namesIn(SessionState captured, Map<String, String> known) {
		Set<String> names = new HashSet<>(captured.settings().keySet());
		if (known.containsKey("search_path")) {
			names.add("search_path");
		}
		return names;
	}

	String searchPath(SessionState captured, String schema) {
		String first = this.database.quote(schema);
		String path = captured.settings().getOrDefault("search_path", "");
		return path.isBlank() ? first : first + ", " + path;
	}

	@Override
	public void apply(Connection connection, SegmentSettings settings) throws SQLException {
		String lockTimeout = milliseconds(settings.lockTimeout());
		String statementTimeout = milliseconds(settings.statementTimeout());
		String activity = PostgreSqlDatabase.cut(settings.activity());
		if (settings.beforeSnapshot()) {
			applyBeforeSnapshot(connection, lockTimeout, statementTimeout, activity);
			return;
		}
		try (PreparedStatement statement = connection.prepareStatement(SEGMENT)) {
			statement.setString(1, lockTimeout);
			statement.setString(2, statementTimeout);
			statement.setString(3, activity);
			statement.execute();
		}
	}

	// One message too, but unlike a query plain SET takes no snapshot
	private void applyBeforeSnapshot(Connection connection, String lockTimeout, String statementTimeout,
			String activity) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.execute("SET lock_timeout = " + lockTimeout + "; SET statement_timeout = " + statementTimeout
					+ "; SET application_name = " + this.database.literal(activity));
		}
	}

	static String milliseconds(Duration duration) {
		return Long.toString((duration.isZero()) ? 0 : Math.max(1, Math.min(duration.toMillis(), Integer.MAX_VALUE)));
	}

	/**
	 * Settings first, by the user who logged in: the role that a script has set may not
	 * be allowed to.
	 */
	@Override
	public void restore(Connection connection, SessionState state) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			// A time-out that the script has set must not hit what puts it back
			statement.execute("SET statement_timeout = 0; SET SESSION AUTHORIZATION DEFAULT; SET ROLE NONE");
		}
		try (PreparedStatement statement = connection.prepareStatement(RESTORE)) {
			bind(statement, connection, state.settings());
			statement.setString(3, state.user());
			statement.setString(4, state.role());
			statement.execute();
		}
	}

	static void set(Connection connection, String sql, Map<String, String> values) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			bind(statement, connection, values);
			statement.execute();
		}
	}

	private static void bind(PreparedStatement statement, Connection connection, Map<String, String> values)
			throws SQLException {
		statement.setArray(1, connection.createArrayOf("text", values.keySet().toArray()));
		statement.setArray(2, connection.createArrayOf("text", values.values().toArray()));
	}

	@Override
	public TransactionMark mark(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(VIRTUAL_TRANSACTION)) {
			if (!row.next()) {
				throw new SQLException("The server does not say which transaction this is");
			}
			return new TransactionMark(row.getString(1), row.getLong(2));
		}
	}

	@Override
	public String transactionModes(String modes) {
		return "SET TRANSACTION " + modes;
	}

	@Override
	public String dropTemporaryObjects() {
		return "DISCARD TEMP";
	}

}
