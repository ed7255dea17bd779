// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import io.migration.hazard.statement.ConstraintDefinition;

/**
 * A constraint as it is at present.
 *
 * @param name the name
 * @param definition its definition
 * @param validated whether it holds for all rows
 * @param age when it came into being
 * @since 1.0.0
 */
public record ConstraintModel(String name, ConstraintDefinition definition, boolean validated, Age age) {

	ConstraintModel withName(String newName) {
		return new ConstraintModel(newName, this.definition, this.validated, this.age);
	}

	ConstraintModel withDefinition(ConstraintDefinition newDefinition) {
		return new ConstraintModel(this.name, newDefinition, this.validated, this.age);
	}

	ConstraintModel asValidated() {
		return new ConstraintModel(this.name, this.definition, true, this.age);
	}

	ConstraintModel withAge(Age newAge) {
		return new ConstraintModel(this.name, this.definition, this.validated, newAge);
	}

	/**
	 * Return whether it proves to the server that a column has no nulls.
	 * @param column the column
	 * @return {@code true} for a validated check that says so
	 */
	public boolean provesNotNull(String column) {
		return this.validated && NotNullProof.isIn(this.definition, column);
	}

}
