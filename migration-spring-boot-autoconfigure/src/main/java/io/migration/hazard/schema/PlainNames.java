// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Names of tables without their schemas. Where nobody says what the search path is, one
 * script may write a schema that another one leaves out, and both mean the same table.
 */
final class PlainNames {

	private final Map<String, Set<TableModel>> tables = new HashMap<>();

	private final Set<TableModel> assumed = new HashSet<>();

	PlainNames() {
	}

	void add(TableModel table) {
		this.tables.computeIfAbsent(table.name().name(), (name) -> new LinkedHashSet<>()).add(table);
	}

	void remove(TableModel table) {
		this.tables.getOrDefault(table.name().name(), new HashSet<>()).remove(table);
		this.assumed.remove(table);
	}

	// The schema of this table was not written
	void assume(TableModel table) {
		this.assumed.add(table);
	}

	boolean isAssumed(TableModel table) {
		return this.assumed.contains(table);
	}

	// Without a schema any table, with one those whose schema is not known
	@Nullable TableModel find(QualifiedName name) {
		List<TableModel> possible = this.tables.getOrDefault(name.name(), Set.of())
			.stream()
			.filter((table) -> name.schema() == null || isAssumed(table))
			.toList();
		return (possible.size() == 1) ? possible.get(0) : null;
	}

}
