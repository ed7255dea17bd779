// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.time.Duration;
import java.util.List;

import io.migration.database.HistorySql;
import org.jspecify.annotations.Nullable;

/**
 * This project's own tables on PostgreSQL.
 */
class PostgreSqlHistorySql implements HistorySql {

	// OFFSET 0 keeps the planner from asking for the comment once for each row
	private static final String OF_TARGET = " FROM (SELECT current_schema()::text AS current_schema, "
			+ "n.nspname::text AS history_schema, obj_description(c.oid, 'pg_class') AS history_comment "
			+ "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = ";

	private final PostgreSqlDatabase database;

	PostgreSqlHistorySql(PostgreSqlDatabase database) {
		this.database = database;
	}

	@Override
	public String read(@Nullable String schema, String table, List<String> columns) {
		String name = (schema != null) ? this.database.quote(schema, table) : this.database.quote(table);
		String selected = ", h." + String.join(", h.", columns);
		return "SELECT t.current_schema, t.history_schema, t.history_comment" + selected + OF_TARGET
				+ this.database.literal(name) + "::pg_catalog.regclass OFFSET 0) t LEFT JOIN " + name
				+ " h ON true ORDER BY h.id";
	}

	@Override
	public List<String> createHistory(String schema, String table) {
		return List.of("""
				CREATE TABLE %s (
				    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
				    version text,
				    description text NOT NULL,
				    kind text NOT NULL,
				    step text NOT NULL,
				    ordinal integer NOT NULL,
				    name text,
				    state text NOT NULL,
				    script text NOT NULL,
				    size bigint,
				    crc32 bigint,
				    checksum text,
				    fingerprint text,
				    statement_hashes text,
				    body bytea,
				    undo bytea,
				    statements integer NOT NULL,
				    statements_done integer NOT NULL,
				    attempts integer NOT NULL,
				    started_at timestamptz,
				    finished_at timestamptz,
				    duration_ms bigint,
				    error text,
				    installed_by text NOT NULL DEFAULT current_user,
				    instance text,
				    application text,
				    application_version text,
				    fence bigint,
				    format integer NOT NULL
				)""".formatted(this.database.quote(schema, table)));
	}

	@Override
	public String comment(String schema, String table, String comment) {
		return "COMMENT ON TABLE " + this.database.quote(schema, table) + " IS " + this.database.literal(comment);
	}

	@Override
	public List<String> createRegister(String schema, String table) {
		return List.of("""
				CREATE TABLE IF NOT EXISTS %s (
				    instance text PRIMARY KEY,
				    application text,
				    application_version text,
				    newest_version text,
				    address text,
				    started_at timestamptz NOT NULL,
				    heartbeat_at timestamptz NOT NULL
				)""".formatted(this.database.quote(schema, table)));
	}

	@Override
	public String heartbeat(String schema, String table) {
		return """
				INSERT INTO %s AS r (instance, application, application_version, newest_version, address, \
				started_at, heartbeat_at) VALUES (?, ?, ?, ?, ?, clock_timestamp(), clock_timestamp()) \
				ON CONFLICT (instance) DO UPDATE SET heartbeat_at = EXCLUDED.heartbeat_at, \
				newest_version = EXCLUDED.newest_version""".formatted(this.database.quote(schema, table));
	}

	@Override
	public String live(String schema, String table, Duration expiry) {
		return """
				SELECT instance, application, application_version, newest_version FROM %s \
				WHERE heartbeat_at > clock_timestamp() - interval '%d seconds' ORDER BY instance"""
			.formatted(this.database.quote(schema, table), expiry.toSeconds());
	}

}
