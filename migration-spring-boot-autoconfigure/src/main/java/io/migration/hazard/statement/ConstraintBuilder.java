// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;
import org.jspecify.annotations.Nullable;

/**
 * Collects the parts of a constraint in the order in which they are read.
 */
final class ConstraintBuilder {

	private final ConstraintKind kind;

	private @Nullable String name;

	private List<String> columns = List.of();

	private @Nullable Expression expression;

	private @Nullable Reference reference;

	private @Nullable QualifiedName usingIndex;

	private boolean notValid;

	private boolean notEnforced;

	private boolean deferrable;

	private boolean nullsNotDistinct;

	private boolean noInherit;

	ConstraintBuilder(ConstraintKind kind) {
		this.kind = kind;
	}

	ConstraintKind kind() {
		return this.kind;
	}

	ConstraintBuilder name(@Nullable String name) {
		this.name = name;
		return this;
	}

	ConstraintBuilder columns(List<String> columns) {
		this.columns = columns;
		return this;
	}

	ConstraintBuilder expression(TokenCursor group) {
		this.expression = new Expression(group.rest());
		return this;
	}

	ConstraintBuilder reference(Reference reference) {
		this.reference = reference;
		return this;
	}

	ConstraintBuilder usingIndex(@Nullable QualifiedName index) {
		this.usingIndex = index;
		return this;
	}

	ConstraintBuilder nullsNotDistinct(boolean notDistinct) {
		this.nullsNotDistinct = notDistinct;
		return this;
	}

	ConstraintDefinition build(List<SqlToken> tokens) {
		return new ConstraintDefinition(SourceRange.of(tokens), this.kind, this.name, this.columns, this.expression,
				this.reference, this.usingIndex, this.notValid, this.notEnforced, this.deferrable,
				this.nullsNotDistinct, this.noInherit);
	}

	// Attributes come behind constraints in any order
	boolean acceptAttribute(TokenCursor cursor) {
		if (cursor.accept("not", "valid")) {
			this.notValid = true;
			return true;
		}
		if (cursor.accept("no", "inherit")) {
			this.noInherit = true;
			return true;
		}
		if (cursor.accept("not", "enforced")) {
			this.notEnforced = true;
			return true;
		}
		if (cursor.accept("deferrable")) {
			this.deferrable = true;
			return true;
		}
		return cursor.accept("not", "deferrable") || cursor.accept("initially", "deferred")
				|| cursor.accept("initially", "immediate") || cursor.accept("enforced");
	}

}
