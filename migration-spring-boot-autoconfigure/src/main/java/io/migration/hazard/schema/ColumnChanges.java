// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.List;
import java.util.function.UnaryOperator;

import io.migration.hazard.statement.ColumnDefinition;
import io.migration.hazard.statement.ConstraintDefinition;
import io.migration.hazard.statement.ConstraintKind;
import io.migration.hazard.statement.Expression;
import io.migration.hazard.statement.Generation;
import io.migration.hazard.statement.TypeName;
import io.migration.sql.QualifiedName;
import io.migration.sql.SqlDialect;

/**
 * Changes of columns.
 */
final class ColumnChanges {

	private ColumnChanges() {
	}

	static void add(TableModel table, ColumnDefinition definition, SchemaModel schema) {
		ColumnModel present = table.column(definition.name());
		TypeName type = (present != null && definition.type().name().isEmpty()) ? present.type() : definition.type();
		boolean notNull = definition.isNotNull() || (present != null && present.notNull());
		table.parts()
			.put(new ColumnModel(definition.name(), stored(type), definition.collation(), notNull,
					definition.defaultValue(), definition.generation(), Age.TRANSACTION));
		schema.relations().touch(table);
		for (ConstraintDefinition constraint : definition.constraints()) {
			if (constraint.kind() != ConstraintKind.NOT_NULL || constraint.name() != null) {
				ConstraintChanges.add(table, constraint, true, schema);
			}
		}
		if (type.isSerial() || definition.generation() == Generation.IDENTITY) {
			addSequence(table, definition.name(), schema);
		}
		if (type.isSerial()) {
			useSequence(table, definition.name());
		}
	}

	private static void useSequence(TableModel table, String column) {
		TableModel sequence = table.parts().sequence(column);
		if (sequence != null) {
			String call = "nextval('" + sequence.name().name().replace("'", "''") + "')";
			Expression next = new Expression(SqlDialect.postgresql().read(call).statements().get(0).tokens());
			change(table, column, (present) -> present.withDefault(next));
		}
	}

	static void addSequence(TableModel table, String column, SchemaModel schema) {
		QualifiedName name = new QualifiedName(table.name().schema(), ConstraintNames.ofSequence(table, column));
		table.parts().putSequence(column, schema.relations().create(name, RelationKind.SEQUENCE));
	}

	private static TypeName stored(TypeName type) {
		if (!type.isSerial()) {
			return type;
		}
		String name = switch (type.name()) {
			case "bigserial" -> "int8";
			case "smallserial" -> "int2";
			default -> "int4";
		};
		return new TypeName(null, name, List.of(), false);
	}

	static void change(TableModel table, String column, UnaryOperator<ColumnModel> change) {
		ColumnModel present = table.column(column);
		if (present != null) {
			table.parts().put(change.apply(present));
		}
	}

	// Nothing else may be known of the column
	static void setNotNull(TableModel table, String column) {
		ColumnModel present = table.column(column);
		if (present == null) {
			TypeName unknown = new TypeName(null, "", List.of(), false);
			present = new ColumnModel(column, unknown, null, true, null, Generation.NONE, Age.EXISTING);
		}
		table.parts().put(present.withNotNull(true));
	}

}
