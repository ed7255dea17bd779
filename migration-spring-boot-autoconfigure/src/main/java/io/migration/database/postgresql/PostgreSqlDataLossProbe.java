// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.migration.database.DataLossProbe;
import io.migration.database.FailureKind;
import io.migration.sql.DroppedObject;
import io.migration.sql.DroppedObjects;
import io.migration.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a first row of each table, and for a first value of each column, that a
 * statement would drop.
 */
class PostgreSqlDataLossProbe implements DataLossProbe {

	private static final int SECONDS = 2;

	private static final String TABLES = """
			SELECT n.nspname, c.relname, NULL::name FROM pg_catalog.pg_class c \
			JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND\s""";

	private static final String COLUMNS = """
			SELECT n.nspname, c.relname, a.attname FROM pg_catalog.pg_class c \
			JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
			JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
			JOIN pg_catalog.pg_type t ON t.oid = a.atttypid WHERE c.relkind IN ('r', 'p') AND\s""";

	private static final String TABLE = TABLES + "c.oid = to_regclass(?)";

	private static final String COLUMN = COLUMNS + "c.oid = to_regclass(?) AND a.attname = ?";

	private static final String SCHEMA = TABLES + "n.nspname = ? ORDER BY 2";

	private static final String TYPE = COLUMNS
			+ "(t.oid = to_regtype(?) OR t.typelem = to_regtype(?)) ORDER BY 1, 2, 3";

	private static final String OF_EXTENSION = " IN (SELECT d.objid FROM pg_catalog.pg_depend d "
			+ "JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid WHERE d.deptype = 'e' "
			+ "AND d.refclassid = 'pg_catalog.pg_extension'::regclass AND e.extname = ?)";

	private static final String EXTENSION = TABLES + "c.oid" + OF_EXTENSION + " UNION ALL " + COLUMNS + "t.oid"
			+ OF_EXTENSION;

	private final PostgreSqlDatabase database;

	PostgreSqlDataLossProbe(PostgreSqlDatabase database) {
		this.database = database;
	}

	@Override
	public List<String> losses(Connection connection, SqlStatement statement) throws SQLException {
		List<String> losses = new ArrayList<>();
		for (DroppedObject dropped : DroppedObjects.in(statement)) {
			if (dropped.kind() == DroppedObject.Kind.DATABASE) {
				losses.add("the database " + this.database.quote(dropped.name()));
			}
			else {
				look(connection, dropped, losses);
			}
		}
		return losses;
	}

	private void look(Connection connection, DroppedObject dropped, List<String> losses) throws SQLException {
		for (Place place : places(connection, dropped)) {
			String holds = holds(connection, place);
			if (!holds.isEmpty()) {
				losses.add(place.title(this.database) + holds);
			}
		}
	}

	private List<Place> places(Connection connection, DroppedObject dropped) throws SQLException {
		String name = this.database.quote(dropped.name());
		String column = dropped.column();
		return switch (dropped.kind()) {
			case TABLE -> query(connection, TABLE, name);
			case COLUMN -> query(connection, COLUMN, name, (column != null) ? column : "");
			case SCHEMA -> dropped.cascade() ? query(connection, SCHEMA, dropped.name().name()) : List.of();
			case TYPE -> dropped.cascade() ? query(connection, TYPE, name, name) : List.of();
			case EXTENSION -> query(connection, EXTENSION, dropped.name().name(), dropped.name().name());
			case DATABASE -> List.of();
		};
	}

	private static List<Place> query(Connection connection, String sql, String... parameters) throws SQLException {
		List<Place> places = new ArrayList<>();
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < parameters.length; i++) {
				statement.setString(i + 1, parameters[i]);
			}
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					places.add(new Place(rows.getString(1), rows.getString(2), rows.getString(3)));
				}
			}
		}
		return places;
	}

	private String holds(Connection connection, Place place) throws SQLException {
		Savepoint savepoint = connection.getAutoCommit() ? null : connection.setSavepoint();
		try (Statement statement = connection.createStatement()) {
			statement.setQueryTimeout(SECONDS);
			try (ResultSet row = statement.executeQuery(place.exists(this.database))) {
				row.next();
				return row.getBoolean(1) ? place.holding() : "";
			}
		}
		catch (SQLException ex) {
			if (this.database.failures().kind(ex) == FailureKind.CONNECTION_LOST) {
				throw ex;
			}
			if (savepoint != null) {
				connection.rollback(savepoint);
			}
			return " could not be looked at (" + this.database.failures().message(ex)
					+ "), which counts as holding data";
		}
	}

	/**
	 * Where data may be.
	 *
	 * @param schema the schema
	 * @param table the table
	 * @param column the column, {@code null} for the whole table
	 */
	private record Place(String schema, String table, @Nullable String column) {

		String exists(PostgreSqlDatabase database) {
			String condition = (this.column != null) ? " WHERE " + database.quote(this.column) + " IS NOT NULL" : "";
			return "SELECT EXISTS (SELECT 1 FROM " + database.quote(this.schema, this.table) + condition + ")";
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
