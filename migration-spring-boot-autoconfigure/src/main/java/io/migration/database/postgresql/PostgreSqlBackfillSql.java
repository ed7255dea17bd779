// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.util.List;

import io.migration.database.BackfillSql;

/**
 * The tables of backfills on PostgreSQL.
 */
class PostgreSqlBackfillSql implements BackfillSql {

	private static final String CURSORS = """
			CREATE TABLE IF NOT EXISTS %s (
			    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
			    history text NOT NULL,
			    history_id bigint NOT NULL,
			    version text NOT NULL,
			    name text,
			    description text NOT NULL,
			    ordinal integer NOT NULL,
			    script text NOT NULL,
			    fingerprint text NOT NULL,
			    table_name text NOT NULL,
			    key_columns text[],
			    key_types text[],
			    state text NOT NULL DEFAULT 'WAITING',
			    pass integer NOT NULL DEFAULT 0,
			    position text[],
			    ended boolean NOT NULL DEFAULT false,
			    batch_size integer,
			    walked bigint NOT NULL DEFAULT 0,
			    changed bigint NOT NULL DEFAULT 0,
			    pass_changed bigint NOT NULL DEFAULT 0,
			    estimated_rows bigint,
			    rate double precision,
			    rated_at timestamptz,
			    row_limit bigint,
			    free_at timestamptz,
			    throttled_by text,
			    started_at timestamptz,
			    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
			    finished_at timestamptz,
			    error text,
			    skipped text[] NOT NULL DEFAULT '{}',
			    late text[] NOT NULL DEFAULT '{}'
			)""";

	// A name may be missing, and two missing names are the same
	private static final String ONE_EACH = "CREATE UNIQUE INDEX IF NOT EXISTS %s ON %s "
			+ "(history, version, (coalesce(name, '')))";

	private static final String RANGES = """
			CREATE TABLE IF NOT EXISTS %s (
			    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
			    backfill_id bigint NOT NULL REFERENCES %s ON DELETE CASCADE,
			    pass integer NOT NULL,
			    low text[],
			    high text[] NOT NULL,
			    rows integer NOT NULL,
			    state text NOT NULL DEFAULT 'OPEN',
			    changed bigint NOT NULL DEFAULT 0,
			    attempts integer NOT NULL DEFAULT 0,
			    error text,
			    instance text,
			    finished_at timestamptz
			)""";

	// Rows come and go with each batch, so what is dead must not pile up
	private static final String VACUUM_EARLY = "ALTER TABLE %s SET (autovacuum_vacuum_scale_factor = 0, "
			+ "autovacuum_vacuum_threshold = 200, fillfactor = 50)";

	private static final String BY_BACKFILL = "CREATE INDEX IF NOT EXISTS %s ON %s (backfill_id)";

	// The name of the application is visible to every role; a worker sets it for its
	// batch
	private static final String STATUS = """
			SELECT c.history_id, c.version, c.description, c.name, c.table_name, c.state, c.pass, \
			c.walked + coalesce(r.walked, 0), c.changed + coalesce(r.changed, 0), c.estimated_rows, \
			CASE WHEN c.rated_at > clock_timestamp() - interval '30 seconds' THEN c.rate END, \
			c.started_at, c.finished_at, (SELECT count(*) FROM pg_catalog.pg_stat_activity a \
			WHERE a.datname = pg_catalog.current_database() \
			AND pg_catalog.starts_with(a.application_name, 'migration ' || c.version || ' BACKFILL ')), \
			c.row_limit, c.throttled_by, c.error, c.skipped \
			FROM %1$s c CROSS JOIN LATERAL (SELECT \
			sum(rows) FILTER (WHERE state = 'DONE' AND pass = c.pass) AS walked, \
			sum(changed) FILTER (WHERE state = 'DONE') AS changed \
			FROM %2$s WHERE backfill_id = c.id) r \
			WHERE c.history = ? AND (c.state <> 'SUCCEEDED' OR c.finished_at > clock_timestamp() - interval '1 day') \
			ORDER BY c.history_id, c.ordinal""";

	private final PostgreSqlDatabase database;

	PostgreSqlBackfillSql(PostgreSqlDatabase database) {
		this.database = database;
	}

	@Override
	public List<String> create(String schema, String cursors, String ranges) {
		String cursorTable = this.database.quote(schema, cursors);
		String rangeTable = this.database.quote(schema, ranges);
		return List.of(CURSORS.formatted(cursorTable),
				ONE_EACH.formatted(this.database.quote(cursors + "_key"), cursorTable),
				RANGES.formatted(rangeTable, cursorTable),
				BY_BACKFILL.formatted(this.database.quote(ranges + "_backfill"), rangeTable),
				VACUUM_EARLY.formatted(cursorTable), VACUUM_EARLY.formatted(rangeTable));
	}

	@Override
	public String status(String schema, String cursors, String ranges) {
		return STATUS.formatted(this.database.quote(schema, cursors), this.database.quote(schema, ranges));
	}

}
