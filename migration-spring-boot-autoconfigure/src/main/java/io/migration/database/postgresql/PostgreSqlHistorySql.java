// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.util.List;

import io.migration.database.HistorySql;
import io.migration.database.ScriptsDigest;
import org.jspecify.annotations.Nullable;

/**
 * This project's own tables on PostgreSQL.
 */
class PostgreSqlHistorySql implements HistorySql {

	private static final String SELECT_PLACE = "SELECT t.current_schema, t.history_schema, t.history_comment";

	// OFFSET 0 keeps the planner from asking for the comment once for each row
	private static final String OF_TARGET = " FROM (SELECT current_schema()::text AS current_schema, "
			+ "n.nspname::text AS history_schema, obj_description(c.oid, 'pg_class') AS history_comment "
			+ "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = ";

	private static final long MODULUS = ScriptsDigest.SUM_MODULUS;

	// One number for each row, null for a row that tells more than that something is
	// done.
	// What a hand may have written must not make an expression fail.
	private static final String WEIGHT = "CASE WHEN kind = 'AUDIT' THEN 0"
			+ " WHEN kind <> 'VERSIONED' OR least(statements, statements_done, attempts) < 0 THEN NULL"
			+ " WHEN step IN ('BACKFILL', 'CONTRACT') THEN CASE WHEN state IN ('HELD', 'SUCCEEDED') THEN 0 END"
			+ " WHEN step = 'UP' AND state = 'SUCCEEDED'"
			+ " AND version <> '' AND pg_catalog.translate(version, '0123456789.', '') = ''"
			+ " AND (size IS NULL) = (fingerprint IS NULL) AND (size IS NULL) = (crc32 IS NULL)"
			+ " AND coalesce(crc32, 0) BETWEEN 0 AND 4294967295 AND coalesce(size, 0) BETWEEN 0 AND 1099511627776"
			+ " THEN (CASE WHEN pg_catalog.length(version) < 19"
			+ " THEN pg_catalog.replace(version, '.', '0')::bigint % " + ScriptsDigest.VERSION_MODULUS
			+ " ELSE pg_catalog.replace(version, '.', '0')::numeric % " + ScriptsDigest.VERSION_MODULUS
			+ " END::bigint + 1) * (coalesce(crc32, " + ScriptsDigest.CRC32_OF_CODE + ") + 1) + coalesce(size, 0) END";

	// A script that uses placeholders has to be parsed
	private static final String REPEATABLES = "SELECT coalesce(string_agg("
			+ "CASE WHEN step = 'UP' AND state = 'SUCCEEDED' AND position(':' IN fingerprint) = 0"
			+ " AND least(statements, statements_done, attempts) >= 0"
			+ " THEN description || ':' || size || ':' || crc32 || chr(10) END, ''"
			+ " ORDER BY description COLLATE \"C\"), '') FROM (SELECT DISTINCT ON (description) * FROM ";

	private final PostgreSqlDatabase database;

	PostgreSqlHistorySql(PostgreSqlDatabase database) {
		this.database = database;
	}

	@Override
	public String read(@Nullable String schema, String table, List<String> columns) {
		String name = name(schema, table);
		return SELECT_PLACE + ", h." + String.join(", h.", columns) + OF_TARGET + this.database.literal(name)
				+ "::pg_catalog.regclass OFFSET 0) t LEFT JOIN " + name + " h ON true ORDER BY h.id";
	}

	@Override
	public String readUnlessApplied(@Nullable String schema, String table, List<String> columns,
			ScriptsDigest scripts) {
		String name = name(schema, table);
		return SELECT_PLACE + ", h." + String.join(", h.", columns) + ", d.same, d.held" + OF_TARGET
				+ this.database.literal(name) + "::pg_catalog.regclass OFFSET 0) t CROSS JOIN (" + digest(name, scripts)
				+ ") d LEFT JOIN LATERAL (SELECT * FROM " + name
				+ " WHERE NOT d.same OFFSET 0) h ON true ORDER BY h.id";
	}

	@Override
	public String isApplied(@Nullable String schema, String table, ScriptsDigest scripts) {
		return "SELECT d.same FROM (" + digest(name(schema, table), scripts) + ") d";
	}

	// OFFSET 0 keeps the planner from asking for the weight more than once for each row
	private String digest(String name, ScriptsDigest scripts) {
		boolean repeatable = !scripts.repeatables().isEmpty();
		return "SELECT count(weight) = count(*)" + " AND count(*) FILTER (WHERE kind = 'VERSIONED' AND step = 'UP') = "
				+ scripts.count() + " AND coalesce(sum(weight % " + MODULUS + ") % " + MODULUS + ", 0) = "
				+ scripts.sum() + (repeatable ? " AND " + repeatables(name, scripts) : "")
				+ " AS same, string_agg(version || ' ' || step, ', ' ORDER BY id) FILTER (WHERE state = 'HELD') AS held"
				+ " FROM (SELECT id, kind, version, step, state, " + WEIGHT + " AS weight FROM " + name
				+ (repeatable ? " WHERE kind <> 'REPEATABLE'" : "") + " OFFSET 0) r";
	}

	private String repeatables(String name, ScriptsDigest scripts) {
		return "(" + REPEATABLES + name + " WHERE kind = 'REPEATABLE' ORDER BY description, id DESC) n) = "
				+ this.database.literal(scripts.repeatables());
	}

	private String name(@Nullable String schema, String table) {
		return (schema != null) ? this.database.quote(schema, table) : this.database.quote(table);
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

}
