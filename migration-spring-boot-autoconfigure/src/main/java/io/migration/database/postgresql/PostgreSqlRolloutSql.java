// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.time.Duration;
import java.util.List;

import io.migration.database.RegisterTables;
import io.migration.database.RolloutSql;

/**
 * The register of instances on PostgreSQL. No name is written as an empty text in the
 * table of releases, as its key holds no null values.
 */
class PostgreSqlRolloutSql implements RolloutSql {

	/**
	 * Tells the tables of the register from what belongs to others.
	 */
	static final String COMMENT = "migration register, format 1";

	private static final String ADDRESS = "coalesce(host(%s), 'local')";

	private final PostgreSqlDatabase database;

	PostgreSqlRolloutSql(PostgreSqlDatabase database) {
		this.database = database;
	}

	@Override
	public String schemaOf(String table) {
		return "SELECT n.nspname::text FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
				+ "WHERE c.oid = pg_catalog.to_regclass(" + this.database.literal(this.database.quote(table)) + ")";
	}

	@Override
	public List<String> create(RegisterTables tables) {
		return List.of("""
				CREATE TABLE IF NOT EXISTS %s (
				    instance text PRIMARY KEY,
				    application text,
				    application_version text,
				    newest_version text,
				    address text,
				    started_at timestamptz NOT NULL,
				    heartbeat_at timestamptz NOT NULL,
				    client_address text
				)""".formatted(instances(tables)), """
				CREATE TABLE IF NOT EXISTS %s (
				    application text,
				    newest_version text,
				    first_seen_at timestamptz NOT NULL,
				    last_seen_at timestamptz NOT NULL,
				    PRIMARY KEY (application, newest_version)
				)""".formatted(releases(tables)), comment(instances(tables)), comment(releases(tables)));
	}

	@Override
	public String heartbeat(RegisterTables tables, String history, Duration expiry) {
		return """
				WITH me AS (SELECT ?::text AS instance, ?::text AS application, ?::text AS application_version, \
				?::text AS newest_version, ?::text AS address, clock_timestamp() AS now), \
				before AS (SELECT r.heartbeat_at FROM %1$s r JOIN me USING (instance)), \
				beat AS (INSERT INTO %1$s AS r (instance, application, application_version, newest_version, address, \
				started_at, heartbeat_at, client_address) SELECT instance, application, application_version, \
				newest_version, address, now, now, %4$s FROM me \
				ON CONFLICT (instance) DO UPDATE SET heartbeat_at = EXCLUDED.heartbeat_at, \
				newest_version = EXCLUDED.newest_version, client_address = EXCLUDED.client_address), \
				seen AS (INSERT INTO %2$s AS s (application, newest_version, first_seen_at, last_seen_at) \
				SELECT coalesce(application, ''), coalesce(newest_version, ''), now, now FROM me \
				WHERE NOT EXISTS (SELECT FROM before) \
				ON CONFLICT (application, newest_version) DO UPDATE SET last_seen_at = EXCLUDED.last_seen_at) \
				SELECT (SELECT heartbeat_at <= now - %3$s FROM before, me), (SELECT max(id) FROM %5$s), \
				(SELECT max(id) FROM %5$s WHERE step = 'BACKFILL' AND state <> 'SUCCEEDED')""".formatted(
				instances(tables), releases(tables), interval(expiry), ADDRESS.formatted("inet_client_addr()"),
				this.database.quote(tables.schema(), history));
	}

	@Override
	public String leave(RegisterTables tables) {
		return """
				WITH gone AS (DELETE FROM %s WHERE instance = ? RETURNING application, newest_version, started_at) \
				INSERT INTO %s AS s (application, newest_version, first_seen_at, last_seen_at) \
				SELECT coalesce(application, ''), coalesce(newest_version, ''), started_at, clock_timestamp() FROM gone \
				ON CONFLICT (application, newest_version) DO UPDATE SET \
				last_seen_at = greatest(s.last_seen_at, EXCLUDED.last_seen_at)"""
			.formatted(instances(tables), releases(tables));
	}

	@Override
	public String forget(RegisterTables tables, Duration expiry, Duration age) {
		return """
				WITH gone AS (DELETE FROM %1$s WHERE heartbeat_at <= clock_timestamp() - %3$s - %4$s \
				RETURNING application, newest_version, started_at, heartbeat_at) \
				INSERT INTO %2$s AS s (application, newest_version, first_seen_at, last_seen_at) \
				SELECT coalesce(application, ''), coalesce(newest_version, ''), min(started_at), \
				max(heartbeat_at) + %3$s FROM gone GROUP BY 1, 2 \
				ON CONFLICT (application, newest_version) DO UPDATE SET \
				last_seen_at = greatest(s.last_seen_at, EXCLUDED.last_seen_at)""".formatted(instances(tables),
				releases(tables), interval(expiry), interval(age));
	}

	@Override
	public String register(RegisterTables tables, Duration expiry) {
		return """
				SELECT instance, application, application_version, newest_version, address, started_at, heartbeat_at, \
				heartbeat_at > clock_timestamp() - %3$s, client_address, clock_timestamp() FROM %1$s \
				UNION ALL SELECT NULL, nullif(application, ''), NULL, nullif(newest_version, ''), NULL, first_seen_at, \
				last_seen_at, false, NULL, clock_timestamp() FROM %2$s ORDER BY 1, 6""".formatted(instances(tables),
				releases(tables), interval(expiry));
	}

	// What the server does not tell of sessions of other roles has no backend type
	@Override
	public String strangers(RegisterTables tables, Duration expiry) {
		return """
				SELECT %3$s, count(*) FROM pg_catalog.pg_stat_activity a WHERE datname = current_database() \
				AND backend_type = 'client backend' AND (usename = current_user OR usename = ANY (?)) \
				AND %3$s <> %4$s AND NOT EXISTS (SELECT FROM %1$s r WHERE r.client_address = %3$s \
				AND r.heartbeat_at > clock_timestamp() - %2$s) \
				GROUP BY 1 HAVING min(backend_start) <= clock_timestamp() - %2$s ORDER BY 1""".formatted(
				instances(tables), interval(expiry), ADDRESS.formatted("a.client_addr"),
				ADDRESS.formatted("inet_client_addr()"));
	}

	@Override
	public String contracts(String schema, String table, List<String> columns) {
		String name = this.database.quote(schema, table);
		return "SELECT current_schema()::text, " + this.database.literal(schema) + "::text, NULL::text, h."
				+ String.join(", h.", columns) + ", h.application, h.error, h.started_at, h.finished_at, "
				+ "extract(epoch FROM clock_timestamp() - h.finished_at)::bigint, CASE WHEN h.kind = 'AUDIT' THEN h.body END "
				+ "FROM " + name + " h WHERE h.version IN (SELECT c.version FROM " + name
				+ " c WHERE c.step = 'CONTRACT' AND c.kind <> 'AUDIT') ORDER BY h.id";
	}

	private String comment(String table) {
		return "COMMENT ON TABLE " + table + " IS " + this.database.literal(COMMENT);
	}

	private String instances(RegisterTables tables) {
		return this.database.quote(tables.schema(), tables.instances());
	}

	private String releases(RegisterTables tables) {
		return this.database.quote(tables.schema(), tables.releases());
	}

	private static String interval(Duration duration) {
		return "interval '" + duration.toMillis() + " milliseconds'";
	}

}
