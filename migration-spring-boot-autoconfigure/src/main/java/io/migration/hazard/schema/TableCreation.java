// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.List;

import io.migration.hazard.statement.PartitionOf;
import io.migration.hazard.statement.Persistence;
import io.migration.hazard.statement.TableDefinition;
import io.migration.hazard.statement.TableStatement;
import io.migration.hazard.statement.ViewStatement;
import io.migration.sql.QualifiedName;

/**
 * The creation of tables and views.
 */
final class TableCreation {

	private TableCreation() {
	}

	static void create(TableStatement.Create action, SchemaModel schema) {
		if (action.ifNotExists() && schema.relations().has(action.name())) {
			return;
		}
		TableDefinition definition = action.definition();
		RelationKind kind = (definition.partitionBy() != null) ? RelationKind.PARTITIONED : RelationKind.TABLE;
		TableModel table = create(action.name(), kind, action.persistence(), schema);
		PartitionOf partitionOf = definition.partitionOf();
		table.setTraits(new TableTraits(action.persistence(), definition.partitionBy(),
				(partitionOf != null) ? partitionOf.bound() : null, definition.ofType()));
		table.setConditional(action.ifNotExists() && schema.knowledge() != Knowledge.CATALOG);
		definition.inherits().forEach((parent) -> inherit(schema.relations().findOrPartial(parent), table));
		if (partitionOf != null) {
			createPartition(partitionOf, table, schema);
		}
		definition.likes().forEach((like) -> TableCopy.copy(like, table, schema));
		definition.columns().forEach((column) -> ColumnChanges.add(table, column, schema));
		definition.constraints().forEach((constraint) -> ConstraintChanges.add(table, constraint, true, schema));
		if (definition.ofType() != null) {
			table.setComplete(false);
		}
	}

	private static TableModel create(QualifiedName name, RelationKind kind, Persistence persistence,
			SchemaModel schema) {
		return (persistence == Persistence.TEMPORARY) ? schema.relations().createTemporary(name, kind)
				: schema.relations().create(name, kind);
	}

	private static void createPartition(PartitionOf partitionOf, TableModel table, SchemaModel schema) {
		TableModel parent = schema.relations().findOrPartial(partitionOf.parent());
		inherit(parent, table);
		TableCopy.copyKeys(parent, table, schema);
	}

	private static void inherit(TableModel parent, TableModel table) {
		TableLinks.inherit(parent, table);
		parent.columns().forEach((column) -> table.parts().put(column.withAge(Age.TRANSACTION)));
		if (!parent.isComplete()) {
			table.setComplete(false);
		}
	}

	static void createAs(TableStatement.CreateAs action, SchemaModel schema) {
		if (action.ifNotExists() && schema.relations().has(action.name())) {
			return;
		}
		TableModel table = create(action.name(), RelationKind.TABLE, action.persistence(), schema);
		table.setTraits(TableTraits.PLAIN.withPersistence(action.persistence()));
		table.setComplete(false);
		table.setConditional(action.ifNotExists() && schema.knowledge() != Knowledge.CATALOG);
	}

	static void createView(ViewStatement.Create action, SchemaModel schema) {
		Persistence persistence = action.temporary() ? Persistence.TEMPORARY : Persistence.PERMANENT;
		TableModel existing = schema.table(action.name());
		if (existing == null || !action.orReplace()) {
			existing = create(action.name(), RelationKind.VIEW, persistence, schema);
		}
		read(existing, action.reads(), new ViewModel(action.query()), action.columns(), schema);
	}

	static void createMaterialized(ViewStatement.CreateMaterialized action, SchemaModel schema) {
		if (action.ifNotExists() && schema.relations().has(action.name())) {
			return;
		}
		TableModel view = schema.relations().create(action.name(), RelationKind.MATERIALIZED_VIEW);
		read(view, action.reads(), new ViewModel(action.query()), action.columns(), schema);
	}

	private static void read(TableModel view, List<QualifiedName> reads, ViewModel model, List<String> columns,
			SchemaModel schema) {
		view.setComplete(false);
		TableLinks.forgetReads(view);
		reads.forEach((name) -> TableLinks.read(view, schema.relations().findOrPartial(name)));
		ViewReading.read(model, columns, schema);
		view.setView(model);
	}

}
