// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.migration.database.LockObserver;
import io.migration.sql.RelationNames;
import io.migration.sql.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Reads {@code pg_locks} and {@code pg_stat_activity}. Query texts are left out: they may
 * hold row data.
 */
class PostgreSqlLockObserver implements LockObserver {

	private static final String SESSION = """
			concat('session ', a.pid, coalesce(' of ' || nullif(a.application_name, ''), ''), \
			coalesce(' at ' || host(a.client_addr), ''), \
			coalesce(', ' || a.state, ''), coalesce(' for ' || \
			extract(epoch FROM date_trunc('second', clock_timestamp() - coalesce(a.xact_start, a.state_change)))::bigint \
			|| ' s', ''))""";

	private static final String HOLDERS = """
			WITH named AS (SELECT DISTINCT to_regclass(t.name) AS oid FROM unnest(?::text[]) AS t(name)), \
			relation AS (SELECT n.oid FROM named n WHERE n.oid IS NOT NULL UNION \
			SELECT i.indrelid FROM pg_catalog.pg_index i JOIN named n ON i.indexrelid = n.oid) \
			SELECT %s || ', holds ' || string_agg(DISTINCT replace(l.mode, 'Lock', '') || ' on ' \
			|| l.relation::regclass::text, ', ') \
			FROM pg_catalog.pg_locks l JOIN relation r ON r.oid = l.relation \
			JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid \
			WHERE l.granted AND l.pid <> pg_backend_pid() \
			AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = current_database()) \
			GROUP BY a.pid, a.application_name, a.client_addr, a.state, a.xact_start, a.state_change \
			ORDER BY a.xact_start LIMIT 10""".formatted(SESSION);

	private static final String WAITS_FOR = """
			SELECT %s FROM pg_catalog.pg_stat_activity a \
			WHERE a.pid = ANY (pg_blocking_pids(?)) ORDER BY a.xact_start LIMIT 10""".formatted(SESSION);

	private static final String PROGRESS = """
			SELECT p.phase || CASE WHEN p.blocks_total > 0 THEN ', block ' || p.blocks_done || ' of ' || p.blocks_total \
			WHEN p.lockers_total > 0 THEN ', ' || p.lockers_done || ' of ' || p.lockers_total || ' transactions' \
			ELSE '' END FROM pg_catalog.pg_stat_progress_create_index p WHERE p.pid = ?""";

	private final PostgreSqlDatabase database;

	PostgreSqlLockObserver(PostgreSqlDatabase database) {
		this.database = database;
	}

	@Override
	public List<String> holders(Connection connection, SqlStatement statement) throws SQLException {
		Object[] names = RelationNames.in(statement).stream().map(this.database::quote).toArray();
		try (PreparedStatement query = connection.prepareStatement(HOLDERS)) {
			query.setArray(1, connection.createArrayOf("text", names));
			return lines(query);
		}
	}

	@Override
	public List<String> waitsFor(Connection connection, String session) throws SQLException {
		try (PreparedStatement query = connection.prepareStatement(WAITS_FOR)) {
			query.setInt(1, Integer.parseInt(session));
			return lines(query);
		}
	}

	@Override
	public @Nullable String progress(Connection connection, String session) throws SQLException {
		try (PreparedStatement query = connection.prepareStatement(PROGRESS)) {
			query.setInt(1, Integer.parseInt(session));
			List<String> lines = lines(query);
			return lines.isEmpty() ? null : lines.get(0);
		}
	}

	@Override
	public String session(Connection connection) throws SQLException {
		return Integer.toString(connection.unwrap(PGConnection.class).getBackendPID());
	}

	private static List<String> lines(PreparedStatement query) throws SQLException {
		List<String> lines = new ArrayList<>();
		try (ResultSet rows = query.executeQuery()) {
			while (rows.next()) {
				lines.add(rows.getString(1));
			}
		}
		return lines;
	}

}
