// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.migration.database.CatalogColumn;
import io.migration.database.CatalogConstraint;
import io.migration.database.CatalogIndex;
import io.migration.database.CatalogLink;
import io.migration.database.CatalogSnapshot;
import io.migration.database.CatalogTable;
import io.migration.database.CatalogType;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the rows of the catalog query.
 */
final class CatalogRows {

	private static final int VALUES = 3;

	private final List<CatalogTable> tables = new ArrayList<>();

	private final List<CatalogColumn> columns = new ArrayList<>();

	private final List<CatalogIndex> indexes = new ArrayList<>();

	private final List<CatalogConstraint> constraints = new ArrayList<>();

	private final List<CatalogType> types = new ArrayList<>();

	private final List<String> volatileRoutines = new ArrayList<>();

	private final List<String> steadyRoutines = new ArrayList<>();

	private final List<CatalogLink> links = new ArrayList<>();

	private String version = "";

	private String searchPath = "";

	private String timeZone = "";

	void add(ResultSet row) throws SQLException {
		switch (row.getString(1)) {
			case "setting" -> addSetting(row);
			case "table" -> this.tables.add(new CatalogTable(text(row, 0), text(row, 1), text(row, 2), text(row, 3),
					text(row, 4), text(row, 5), value(row, 6), value(row, 7), value(row, 8), value(row, 9)));
			case "column" -> this.columns.add(new CatalogColumn(text(row, 0), text(row, 1), text(row, 2), text(row, 3),
					value(row, 4), flag(row, 5), value(row, 6), text(row, 7), text(row, 8)));
			case "index" -> this.indexes.add(new CatalogIndex(text(row, 0), text(row, 1), text(row, 2), text(row, 3),
					flag(row, 4), flag(row, 5)));
			case "constraint" -> this.constraints.add(new CatalogConstraint(text(row, 0), text(row, 1), text(row, 2),
					text(row, 3), flag(row, 4), value(row, 5), value(row, 6)));
			case "type" ->
				this.types.add(new CatalogType(text(row, 0), text(row, 1), text(row, 2), value(row, 3), flag(row, 4)));
			case "routine" -> (flag(row, 1) ? this.volatileRoutines : this.steadyRoutines).add(text(row, 0));
			default -> this.links.add(new CatalogLink(CatalogLink.Kind.valueOf(row.getString(1)), text(row, 0),
					text(row, 1), text(row, 2), text(row, 3)));
		}
	}

	private void addSetting(ResultSet row) throws SQLException {
		this.version = text(row, 0);
		this.searchPath = text(row, 1);
		this.timeZone = text(row, 2);
	}

	private static @Nullable String value(ResultSet row, int index) throws SQLException {
		return row.getString(index + VALUES);
	}

	private static String text(ResultSet row, int index) throws SQLException {
		String value = value(row, index);
		return (value != null) ? value : "";
	}

	private static boolean flag(ResultSet row, int index) throws SQLException {
		return "true".equals(value(row, index));
	}

	CatalogSnapshot snapshot() {
		return new CatalogSnapshot(this.version, this.searchPath, this.timeZone, this.tables, this.columns,
				this.indexes, this.constraints, this.types, this.volatileRoutines, this.steadyRoutines, this.links);
	}

}
