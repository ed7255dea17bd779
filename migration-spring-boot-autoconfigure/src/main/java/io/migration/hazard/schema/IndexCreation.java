// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.List;

import io.migration.hazard.statement.IndexStatement;
import io.migration.hazard.statement.RelationAction;
import io.migration.hazard.statement.TableAction;
import io.migration.hazard.statement.TableStatement;
import io.migration.sql.QualifiedName;

/**
 * Changes of indexes.
 */
final class IndexCreation {

	private IndexCreation() {
	}

	static void create(IndexStatement.Create create, SchemaModel schema) {
		TableModel table = schema.relations().findOrPartial(create.table());
		List<String> columns = create.keys()
			.stream()
			.map((key) -> (key.column() != null) ? key.column() : "expr")
			.toList();
		String name = (create.name() != null) ? create.name() : ConstraintNames.ofIndex(table, columns);
		if (create.ifNotExists() && table.parts().index(name) != null) {
			return;
		}
		schema.relations().addIndex(table, index(create, table, name));
		if (!create.only()) {
			for (TableModel child : table.links().descendants()) {
				schema.relations().addIndex(child, index(create, child, ConstraintNames.ofIndex(child, columns)));
			}
		}
	}

	private static IndexModel index(IndexStatement.Create create, TableModel table, String name) {
		return new IndexModel(new QualifiedName(table.name().schema(), name), table.name(), create.unique(), true,
				false, create.method(), create.keys(), create.where(), Age.TRANSACTION);
	}

	static void alter(TableStatement.Alter alter, SchemaModel schema) {
		TableModel table = schema.tableOfIndex(alter.name());
		IndexModel index = schema.index(alter.name());
		if (table == null || index == null) {
			return;
		}
		for (TableAction action : alter.actions()) {
			if (action instanceof RelationAction.Rename rename && index.constraint()) {
				ConstraintChanges.rename(table, index.name().name(), rename.to(), schema);
			}
			else if (action instanceof RelationAction.Rename rename) {
				schema.relations().removeIndex(table, index);
				schema.relations()
					.addIndex(table, index.withName(new QualifiedName(index.name().schema(), rename.to())));
			}
		}
	}

}
