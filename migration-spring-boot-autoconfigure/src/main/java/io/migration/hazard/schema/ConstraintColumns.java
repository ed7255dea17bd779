// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import io.migration.hazard.statement.ConstraintDefinition;
import io.migration.hazard.statement.Expression;

/**
 * Finds the columns of constraints.
 */
final class ConstraintColumns {

	private ConstraintColumns() {
	}

	static boolean uses(ConstraintDefinition constraint, String column) {
		Expression expression = constraint.expression();
		return constraint.columns().contains(column)
				|| (expression != null && ColumnUse.isIn(column, expression.tokens()));
	}

}
