// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.List;

import io.migration.hazard.statement.ConstraintKind;
import io.migration.hazard.statement.Generation;
import io.migration.hazard.statement.LikeClause;
import io.migration.sql.QualifiedName;

/**
 * Copies parts of one table to another.
 */
final class TableCopy {

	private TableCopy() {
	}

	static void copy(LikeClause like, TableModel table, SchemaModel schema) {
		TableModel source = schema.table(like.table());
		if (source == null) {
			table.setComplete(false);
			return;
		}
		boolean all = like.including().contains("all");
		boolean defaults = all || like.including().contains("defaults");
		for (ColumnModel column : source.columns()) {
			table.parts()
				.put(new ColumnModel(column.name(), column.type(), column.collation(), column.notNull(),
						defaults ? column.defaultValue() : null, Generation.NONE, Age.TRANSACTION));
		}
		if (all || like.including().contains("constraints")) {
			source.constraints()
				.stream()
				.filter((constraint) -> constraint.definition().kind() == ConstraintKind.CHECK)
				.forEach((constraint) -> table.parts().put(constraint.withAge(Age.TRANSACTION)));
		}
		if (all || like.including().contains("indexes")) {
			source.indexes().forEach((index) -> copyIndex(index, table, schema));
		}
		if (!source.isComplete()) {
			table.setComplete(false);
		}
	}

	static void copyKeys(TableModel parent, TableModel table, SchemaModel schema) {
		parent.indexes().forEach((index) -> copyIndex(index, table, schema));
		for (ConstraintModel constraint : parent.constraints()) {
			if (constraint.definition().kind() == ConstraintKind.FOREIGN_KEY) {
				TableModel target = parent.links().references().get(constraint.name());
				table.parts().put(constraint.withAge(Age.TRANSACTION));
				if (target != null) {
					TableLinks.reference(table, constraint.name(), target);
				}
			}
		}
	}

	private static void copyIndex(IndexModel index, TableModel table, SchemaModel schema) {
		List<String> columns = index.keys()
			.stream()
			.map((key) -> (key.column() != null) ? key.column() : "expr")
			.toList();
		QualifiedName name = new QualifiedName(table.name().schema(), ConstraintNames.ofIndex(table, columns));
		schema.relations()
			.addIndex(table, new IndexModel(name, table.name(), index.unique(), true, index.constraint(),
					index.method(), index.keys(), index.where(), Age.TRANSACTION));
	}

}
