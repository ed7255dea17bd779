// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.List;

import io.migration.hazard.statement.ConstraintDefinition;

/**
 * The names that the server chooses for constraints and indexes.
 */
final class ConstraintNames {

	private static final int MAX_LENGTH = 63;

	private ConstraintNames() {
	}

	static String of(TableModel table, ConstraintDefinition constraint) {
		String name = constraint.name();
		return (name != null) ? name : free(table, base(table.name().name(), constraint));
	}

	static String ofIndex(TableModel table, List<String> columns) {
		return free(table, shorten(table.name().name() + "_" + String.join("_", columns) + "_idx"));
	}

	private static String base(String table, ConstraintDefinition constraint) {
		List<String> columns = constraint.columns();
		String middle = columns.isEmpty() ? "" : "_" + String.join("_", columns);
		String name = switch (constraint.kind()) {
			case PRIMARY_KEY -> table + "_pkey";
			case UNIQUE -> table + middle + "_key";
			case EXCLUDE -> table + middle + "_excl";
			case FOREIGN_KEY -> table + middle + "_fkey";
			case NOT_NULL -> table + middle + "_not_null";
			case CHECK -> table + middle + "_check";
		};
		return shorten(name);
	}

	// The server shortens the parts evenly, which is too fine for a guess
	private static String shorten(String name) {
		return (name.length() > MAX_LENGTH) ? name.substring(0, MAX_LENGTH) : name;
	}

	private static String free(TableModel table, String base) {
		String name = base;
		for (int i = 1; table.constraint(name) != null || table.parts().index(name) != null; i++) {
			name = base + i;
		}
		return name;
	}

}
