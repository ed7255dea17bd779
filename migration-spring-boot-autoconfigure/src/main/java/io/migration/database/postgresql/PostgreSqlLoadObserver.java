// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.time.Duration;

import io.migration.database.LoadObserver;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads {@code pg_stat_activity}, {@code pg_stat_replication} and {@code pg_locks}.
 */
class PostgreSqlLoadObserver implements LoadObserver {

	// What a standby does at its end is not kept up to date while it stands still, but
	// the amount of log is
	private static final String REPLICATION = """
			SELECT count(*) AS standbys, count(*) FILTER (WHERE r.state IS NULL) AS hidden, \
			coalesce((extract(epoch FROM max(greatest(r.write_lag, r.flush_lag, r.replay_lag))) * 1000)::bigint, 0) AS ms, \
			coalesce(max(pg_wal_lsn_diff(pg_current_wal_lsn(), coalesce(r.replay_lsn, r.flush_lsn, r.sent_lsn))), 0)::bigint \
			AS bytes FROM pg_catalog.pg_stat_replication r \
			WHERE r.state IS NULL OR r.state IN ('streaming', 'catchup')""";

	// The type of a session is hidden from other roles, the user is not, and the server's
	// own processes have none
	private static final String CLIENT = """
			a.datid IS NOT NULL AND a.usesysid IS NOT NULL \
			AND coalesce(a.backend_type, 'client backend') = 'client backend'""";

	private static final String CONNECTIONS = """
			SELECT count(*) AS used, current_setting('max_connections')::int \
			- current_setting('superuser_reserved_connections')::int AS allowed \
			FROM pg_catalog.pg_stat_activity a WHERE %s""".formatted(CLIENT);

	// Whoever has a snapshot runs a statement: that much can be seen of every session
	private static final String RUNNING = """
			SELECT count(*) FROM pg_catalog.pg_stat_activity a WHERE a.pid <> pg_backend_pid() AND %s \
			AND CASE WHEN a.state IS NULL OR a.state = 'disabled' THEN a.backend_xmin IS NOT NULL \
			ELSE a.state IN ('active', 'fastpath function call') \
			AND coalesce(a.wait_event_type, '') NOT IN ('Lock', 'Timeout', 'Client') END \
			AND coalesce(a.application_name, '') NOT LIKE 'migration %%'""".formatted(CLIENT);

	private static final String LOCK_WAITS = """
			SELECT count(*) AS sessions, count(*) FILTER (WHERE EXISTS (SELECT 1 FROM pg_catalog.pg_stat_activity b \
			WHERE b.pid = ANY (pg_blocking_pids(w.pid)) AND b.application_name ILIKE 'migration % backfill %')) AS backfills \
			FROM (SELECT DISTINCT l.pid FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid \
			WHERE NOT l.granted AND l.locktype <> 'advisory' \
			AND coalesce(a.application_name, '') NOT LIKE 'migration %' LIMIT 100) w""";

	@Override
	public ReplicationLag replicationLag(JdbcClient jdbc) {
		return jdbc.sql(REPLICATION)
			.query((row, number) -> new ReplicationLag(row.getInt("standbys"), row.getInt("hidden"),
					Duration.ofMillis(row.getLong("ms")), row.getLong("bytes")))
			.single();
	}

	@Override
	public ConnectionUse connectionUse(JdbcClient jdbc) {
		return jdbc.sql(CONNECTIONS)
			.query((row, number) -> new ConnectionUse(row.getInt("used"), row.getInt("allowed")))
			.single();
	}

	@Override
	public LockWaits lockWaits(JdbcClient jdbc) {
		return jdbc.sql(LOCK_WAITS)
			.query((row, number) -> new LockWaits(row.getInt("sessions"), row.getInt("backfills")))
			.single();
	}

	@Override
	public int runningSessions(JdbcClient jdbc) {
		return jdbc.sql(RUNNING).query(Integer.class).single();
	}

}
