// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param range where it stands
 * @param name the name
 * @param type the type
 * @param collation the collation; {@code null} if none is written
 * @param defaultValue the default; {@code null} if there is none
 * @param generation how values come about
 * @param generator the expression of a generated column
 * @param constraints the constraints of the column, with its name in {@code columns}
 * @since 1.0.0
 */
public record ColumnDefinition(SourceRange range, String name, TypeName type, @Nullable String collation,
		@Nullable Expression defaultValue, Generation generation, @Nullable Expression generator,
		List<ConstraintDefinition> constraints) {

	public ColumnDefinition {
		constraints = List.copyOf(constraints);
	}

	/**
	 * Return whether it has a constraint of a kind.
	 * @param kind the kind
	 * @return {@code true} if it has one
	 */
	public boolean has(ConstraintKind kind) {
		for (ConstraintDefinition constraint : this.constraints) {
			if (constraint.kind() == kind) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return whether the definition itself keeps nulls out.
	 * @return {@code true} for {@code NOT NULL}, primary keys, identities and serial
	 * types
	 */
	public boolean isNotNull() {
		return has(ConstraintKind.NOT_NULL) || has(ConstraintKind.PRIMARY_KEY) || this.generation == Generation.IDENTITY
				|| this.type.isSerial();
	}

}
