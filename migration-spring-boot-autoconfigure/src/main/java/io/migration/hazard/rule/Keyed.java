// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;

import io.migration.hazard.schema.IndexModel;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.Expression;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenType;
import org.jspecify.annotations.Nullable;

/**
 * What a condition says about how many rows it lets through.
 */
final class Keyed {

	private static final int COMPARISON = 3;

	private Keyed() {
	}

	/**
	 * Return whether a condition is of the form {@code id = 7}, as for single rows. Where
	 * the key of the table is not known, any column may be it.
	 */
	static boolean isByKey(@Nullable Expression condition, @Nullable TableModel table) {
		if (condition == null) {
			return false;
		}
		List<SqlToken> tokens = condition.tokens();
		return tokens.size() == COMPARISON && tokens.get(0).isIdentifier() && tokens.get(1).isSymbol("=")
				&& isConstant(tokens.get(2)) && isKey(tokens.get(0).identifier(), table);
	}

	private static boolean isKey(String column, @Nullable TableModel table) {
		List<IndexModel> unique = (table != null) ? table.indexes().stream().filter(IndexModel::unique).toList()
				: List.of();
		return unique.isEmpty() || unique.stream()
			.anyMatch((index) -> index.keys().size() == 1 && column.equals(index.keys().get(0).column()));
	}

	/**
	 * Return whether a condition lets every row through: none, {@code true} or
	 * {@code 1 = 1}.
	 */
	static boolean isAll(@Nullable Expression condition) {
		return condition == null || condition.isTrue();
	}

	private static boolean isConstant(SqlToken token) {
		return token.type() == TokenType.NUMBER || token.type() == TokenType.STRING;
	}

}
