// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.List;

/**
 * Takes a column away with everything that cannot be without it. A statement that has run
 * proves that nothing kept the server from it: what would have done so is gone as well,
 * with {@code CASCADE} or before.
 */
final class ColumnRemoval {

	private ColumnRemoval() {
	}

	static void drop(TableModel table, String column, SchemaModel schema) {
		for (ForeignKeys.ForeignKey key : ForeignKeys.onto(table)) {
			if (key.columns().contains(column)) {
				ConstraintChanges.drop(key.table(), key.name(), schema);
			}
		}
		table.constraints()
			.stream()
			.filter((constraint) -> ConstraintColumns.uses(constraint.definition(), column))
			.forEach((constraint) -> ConstraintChanges.drop(table, constraint.name(), schema));
		table.indexes()
			.stream()
			.filter((index) -> index.uses(column))
			.forEach((index) -> schema.relations().removeIndex(table, index));
		ViewModel.using(table, column).forEach((view) -> ObjectRemoval.remove(view, schema));
		dropSequence(table, column, schema);
		table.parts().removeColumn(column);
	}

	static void dropSequence(TableModel table, String column, SchemaModel schema) {
		TableModel sequence = table.parts().removeSequence(column);
		if (sequence != null) {
			schema.relations().remove(sequence);
		}
	}

	static void dropSequences(TableModel table, SchemaModel schema) {
		List<ColumnModel> columns = table.columns();
		columns.forEach((column) -> dropSequence(table, column.name(), schema));
	}

}
