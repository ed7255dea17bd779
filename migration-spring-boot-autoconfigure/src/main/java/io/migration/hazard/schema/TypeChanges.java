// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.List;

import io.migration.hazard.statement.ObjectKind;
import io.migration.hazard.statement.ObjectStatement;
import io.migration.hazard.statement.TypeName;
import io.migration.hazard.statement.TypeStatement;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Changes of types.
 */
final class TypeChanges {

	private TypeChanges() {
	}

	static void createEnum(TypeStatement.CreateEnum action, SchemaModel schema) {
		put(schema, action.name(), TypeModel.Kind.ENUM, null, false, action.labels());
	}

	static void createDomain(TypeStatement.CreateDomain action, SchemaModel schema) {
		put(schema, action.name(), TypeModel.Kind.DOMAIN, action.base(), !action.constraints().isEmpty(), List.of());
	}

	static void createComposite(TypeStatement.CreateComposite action, SchemaModel schema) {
		put(schema, action.name(), TypeModel.Kind.COMPOSITE, null, false, List.of());
	}

	static void createOther(TypeStatement.CreateOther action, SchemaModel schema) {
		put(schema, action.name(), TypeModel.Kind.OTHER, null, false, List.of());
	}

	private static void put(SchemaModel schema, QualifiedName name, TypeModel.Kind kind, @Nullable TypeName base,
			boolean constrained, List<String> labels) {
		schema.types()
			.put(new TypeModel(schema.settings().qualify(name), kind, base, constrained, labels, Age.TRANSACTION));
	}

	// From version 17 on labels of a type made in the same transaction can be used at
	// once
	static void addLabel(TypeStatement.AddEnumValue action, SchemaModel schema) {
		TypeModel type = schema.types().get(action.name());
		if (type != null) {
			schema.types().addLabel(type, action.label());
		}
		boolean sameTransaction = type != null && type.age() == Age.TRANSACTION;
		if (!sameTransaction || !schema.version().isAtLeast(17)) {
			schema.types().noteYoungLabel(action.label());
		}
	}

	static void constrain(TypeStatement.AddDomainConstraint action, SchemaModel schema) {
		setConstrained(action.name(), schema);
	}

	static void setNotNull(TypeStatement.SetDomainNotNull action, SchemaModel schema) {
		if (action.enable()) {
			setConstrained(action.name(), schema);
		}
	}

	private static void setConstrained(QualifiedName name, SchemaModel schema) {
		TypeModel type = schema.types().get(name);
		if (type != null) {
			schema.types().put(new TypeModel(type.name(), type.kind(), type.base(), true, type.labels(), type.age()));
		}
	}

	static void rename(ObjectStatement.Rename action, SchemaModel schema) {
		if (action.kind() == ObjectKind.TYPE || action.kind() == ObjectKind.DOMAIN) {
			renameType(action, schema);
			schema.tables().forEach((table) -> renameInColumns(table, action));
		}
	}

	private static void renameInColumns(TableModel table, ObjectStatement.Rename action) {
		for (ColumnModel column : table.columns()) {
			TypeName type = column.type();
			if (type.name().equals(action.name().name())) {
				TypeName renamed = new TypeName(type.schema(), action.to(), type.modifiers(), type.array());
				table.parts().put(column.withType(renamed, column.collation()));
			}
		}
	}

	private static void renameType(ObjectStatement.Rename action, SchemaModel schema) {
		TypeModel type = schema.types().get(action.name());
		if (type != null) {
			schema.types().remove(action.name());
			QualifiedName to = new QualifiedName(type.name().schema(), action.to());
			schema.types()
				.put(new TypeModel(to, type.kind(), type.base(), type.constrained(), type.labels(), type.age()));
		}
	}

}
