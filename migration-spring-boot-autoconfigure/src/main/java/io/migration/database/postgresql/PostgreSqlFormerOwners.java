// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migration.database.LeaseKey;
import io.migration.database.LeaseTicket;

/**
 * Ends what the owner of a lease has left at work in the server: transactions, known by
 * the advisory lock that they hold, and statements outside of a transaction, known by
 * their leading comment.
 */
class PostgreSqlFormerOwners {

	private static final String MISSING_PRIVILEGE = "42501";

	// One look at pg_locks: whoever is choosing an owner holds both locks for a moment
	private static final String TRANSACTIONS = """
			WITH holder AS (SELECT l.pid FROM pg_catalog.pg_locks l \
			CROSS JOIN (SELECT ?::bigint AS work, ?::bigint AS chosen) k \
			WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 \
			AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = current_database()) \
			AND l.pid <> pg_backend_pid() GROUP BY l.pid, k.work, k.chosen \
			HAVING bool_or(l.classid = (k.work >> 32 & 4294967295)::oid AND l.objid = (k.work & 4294967295)::oid) \
			AND NOT bool_or(l.classid = (k.chosen >> 32 & 4294967295)::oid \
			AND l.objid = (k.chosen & 4294967295)::oid)) \
			SELECT a.pid, a.application_name FROM holder h JOIN pg_catalog.pg_stat_activity a ON a.pid = h.pid \
			WHERE EXISTS (SELECT 1 FROM %s o WHERE o.name = ? AND o.expires_at <= clock_timestamp()) LIMIT 10""";

	private static final String STATEMENTS = """
			SELECT a.pid, a.application_name FROM pg_catalog.pg_stat_activity a \
			WHERE a.state = 'active' AND a.pid <> pg_backend_pid() AND a.datname = current_database() \
			AND substring(a.query from ?)::bigint < ? LIMIT 10""";

	private static final String TERMINATE = "SELECT pg_terminate_backend(?)";

	private static final String CANCEL = "SELECT pg_cancel_backend(?)";

	static String comment(LeaseKey key, LeaseTicket ticket, int statement) {
		return "/* migration " + Long.toHexString(key.key()) + " " + ticket.token() + " " + ticket.owner() + " "
				+ statement + " */ ";
	}

	private static String pattern(LeaseKey key) {
		return "^/\\* migration " + Long.toHexString(key.key()) + " ([0-9]{1,18}) ";
	}

	List<String> endTransactions(Connection connection, LeaseKey key, String table) throws SQLException {
		Map<Integer, String> sessions;
		try (PreparedStatement query = connection.prepareStatement(TRANSACTIONS.formatted(table))) {
			query.setLong(1, key.workKey());
			query.setLong(2, key.key());
			query.setString(3, key.history());
			sessions = sessions(query);
		}
		return signal(connection, sessions, TERMINATE);
	}

	List<String> endStatements(Connection connection, LeaseKey key, long token, boolean force) throws SQLException {
		Map<Integer, String> sessions;
		try (PreparedStatement query = connection.prepareStatement(STATEMENTS)) {
			query.setString(1, pattern(key));
			query.setLong(2, token);
			sessions = sessions(query);
		}
		return signal(connection, sessions, force ? TERMINATE : CANCEL);
	}

	private static Map<Integer, String> sessions(PreparedStatement query) throws SQLException {
		Map<Integer, String> sessions = new LinkedHashMap<>();
		try (ResultSet rows = query.executeQuery()) {
			while (rows.next()) {
				sessions.put(rows.getInt(1), rows.getString(2));
			}
		}
		return sessions;
	}

	private static List<String> signal(Connection connection, Map<Integer, String> sessions, String sql)
			throws SQLException {
		List<String> lines = new ArrayList<>();
		for (Map.Entry<Integer, String> session : sessions.entrySet()) {
			lines.add("session " + session.getKey() + " ('" + session.getValue() + "')"
					+ (signal(connection, session.getKey(), sql) ? "" : ", which this role may not end"));
		}
		return lines;
	}

	private static boolean signal(Connection connection, int session, String sql) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setInt(1, session);
			statement.execute();
			return true;
		}
		catch (SQLException ex) {
			if (!MISSING_PRIVILEGE.equals(ex.getSQLState())) {
				throw ex;
			}
			return false;
		}
	}

}
