// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.List;

import io.migration.hazard.statement.ConstraintDefinition;
import io.migration.sql.QualifiedName;

/**
 * The names that the server chooses for constraints, indexes and sequences.
 */
final class ConstraintNames {

	private static final int MAX_LENGTH = 63;

	private ConstraintNames() {
	}

	static String of(TableModel table, ConstraintDefinition constraint) {
		String name = constraint.name();
		if (name != null) {
			return name;
		}
		QualifiedName index = constraint.usingIndex();
		if (index != null) {
			return index.name();
		}
		String columns = String.join("_", constraint.columns());
		return switch (constraint.kind()) {
			case PRIMARY_KEY -> free(table, "", "pkey");
			case UNIQUE -> free(table, columns, "key");
			case EXCLUDE -> free(table, columns, "excl");
			case FOREIGN_KEY -> free(table, columns, "fkey");
			case NOT_NULL -> free(table, columns, "not_null");
			case CHECK -> free(table, onlyColumn(table, constraint), "check");
		};
	}

	// A condition on several columns is named after none of them
	private static String onlyColumn(TableModel table, ConstraintDefinition check) {
		List<String> columns = table.columns()
			.stream()
			.map(ColumnModel::name)
			.filter((column) -> ConstraintColumns.uses(check, column))
			.toList();
		return (columns.size() == 1) ? columns.get(0) : "";
	}

	static String ofIndex(TableModel table, List<String> columns) {
		return free(table, String.join("_", columns), "idx");
	}

	static String ofSequence(TableModel table, String column) {
		return compose(table.name().name(), column, "seq");
	}

	private static String free(TableModel table, String columns, String label) {
		String name = compose(table.name().name(), columns, label);
		for (int i = 1; table.constraint(name) != null || table.parts().index(name) != null; i++) {
			name = compose(table.name().name(), columns, label + i);
		}
		return name;
	}

	// Of what is too long the server shortens the longer part
	private static String compose(String table, String columns, String label) {
		int space = MAX_LENGTH - label.length() - (columns.isEmpty() ? 1 : 2);
		int first = table.length();
		int second = Math.min(columns.length(), MAX_LENGTH);
		while (first + second > space) {
			if (first > second) {
				first--;
			}
			else {
				second--;
			}
		}
		String middle = columns.isEmpty() ? "_" : "_" + columns.substring(0, second) + "_";
		return table.substring(0, first) + middle + label;
	}

}
