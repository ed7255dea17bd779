// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import io.migration.hazard.statement.Expression;
import io.migration.hazard.statement.Generation;
import io.migration.hazard.statement.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * A column as it is at present.
 *
 * @param name the name
 * @param type the type
 * @param collation the collation; {@code null} if none is written
 * @param notNull whether nulls are kept out by a valid constraint
 * @param defaultValue the default
 * @param generation how values come about
 * @param age when it came into being
 * @since 1.0.0
 */
public record ColumnModel(String name, TypeName type, @Nullable String collation, boolean notNull,
		@Nullable Expression defaultValue, Generation generation, Age age) {

	ColumnModel withName(String newName) {
		return new ColumnModel(newName, this.type, this.collation, this.notNull, this.defaultValue, this.generation,
				this.age);
	}

	ColumnModel withType(TypeName newType, @Nullable String newCollation) {
		return new ColumnModel(this.name, newType, newCollation, this.notNull, this.defaultValue, this.generation,
				this.age);
	}

	ColumnModel withNotNull(boolean newNotNull) {
		return new ColumnModel(this.name, this.type, this.collation, newNotNull, this.defaultValue, this.generation,
				this.age);
	}

	ColumnModel withDefault(@Nullable Expression newDefault) {
		return new ColumnModel(this.name, this.type, this.collation, this.notNull, newDefault, this.generation,
				this.age);
	}

	ColumnModel withGeneration(Generation newGeneration) {
		return new ColumnModel(this.name, this.type, this.collation, this.notNull, this.defaultValue, newGeneration,
				this.age);
	}

	ColumnModel withAge(Age newAge) {
		return new ColumnModel(this.name, this.type, this.collation, this.notNull, this.defaultValue, this.generation,
				newAge);
	}

}
