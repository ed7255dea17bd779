// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.util.List;

/**
 * What the catalog of a database says about the objects of users.
 *
 * @param version {@code server_version_num}
 * @param searchPath the search path of the session
 * @param timeZone the time zone of the session
 * @param tables tables, views and sequences
 * @param columns columns, ordered within their tables
 * @param indexes indexes
 * @param constraints constraints of tables
 * @param types domains, enumerations and composite types
 * @param volatileRoutines names of volatile functions, also built-in ones
 * @param steadyRoutines names of functions of users that are not volatile
 * @param links what is connected
 * @since 1.0.0
 */
public record CatalogSnapshot(String version, String searchPath, String timeZone, List<CatalogTable> tables,
		List<CatalogColumn> columns, List<CatalogIndex> indexes, List<CatalogConstraint> constraints,
		List<CatalogType> types, List<String> volatileRoutines, List<String> steadyRoutines, List<CatalogLink> links) {

	public CatalogSnapshot {
		tables = List.copyOf(tables);
		columns = List.copyOf(columns);
		indexes = List.copyOf(indexes);
		constraints = List.copyOf(constraints);
		types = List.copyOf(types);
		volatileRoutines = List.copyOf(volatileRoutines);
		steadyRoutines = List.copyOf(steadyRoutines);
		links = List.copyOf(links);
	}

}
