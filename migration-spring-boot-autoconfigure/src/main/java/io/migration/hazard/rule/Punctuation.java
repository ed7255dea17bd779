// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;

import io.migration.sql.SqlToken;
import io.migration.sql.TokenType;
import org.jspecify.annotations.Nullable;

/**
 * Commas and parentheses, which no statement has in wrong places.
 */
final class Punctuation {

	private Punctuation() {
	}

	/**
	 * Find what is wrong.
	 * @return a sentence, or {@code null} if nothing is
	 */
	static @Nullable String mistake(List<SqlToken> tokens) {
		SqlToken before = null;
		int depth = 0;
		for (SqlToken token : tokens) {
			if (isComma(token) && (before == null || isComma(before) || isOpening(before))
					|| isClosing(token) && before != null && isComma(before)) {
				return alone(token);
			}
			depth += isOpening(token) ? 1 : isClosing(token) ? -1 : 0;
			if (depth < 0) {
				return "Nothing opens what is closed in line " + token.line() + ".";
			}
			before = token;
		}
		return (before != null && isComma(before)) ? alone(before)
				: (depth > 0) ? "A parenthesis is not closed." : null;
	}

	private static String alone(SqlToken token) {
		return "There is nothing on one side of the comma in line " + token.line() + ".";
	}

	private static boolean isComma(SqlToken token) {
		return isOneOf(",", token);
	}

	private static boolean isOpening(SqlToken token) {
		return isOneOf("([", token);
	}

	private static boolean isClosing(SqlToken token) {
		return isOneOf(")]", token);
	}

	private static boolean isOneOf(String characters, SqlToken token) {
		return token.type() == TokenType.PUNCTUATION && characters.indexOf(token.text().charAt(0)) >= 0;
	}

}
