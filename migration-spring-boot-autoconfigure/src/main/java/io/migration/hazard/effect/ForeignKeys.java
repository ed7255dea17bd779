// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.ArrayList;
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
		List<TableModel> tables = new ArrayList<>();
		for (Map.Entry<String, TableModel> reference : table.links().references().entrySet()) {
			if (isOver(table.constraint(reference.getKey()), column)) {
				tables.add(reference.getValue());
			}
		}
		return tables;
	}

	private static boolean isOver(@Nullable ConstraintModel constraint, String column) {
		return constraint == null || constraint.definition().columns().contains(column);
	}

	// The tables with keys that refer to this column
	static List<TableModel> to(TableModel table, String column) {
		List<TableModel> tables = new ArrayList<>();
		for (TableModel other : table.links().referencedBy()) {
			if (refersTo(other, table, column)) {
				tables.add(other);
			}
		}
		return tables;
	}

	private static boolean refersTo(TableModel other, TableModel table, String column) {
		for (Map.Entry<String, TableModel> reference : other.links().references().entrySet()) {
			if (reference.getValue() == table
					&& referencedColumns(other.constraint(reference.getKey()), table).contains(column)) {
				return true;
			}
		}
		return false;
	}

	// Without columns the primary key is meant
	static List<String> referencedColumns(@Nullable ConstraintModel constraint, TableModel table) {
		Reference reference = (constraint != null) ? constraint.definition().reference() : null;
		if (reference != null && !reference.columns().isEmpty()) {
			return reference.columns();
		}
		List<String> columns = new ArrayList<>();
		for (ConstraintModel key : table.constraints()) {
			if (key.definition().kind() == ConstraintKind.PRIMARY_KEY) {
				columns.addAll(key.definition().columns());
			}
		}
		return columns;
	}

}
