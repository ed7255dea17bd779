// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.List;

import io.migration.sql.SqlToken;

/**
 * Finds columns in expressions.
 */
final class ColumnUse {

	private ColumnUse() {
	}

	static boolean isIn(String column, List<SqlToken> expression) {
		for (SqlToken token : expression) {
			if (token.isIdentifier() && token.identifier().equals(column)) {
				return true;
			}
		}
		return false;
	}

}
