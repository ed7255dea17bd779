// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.migration.sql.DroppedObject;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tables and columns that go when something is dropped or emptied, with all
 * that goes with it. The dependencies are those that the server itself follows; two more
 * edges stand for what it does without a dependency: a view goes with its rule, and
 * values of a row type lose what its table loses.
 */
class PostgreSqlDroppedPlaces {

	private static final String DEPENDENTS = """
			, gone AS (SELECT * FROM beginning UNION SELECT n.classid, n.objid, n.objsubid FROM gone g, LATERAL ( \
			SELECT d.classid, d.objid, d.objsubid FROM pg_catalog.pg_depend d WHERE d.refclassid = g.classid \
			AND d.refobjid = g.objid AND (g.objsubid = 0 OR d.refobjsubid = g.objsubid) \
			UNION ALL SELECT d.refclassid, d.refobjid, d.refobjsubid FROM pg_catalog.pg_depend d \
			WHERE d.classid = g.classid AND d.objid = g.objid AND d.deptype = 'i' \
			AND g.classid = 'pg_catalog.pg_rewrite'::regclass \
			UNION ALL SELECT 'pg_catalog.pg_type'::regclass, c.reltype, 0 FROM pg_catalog.pg_class c \
			WHERE g.classid = 'pg_catalog.pg_class'::regclass AND g.objsubid > 0 AND c.oid = g.objid \
			AND c.reltype <> 0) n WHERE ?) \
			SELECT n.nspname, c.relname, a.attname, true FROM gone g \
			JOIN pg_catalog.pg_class c ON c.oid = g.objid AND c.relkind IN ('r', 'p') \
			JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
			LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = g.objsubid AND g.objsubid > 0 \
			WHERE g.classid = 'pg_catalog.pg_class'::regclass AND coalesce(a.attgenerated, '') = '' \
			AND NOT EXISTS (SELECT 1 FROM gone w WHERE w.classid = g.classid AND w.objid = g.objid \
			AND w.objsubid = 0 AND g.objsubid > 0) \
			AND NOT (c.relispartition AND EXISTS (SELECT 1 FROM pg_catalog.pg_inherits i JOIN gone p \
			ON p.objid = i.inhparent AND p.classid = g.classid AND p.objsubid = 0 WHERE i.inhrelid = c.oid)) \
			ORDER BY 1, 2, 3""";

	private static final String EMPTIED = """
			WITH RECURSIVE emptied(oid) AS (SELECT to_regclass(?)::oid UNION SELECT n.oid FROM emptied e, LATERAL ( \
			SELECT k.conrelid FROM pg_catalog.pg_constraint k WHERE k.confrelid = e.oid AND k.contype = 'f' AND ? \
			UNION ALL SELECT i.inhrelid FROM pg_catalog.pg_inherits i WHERE i.inhparent = e.oid) n(oid)) \
			SELECT n.nspname, c.relname, NULL::name, c.relkind <> 'f' FROM emptied e \
			JOIN pg_catalog.pg_class c ON c.oid = e.oid AND c.relkind IN ('r', 'p', 'f') \
			JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
			WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.pg_inherits i JOIN emptied p ON p.oid = i.inhparent \
			WHERE i.inhrelid = e.oid) ORDER BY 1, 2""";

	private final PostgreSqlDatabase database;

	PostgreSqlDroppedPlaces(PostgreSqlDatabase database) {
		this.database = database;
	}

	List<DataPlace> of(Connection connection, DroppedObject dropped) throws SQLException {
		String name = this.database.quote(dropped.name());
		String part = dropped.name().name();
		String column = dropped.column();
		boolean cascade = dropped.cascade();
		return switch (dropped.kind()) {
			case TABLE -> dependents(connection, named("pg_class", "to_regclass(?)"), cascade, name);
			case ROWS -> query(connection, EMPTIED, cascade, name);
			case COLUMN -> dependents(connection,
					"SELECT 'pg_catalog.pg_class'::regclass, attrelid, attnum::int FROM pg_catalog.pg_attribute "
							+ "WHERE attrelid = to_regclass(?) AND attname = ? AND attnum > 0 AND NOT attisdropped",
					true, name, (column != null) ? column : "");
			case SCHEMA -> dependents(connection, found("pg_namespace", "nspname"), cascade, part);
			case TYPE -> dependents(connection, named("pg_type", "to_regtype(?)"), cascade, name);
			case COLLATION -> dependents(connection, named("pg_collation", "to_regcollation(?)"), cascade, name);
			case EXTENSION -> dependents(connection, found("pg_extension", "extname"), true, part);
			case OWNED -> dependents(connection,
					"SELECT s.classid, s.objid, s.objsubid FROM pg_catalog.pg_shdepend s "
							+ "JOIN pg_catalog.pg_database d ON d.oid = s.dbid AND d.datname = current_database() "
							+ "WHERE s.deptype = 'o' AND s.refobjid = " + role(part),
					true, part);
			case DATABASE -> List.of();
		};
	}

	private static String role(String name) {
		String found = switch (name) {
			case "current_user", "current_role", "user" -> "current_user";
			case "session_user" -> "session_user";
			default -> "NULL::name";
		};
		return "(SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = coalesce(" + found + ", ?))";
	}

	private static String named(String catalog, String lookup) {
		return "SELECT 'pg_catalog." + catalog + "'::regclass, " + lookup + "::oid, 0";
	}

	private static String found(String catalog, String column) {
		return "SELECT 'pg_catalog." + catalog + "'::regclass, oid, 0 FROM pg_catalog." + catalog + " WHERE " + column
				+ " = ?";
	}

	private static List<DataPlace> dependents(Connection connection, String beginning, boolean cascade,
			String... parameters) throws SQLException {
		return query(connection,
				"WITH RECURSIVE beginning(classid, objid, objsubid) AS (" + beginning + ")" + DEPENDENTS, cascade,
				parameters);
	}

	private static List<DataPlace> query(Connection connection, String sql, boolean cascade, String... parameters)
			throws SQLException {
		List<DataPlace> places = new ArrayList<>();
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < parameters.length; i++) {
				statement.setString(i + 1, parameters[i]);
			}
			statement.setBoolean(parameters.length + 1, cascade);
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					places.add(
							new DataPlace(rows.getString(1), rows.getString(2), rows.getString(3), rows.getBoolean(4)));
				}
			}
		}
		return places;
	}

	/**
	 * Where data may be.
	 *
	 * @param schema the schema
	 * @param table the table
	 * @param column the column, {@code null} for the whole table
	 * @param lockable whether the server can lock the table
	 */
	record DataPlace(String schema, String table, @Nullable String column, boolean lockable) {

		// A row type whose fields are not all null "is not null" neither way, but
		// distinct
		String exists(PostgreSqlDatabase database) {
			String condition = (this.column != null)
					? " WHERE " + database.quote(this.column) + " IS DISTINCT FROM NULL" : "";
			return "SELECT CASE WHEN NOT pg_catalog.row_security_active(?::regclass) THEN EXISTS (SELECT 1 FROM "
					+ database.quote(this.schema, this.table) + condition + ") END";
		}

		String holding() {
			return (this.column != null) ? " holds values" : " holds rows";
		}

		String title(PostgreSqlDatabase database) {
			String name = database.quote(this.schema, this.table);
			return (this.column != null) ? "the column " + database.quote(this.column) + " of " + name
					: "the table " + name;
		}

	}

}
