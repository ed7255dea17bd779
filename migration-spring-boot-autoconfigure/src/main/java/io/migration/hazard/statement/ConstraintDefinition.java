// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of a table, column or domain.
 *
 * @param range where it stands
 * @param kind the kind
 * @param name the name; {@code null} if the server chooses it
 * @param columns the columns of a key or of {@code NOT NULL}
 * @param expression the condition of {@code CHECK}
 * @param reference the other side of a foreign key
 * @param usingIndex the index of {@code USING INDEX}
 * @param notValid whether {@code NOT VALID} is there
 * @param notEnforced whether {@code NOT ENFORCED} is there
 * @param deferrable whether {@code DEFERRABLE} is there
 * @param nullsNotDistinct whether nulls are equal
 * @param noInherit whether children are left out
 * @since 1.0.0
 */
public record ConstraintDefinition(SourceRange range, ConstraintKind kind, @Nullable String name, List<String> columns,
		@Nullable Expression expression, @Nullable Reference reference, @Nullable QualifiedName usingIndex,
		boolean notValid, boolean notEnforced, boolean deferrable, boolean nullsNotDistinct, boolean noInherit) {

	public ConstraintDefinition {
		columns = List.copyOf(columns);
	}

	/**
	 * Return the same constraint on other columns.
	 * @param newColumns the columns of a key or of {@code NOT NULL}
	 * @param newExpression the condition of {@code CHECK}
	 * @param newReference the other side of a foreign key
	 * @return a new definition
	 */
	public ConstraintDefinition withColumns(List<String> newColumns, @Nullable Expression newExpression,
			@Nullable Reference newReference) {
		return new ConstraintDefinition(this.range, this.kind, this.name, newColumns, newExpression, newReference,
				this.usingIndex, this.notValid, this.notEnforced, this.deferrable, this.nullsNotDistinct,
				this.noInherit);
	}

	/**
	 * Return whether existing rows are looked at when it is added.
	 * @return {@code true} unless {@code NOT VALID} or {@code NOT ENFORCED}
	 */
	public boolean isValidating() {
		return !this.notValid && !this.notEnforced;
	}

}
