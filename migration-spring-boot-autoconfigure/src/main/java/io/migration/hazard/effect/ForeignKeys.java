// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.List;
import java.util.Map;

import io.migration.hazard.schema.ConstraintModel;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.ConstraintKind;
import io.migration.hazard.statement.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Follows foreign keys from and to a table.
 */
final class ForeignKeys {

	private ForeignKeys() {
	}

	// The tables that keys with this column refer to
	static List<TableModel> from(TableModel table, String column) {
		return table.links()
			.references()
			.entrySet()
			.stream()
			.filter((reference) -> isOver(table.constraint(reference.getKey()), column))
			.map(Map.Entry::getValue)
			.toList();
	}

	private static boolean isOver(@Nullable ConstraintModel constraint, String column) {
		return constraint == null || constraint.definition().columns().contains(column);
	}

	// The tables with keys that refer to this column
	static List<TableModel> to(TableModel table, String column) {
		return table.links().referencedBy().stream().filter((other) -> refersTo(other, table, column)).toList();
	}

	private static boolean refersTo(TableModel other, TableModel table, String column) {
		return other.links()
			.references()
			.entrySet()
			.stream()
			.filter((reference) -> reference.getValue() == table)
			.anyMatch((reference) -> referencedColumns(other.constraint(reference.getKey()), table).contains(column));
	}

	// Without columns the primary key is meant
	static List<String> referencedColumns(@Nullable ConstraintModel constraint, TableModel table) {
		Reference reference = (constraint != null) ? constraint.definition().reference() : null;
		if (reference != null && !reference.columns().isEmpty()) {
			return reference.columns();
		}
		return table.constraints()
			.stream()
			.filter((key) -> key.definition().kind() == ConstraintKind.PRIMARY_KEY)
			.flatMap((key) -> key.definition().columns().stream())
			.toList();
	}

}
