// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import io.migration.database.TargetCondition;
import io.migration.database.TargetInspector;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a PostgreSQL database with one catalog query.
 */
class PostgreSqlInspector implements TargetInspector {

	private static final String QUERY = """
			WITH target AS (
			    SELECT t.name, n.oid FROM (SELECT coalesce(?::text, current_schema()::text) AS name) t
			    LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = t.name
			), foreign_object AS (
			    SELECT c.relname AS name, c.oid, 'pg_class'::regclass AS catalog FROM pg_catalog.pg_class c, target t
			     WHERE c.relnamespace = t.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
			       AND coalesce(obj_description(c.oid, 'pg_class'), '') NOT IN ('%s', '%s')
			    UNION ALL
			    SELECT p.proname, p.oid, 'pg_proc'::regclass FROM pg_catalog.pg_proc p, target t
			     WHERE p.pronamespace = t.oid
			    UNION ALL
			    SELECT y.typname, y.oid, 'pg_type'::regclass FROM pg_catalog.pg_type y, target t
			     WHERE y.typnamespace = t.oid AND y.typtype IN ('e', 'd', 'r')
			)
			SELECT current_database()::text, current_user::text, current_setting('search_path'), t.name, t.oid IS NOT NULL,
			       coalesce(has_schema_privilege(t.oid, 'CREATE'), false),
			       has_database_privilege(current_database(), 'CREATE'),
			       pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on',
			       pg_is_in_recovery(),
			       (SELECT o.name::text FROM foreign_object o
			         WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
			                            WHERE d.classid = o.catalog AND d.objid = o.oid AND d.deptype = 'e')
			         ORDER BY o.catalog, o.name LIMIT 1),
			       ARRAY(SELECT n.nspname::text FROM pg_catalog.pg_class c
			               JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			              WHERE c.relname = ? AND c.relkind IN ('r', 'p') ORDER BY 1)
			  FROM target t
			"""
		.formatted(PostgreSqlLeaseLocks.COMMENT, PostgreSqlRolloutSql.COMMENT);

	@Override
	public TargetCondition inspect(Connection connection, @Nullable String schema, String historyTable)
			throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
			statement.setString(1, schema);
			statement.setString(2, historyTable);
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				return new TargetCondition(row.getString(1), row.getString(2), row.getString(3), row.getString(4),
						row.getBoolean(5), row.getBoolean(6), row.getBoolean(7), row.getBoolean(8), row.getBoolean(9),
						row.getString(10), List.of((String[]) row.getArray(11).getArray()));
			}
		}
	}

}
