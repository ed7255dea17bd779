// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.List;

import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.Expression;
import io.migration.sql.SqlToken;

/**
 * Tells whether a view needs a column.
 */
final class ViewUse {

	private ViewUse() {
	}

	static boolean isUsing(TableModel view, String column) {
		Expression query = view.query();
		return query == null || query.mentions(column) || hasStar(query.tokens());
	}

	// Not the one of count(*), nor of a multiplication
	private static boolean hasStar(List<SqlToken> tokens) {
		for (int i = 1; i < tokens.size(); i++) {
			SqlToken before = tokens.get(i - 1);
			if (tokens.get(i).isSymbol("*") && (before.isWord("select") || before.isWord("distinct")
					|| before.isSymbol(",") || before.isSymbol("."))) {
				return true;
			}
		}
		return false;
	}

}
