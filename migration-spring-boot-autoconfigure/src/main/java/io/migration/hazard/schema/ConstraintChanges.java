// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.migration.hazard.statement.ConstraintDefinition;
import io.migration.hazard.statement.ConstraintKind;
import io.migration.hazard.statement.IndexKey;
import io.migration.hazard.statement.Reference;
import io.migration.hazard.statement.SourceRange;
import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenType;

/**
 * Changes of constraints.
 */
final class ConstraintChanges {

	private ConstraintChanges() {
	}

	static void add(TableModel table, ConstraintDefinition written, boolean withTable, SchemaModel schema) {
		ConstraintDefinition definition = withKeyColumns(table, written);
		String name = ConstraintNames.of(table, definition);
		boolean validated = (withTable && !definition.notEnforced()) || definition.isValidating();
		table.parts().put(new ConstraintModel(name, definition, validated, Age.TRANSACTION));
		schema.relations().touch(table);
		switch (definition.kind()) {
			case PRIMARY_KEY -> addKey(table, name, definition, schema);
			case UNIQUE, EXCLUDE -> addIndex(table, name, definition, schema);
			case FOREIGN_KEY -> addReference(table, name, definition, schema);
			case NOT_NULL -> addNotNull(table, definition, validated);
			case CHECK -> {
				// Nothing but the constraint itself
			}
		}
		for (TableModel child : table.links().children()) {
			if (!definition.noInherit() && child.constraint(name) == null && !withTable) {
				add(child, definition, false, schema);
			}
		}
	}

	private static void addKey(TableModel table, String name, ConstraintDefinition definition, SchemaModel schema) {
		definition.columns().forEach((column) -> ColumnChanges.setNotNull(table, column));
		addIndex(table, name, definition, schema);
	}

	private static ConstraintDefinition withKeyColumns(TableModel table, ConstraintDefinition definition) {
		QualifiedName using = definition.usingIndex();
		IndexModel index = (using != null) ? table.parts().index(using.name()) : null;
		return (index != null) ? definition.withColumns(index.columns(), null, null) : definition;
	}

	private static void addNotNull(TableModel table, ConstraintDefinition definition, boolean validated) {
		if (validated) {
			definition.columns().forEach((column) -> ColumnChanges.setNotNull(table, column));
		}
	}

	private static void addIndex(TableModel table, String name, ConstraintDefinition definition, SchemaModel schema) {
		QualifiedName using = definition.usingIndex();
		IndexModel present = (using != null) ? table.parts().index(using.name()) : null;
		QualifiedName indexName = new QualifiedName(table.name().schema(), name);
		if (present != null) {
			schema.relations().removeIndex(table, present);
			schema.relations().addIndex(table, present.withName(indexName).withConstraint());
			return;
		}
		List<IndexKey> keys = definition.columns().stream().map((column) -> key(column, definition)).toList();
		schema.relations()
			.addIndex(table, new IndexModel(indexName, table.name(), definition.kind() != ConstraintKind.EXCLUDE, true,
					true, "btree", keys, null, Age.TRANSACTION));
	}

	private static IndexKey key(String column, ConstraintDefinition definition) {
		SourceRange range = definition.range();
		SqlToken token = new SqlToken(TokenType.QUOTED_IDENTIFIER, '"' + column.replace("\"", "\"\"") + '"',
				range.start(), range.line(), range.column());
		return new IndexKey(column, List.of(token), null, null);
	}

	private static void addReference(TableModel table, String name, ConstraintDefinition definition,
			SchemaModel schema) {
		Reference reference = definition.reference();
		if (reference != null) {
			TableModel referenced = schema.relations().findOrPartial(reference.table());
			TableLinks.reference(table, name, referenced);
			table.parts().put(complete(Objects.requireNonNull(table.constraint(name)), reference, referenced));
		}
	}

	// The primary key may be another one later
	private static ConstraintModel complete(ConstraintModel key, Reference reference, TableModel referenced) {
		List<String> columns = ForeignKeys.referencedColumns(key, referenced);
		return key.withDefinition(key.definition()
			.withColumns(key.definition().columns(), null,
					new Reference(reference.table(), columns, reference.onDelete(), reference.onUpdate())));
	}

	// Partitions and children have the same constraint
	static void dropTree(TableModel table, String name, SchemaModel schema) {
		drop(table, name, schema);
		table.links().descendants().forEach((child) -> drop(child, name, schema));
	}

	static void drop(TableModel table, String name, SchemaModel schema) {
		ConstraintModel dropped = table.parts().removeConstraint(name);
		TableLinks.dereference(table, name);
		if (dropped != null && isKey(dropped.definition())) {
			dropKeysOnto(table, dropped.definition().columns(), schema);
		}
		IndexModel index = table.parts().index(name);
		if (index != null && index.constraint()) {
			schema.relations().removeIndex(table, index);
		}
		if (dropped != null && dropped.definition().kind() == ConstraintKind.NOT_NULL) {
			dropped.definition()
				.columns()
				.forEach((column) -> ColumnChanges.change(table, column, (present) -> present.withNotNull(false)));
		}
	}

	private static boolean isKey(ConstraintDefinition definition) {
		return definition.kind() == ConstraintKind.PRIMARY_KEY || definition.kind() == ConstraintKind.UNIQUE;
	}

	private static void dropKeysOnto(TableModel table, List<String> columns, SchemaModel schema) {
		Set<String> key = Set.copyOf(columns);
		for (ForeignKeys.ForeignKey foreign : ForeignKeys.onto(table)) {
			if (Set.copyOf(foreign.columns()).equals(key) && !hasOtherKey(table, key)) {
				drop(foreign.table(), foreign.name(), schema);
			}
		}
	}

	private static boolean hasOtherKey(TableModel table, Set<String> columns) {
		return table.constraints()
			.stream()
			.map(ConstraintModel::definition)
			.anyMatch((other) -> isKey(other) && Set.copyOf(other.columns()).equals(columns));
	}

	static void validate(TableModel table, String name) {
		ConstraintModel present = table.constraint(name);
		if (present != null) {
			table.parts().put(present.asValidated());
			addNotNullIfSo(table, present);
		}
	}

	private static void addNotNullIfSo(TableModel table, ConstraintModel constraint) {
		if (constraint.definition().kind() == ConstraintKind.NOT_NULL) {
			addNotNull(table, constraint.definition(), true);
		}
	}

	static void rename(TableModel table, String name, String to, SchemaModel schema) {
		ConstraintModel present = table.parts().removeConstraint(name);
		TableModel target = table.links().references().get(name);
		TableLinks.dereference(table, name);
		if (present != null) {
			table.parts().put(present.withName(to));
		}
		if (target != null) {
			TableLinks.reference(table, to, target);
		}
		IndexModel index = table.parts().index(name);
		if (index != null) {
			schema.relations().removeIndex(table, index);
			schema.relations().addIndex(table, index.withName(new QualifiedName(table.name().schema(), to)));
		}
	}

}
