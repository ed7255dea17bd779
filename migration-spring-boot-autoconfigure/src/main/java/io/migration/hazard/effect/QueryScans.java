// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.List;
import java.util.Set;

import io.migration.hazard.schema.IndexModel;
import io.migration.hazard.schema.SchemaModel;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.Expression;
import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;
import org.jspecify.annotations.Nullable;

/**
 * Guesses whether a query reads all rows of a table. The planner decides that; an index
 * whose first column is compared with something is the case in which it need not.
 */
final class QueryScans {

	private static final Set<String> COMPARISONS = Set.of("=", "<", ">", "<=", ">=");

	private static final Set<String> WORDS = Set.of("in", "between");

	private QueryScans() {
	}

	// The condition of the outermost query only
	static Likelihood of(Expression query, QualifiedName table, SchemaModel schema) {
		TokenCursor cursor = new TokenCursor(query.tokens());
		if (cursor.hasOutsideParentheses("limit")) {
			return Likelihood.POSSIBLE;
		}
		Expression where = cursor.acceptOutsideParentheses("where") ? new Expression(cursor.rest()) : null;
		return ofCondition(where, table, schema);
	}

	static Likelihood ofCondition(@Nullable Expression where, QualifiedName table, SchemaModel schema) {
		TableModel model = schema.table(table);
		if (where == null) {
			return Likelihood.CERTAIN;
		}
		if (model == null || !model.isComplete()) {
			return Likelihood.POSSIBLE;
		}
		return model.indexes().stream().anyMatch((index) -> isUsable(index, where)) ? Likelihood.NO
				: Likelihood.CERTAIN;
	}

	private static boolean isUsable(IndexModel index, Expression where) {
		String column = index.keys().isEmpty() ? null : index.keys().get(0).column();
		return index.valid() && index.where() == null && column != null && isCompared(column, where.tokens());
	}

	private static boolean isCompared(String column, List<SqlToken> tokens) {
		for (int i = 0; i + 1 < tokens.size(); i++) {
			SqlToken token = tokens.get(i);
			if (token.isIdentifier() && token.identifier().equals(column) && isComparison(tokens.get(i + 1))) {
				return true;
			}
		}
		return false;
	}

	private static boolean isComparison(SqlToken token) {
		return COMPARISONS.contains(token.text()) || WORDS.stream().anyMatch(token::isWord);
	}

}
