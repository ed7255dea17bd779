// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.migration.hazard.statement.ConstraintKind;
import io.migration.hazard.statement.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Follows foreign keys from and to the columns of a table.
 *
 * @since 1.0.0
 */
public final class ForeignKeys {

	private ForeignKeys() {
	}

	/**
	 * Return the tables that keys with this column refer to.
	 * @param table the table with the keys
	 * @param column one of its columns
	 * @return the referenced tables
	 */
	public static List<TableModel> from(TableModel table, String column) {
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

	/**
	 * Return the tables with keys that refer to this column.
	 * @param table the referenced table
	 * @param column one of its columns
	 * @return the tables with the keys
	 */
	public static List<TableModel> to(TableModel table, String column) {
		return onto(table).stream()
			.filter((key) -> key.columns().contains(column))
			.map(ForeignKey::table)
			.distinct()
			.toList();
	}

	static List<ForeignKey> onto(TableModel table) {
		List<ForeignKey> keys = new ArrayList<>();
		for (TableModel other : table.links().referencedBy()) {
			other.links().references().forEach((name, referenced) -> {
				if (referenced == table) {
					keys.add(new ForeignKey(other, name, referencedColumns(other.constraint(name), table)));
				}
			});
		}
		return keys;
	}

	/**
	 * Return the columns that a foreign key refers to; without any the primary key is
	 * meant.
	 * @param constraint the foreign key
	 * @param table the referenced table
	 * @return its columns; empty if they are not known
	 */
	public static List<String> referencedColumns(@Nullable ConstraintModel constraint, TableModel table) {
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

	/**
	 * A foreign key, seen from the table that it refers to.
	 *
	 * @param table the table with the key
	 * @param name the name of the key
	 * @param columns the columns that it refers to
	 */
	record ForeignKey(TableModel table, String name, List<String> columns) {

	}

}
