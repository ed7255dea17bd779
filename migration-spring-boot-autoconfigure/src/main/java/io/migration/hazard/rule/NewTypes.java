// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import io.migration.hazard.schema.Age;
import io.migration.hazard.schema.SchemaModel;
import io.migration.hazard.schema.TypeModel;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Types that the present migration has made, so that nobody else can use them.
 */
final class NewTypes {

	private NewTypes() {
	}

	static boolean isNew(SchemaModel schema, QualifiedName name) {
		TypeModel type = find(schema, name);
		return type != null && type.age() != Age.EXISTING;
	}

	/**
	 * Return whether columns may have a type: known ones, or any if the type is not
	 * known.
	 */
	static boolean mayBeUsed(SchemaModel schema, QualifiedName name) {
		return find(schema, name) == null || schema.tables()
			.stream()
			.flatMap((table) -> table.columns().stream())
			.anyMatch((column) -> column.type().name().equals(name.name()));
	}

	static @Nullable TypeModel find(SchemaModel schema, QualifiedName name) {
		return schema.types().get(name);
	}

}
