// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.List;

import io.migration.hazard.statement.DropStatement;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * What {@code DROP} removes. As with columns, nothing kept the server from a statement
 * that has run.
 */
final class ObjectRemoval {

	private ObjectRemoval() {
	}

	static void drop(DropStatement drop, SchemaModel schema) {
		switch (drop.kind()) {
			case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE ->
				drop.names().forEach((name) -> dropTable(name, schema));
			case TRIGGER -> drop.names().forEach((name) -> dropTrigger(name, drop.table(), schema));
			case INDEX -> drop.names().forEach((name) -> dropIndex(name, schema));
			case SCHEMA -> drop.names().forEach((name) -> dropSchema(name.name(), schema));
			case POLICY -> drop.names().forEach((name) -> dropPolicy(name, drop.table(), schema));
			case TYPE, DOMAIN -> drop.names().forEach((name) -> dropType(name, drop.cascade(), schema));
			default -> {
				// Nothing else is followed
			}
		}
	}

	private static void dropTable(QualifiedName name, SchemaModel schema) {
		TableModel table = schema.table(name);
		if (table != null) {
			remove(table, schema);
		}
	}

	static void remove(TableModel table, SchemaModel schema) {
		List<TableModel> children = List.copyOf(table.links().children());
		List<TableModel> views = List.copyOf(table.links().readBy());
		ForeignKeys.onto(table).forEach((key) -> ConstraintChanges.drop(key.table(), key.name(), schema));
		ColumnRemoval.dropSequences(table, schema);
		schema.relations().remove(table);
		children.forEach((child) -> remove(child, schema));
		views.forEach((view) -> remove(view, schema));
	}

	private static void dropTrigger(QualifiedName name, @Nullable QualifiedName table, SchemaModel schema) {
		if (table != null) {
			schema.triggers().remove(schema.resolve(table), name.name());
		}
	}

	private static void dropIndex(QualifiedName name, SchemaModel schema) {
		TableModel table = schema.tableOfIndex(name);
		IndexModel index = schema.index(name);
		if (table != null && index != null) {
			schema.relations().removeIndex(table, index);
		}
	}

	private static void dropSchema(String name, SchemaModel schema) {
		for (TableModel table : List.copyOf(schema.tables())) {
			if (name.equals(table.name().schema())) {
				remove(table, schema);
			}
		}
	}

	private static void dropPolicy(QualifiedName name, @Nullable QualifiedName table, SchemaModel schema) {
		if (table != null) {
			schema.policies().remove(schema.resolve(table), name.name());
		}
	}

	private static void dropType(QualifiedName name, boolean cascade, SchemaModel schema) {
		schema.types().remove(name);
		if (!cascade) {
			return;
		}
		for (TableModel table : schema.tables()) {
			table.columns()
				.stream()
				.filter((column) -> column.type().name().equals(name.name()))
				.forEach((column) -> ColumnRemoval.drop(table, column.name(), schema));
		}
	}

}
