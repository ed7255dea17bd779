// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;

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
	 * Return whether a condition is of the form {@code id = 7}, as for single rows.
	 */
	static boolean isByKey(@Nullable Expression condition) {
		if (condition == null) {
			return false;
		}
		List<SqlToken> tokens = condition.tokens();
		return tokens.size() == COMPARISON && tokens.get(0).isIdentifier() && tokens.get(1).isSymbol("=")
				&& isConstant(tokens.get(2));
	}

	/**
	 * Return whether a condition lets every row through: none, {@code true} or
	 * {@code 1 = 1}.
	 */
	static boolean isAll(@Nullable Expression condition) {
		if (condition == null) {
			return true;
		}
		List<SqlToken> tokens = condition.tokens()
			.stream()
			.filter((token) -> !token.isSymbol("(") && !token.isSymbol(")"))
			.toList();
		return (tokens.size() == 1 && tokens.get(0).isWord("true"))
				|| (tokens.size() == COMPARISON && tokens.get(1).isSymbol("=") && isConstant(tokens.get(0))
						&& tokens.get(0).text().equals(tokens.get(2).text()));
	}

	private static boolean isConstant(SqlToken token) {
		return token.type() == TokenType.NUMBER || token.type() == TokenType.STRING;
	}

}
