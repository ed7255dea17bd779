// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.ArrayList;
import java.util.List;

import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;

/**
 * Takes expressions apart at their parentheses.
 *
 * @since 1.0.0
 */
public final class Parentheses {

	private Parentheses() {
	}

	/**
	 * Take away parentheses around the whole.
	 * @param tokens the tokens of an expression
	 * @return what is within
	 */
	public static List<SqlToken> strip(List<SqlToken> tokens) {
		List<SqlToken> bare = tokens;
		while (bare.size() >= 2 && bare.get(0).isSymbol("(") && isOneGroup(bare)) {
			bare = bare.subList(1, bare.size() - 1);
		}
		return bare;
	}

	private static boolean isOneGroup(List<SqlToken> tokens) {
		TokenCursor cursor = new TokenCursor(tokens);
		cursor.skipGroup();
		return cursor.isAtEnd() && tokens.get(tokens.size() - 1).isSymbol(")");
	}

	/**
	 * Cut at a word outside of parentheses.
	 * @param tokens the tokens of an expression
	 * @param word the word in lower case
	 * @return the parts, at least one
	 */
	public static List<List<SqlToken>> split(List<SqlToken> tokens, String word) {
		List<List<SqlToken>> parts = new ArrayList<>();
		TokenCursor cursor = new TokenCursor(tokens);
		int start = 0;
		while (!cursor.isAtEnd()) {
			if (cursor.isAt(word)) {
				parts.add(tokens.subList(start, cursor.position()));
				start = cursor.position() + 1;
			}
			cursor.skipGroup();
		}
		parts.add(tokens.subList(Math.min(start, tokens.size()), tokens.size()));
		return parts;
	}

}
