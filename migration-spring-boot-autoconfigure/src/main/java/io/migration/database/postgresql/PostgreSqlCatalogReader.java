// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.migration.database.CatalogReader;
import io.migration.database.CatalogSnapshot;

/**
 * Reads the catalog of a PostgreSQL database with one query, each row of which starts
 * with what it is about.
 */
class PostgreSqlCatalogReader implements CatalogReader {

	private static final String USERS = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

	private static final String QUERY = """
			SELECT 'setting' AS about, 0 AS place, current_setting('server_version_num') AS c1, current_setting('search_path') AS c2,
			       current_setting('TimeZone') AS c3, NULL AS c4, NULL AS c5, NULL AS c6, NULL AS c7, NULL AS c8, NULL AS c9, NULL AS c10
			UNION ALL
			SELECT 'table', 0, n.nspname, c.relname, c.relkind::text, c.relpersistence::text, c.reltuples::bigint::text,
			       (c.relpages::bigint * current_setting('block_size')::bigint)::text, pg_get_partkeydef(c.oid),
			       CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END,
			       CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END,
			       CASE WHEN c.reloftype <> 0 THEN c.reloftype::regtype::text END
			  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			 WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND %1$s
			UNION ALL
			SELECT 'column', a.attnum, n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
			       CASE WHEN a.attcollation <> t.typcollation THEN l.collname END, a.attnotnull::text,
			       pg_get_expr(d.adbin, d.adrelid), a.attidentity::text, a.attgenerated::text, NULL
			  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
			  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
			  LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
			  LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
			 WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped AND %1$s
			UNION ALL
			SELECT 'index', 0, n.nspname, c.relname, i.relname, pg_get_indexdef(i.oid), x.indisvalid::text,
			       EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k
			                WHERE k.conindid = i.oid AND k.contype IN ('p', 'u', 'x'))::text, NULL, NULL, NULL, NULL
			  FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
			  JOIN pg_catalog.pg_class c ON c.oid = x.indrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			 WHERE %1$s
			UNION ALL
			SELECT 'constraint', 0, n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid), k.convalidated::text, rn.nspname,
			       r.relname, NULL, NULL, NULL
			  FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
			  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			  LEFT JOIN pg_catalog.pg_class r ON r.oid = k.confrelid LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
			 WHERE k.contype IN ('c', 'f', 'p', 'u', 'x', 'n') AND %1$s
			UNION ALL
			SELECT 'type', 0, n.nspname, t.typname, t.typtype::text,
			       CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END,
			       (t.typnotnull OR EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k WHERE k.contypid = t.oid))::text,
			       NULL, NULL, NULL, NULL, NULL
			  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
			  LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
			 WHERE t.typtype IN ('d', 'e', 'c') AND (c.oid IS NULL OR c.relkind = 'c') AND %1$s
			UNION ALL
			SELECT 'routine', 0, p.proname, bool_or(p.provolatile = 'v')::text, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
			  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
			 WHERE p.provolatile = 'v' OR (%1$s) GROUP BY p.proname
			UNION ALL
			SELECT 'INHERITS', 0, n.nspname, c.relname, pn.nspname, p.relname, NULL, NULL, NULL, NULL, NULL, NULL
			  FROM pg_catalog.pg_inherits h JOIN pg_catalog.pg_class c ON c.oid = h.inhrelid
			  JOIN pg_catalog.pg_class p ON p.oid = h.inhparent JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			  JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
			 WHERE c.relkind IN ('r', 'p', 'f') AND %1$s
			UNION ALL
			SELECT DISTINCT 'READS', 0, n.nspname, c.relname, pn.nspname, p.relname, NULL, NULL, NULL, NULL, NULL, NULL
			  FROM pg_catalog.pg_rewrite w JOIN pg_catalog.pg_class c ON c.oid = w.ev_class
			  JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = w.oid
			       AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid <> c.oid
			  JOIN pg_catalog.pg_class p ON p.oid = d.refobjid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			  JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
			 WHERE c.relkind IN ('v', 'm') AND %1$s
			UNION ALL
			SELECT 'STATISTICS', 0, n.nspname, s.stxname, pn.nspname, p.relname, NULL, NULL, NULL, NULL, NULL, NULL
			  FROM pg_catalog.pg_statistic_ext s JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
			  JOIN pg_catalog.pg_class p ON p.oid = s.stxrelid JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
			UNION ALL
			SELECT 'PUBLICATION', 0, '', b.pubname, n.nspname, p.relname, NULL, NULL, NULL, NULL, NULL, NULL
			  FROM pg_catalog.pg_publication_rel l JOIN pg_catalog.pg_publication b ON b.oid = l.prpubid
			  JOIN pg_catalog.pg_class p ON p.oid = l.prrelid JOIN pg_catalog.pg_namespace n ON n.oid = p.relnamespace
			ORDER BY about, c1, c2, place, c3
			"""
		.formatted(USERS);

	@Override
	public CatalogSnapshot read(Connection connection) throws SQLException {
		CatalogRows rows = new CatalogRows();
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(QUERY)) {
			while (row.next()) {
				rows.add(row);
			}
		}
		return rows.snapshot();
	}

}
