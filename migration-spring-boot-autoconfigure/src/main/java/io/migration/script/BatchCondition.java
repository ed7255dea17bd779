// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.ArrayList;
import java.util.List;

import io.migration.sql.SqlStatement;
import io.migration.sql.SqlToken;

/**
 * Where {@code :batch} stands in a statement, and what is put there.
 *
 * @since 1.0.0
 */
public final class BatchCondition {

	private static final String WORD = "batch";

	private BatchCondition() {
	}

	/**
	 * Put a condition in the place of {@code :batch}.
	 * @param statement the statement, in which it stands once
	 * @param condition the condition
	 * @return the text of the statement with the condition in parentheses
	 */
	public static String replace(SqlStatement statement, String condition) {
		List<Integer> places = places(statement.tokens());
		if (places.size() != 1) {
			throw new IllegalArgumentException("':batch' has to be there once, not " + places.size() + " times");
		}
		List<SqlToken> tokens = statement.tokens();
		int start = tokens.get(places.get(0) - 1).offset() - tokens.get(0).offset();
		int end = start + 1 + WORD.length();
		String text = statement.text();
		return text.substring(0, start) + "(" + condition + ")" + text.substring(end);
	}

	/**
	 * Return where the word of {@code :batch} stands.
	 * @param tokens the tokens of a statement
	 * @return positions in the list
	 */
	static List<Integer> places(List<SqlToken> tokens) {
		List<Integer> places = new ArrayList<>();
		int brackets = 0;
		for (int i = 0; i < tokens.size(); i++) {
			SqlToken token = tokens.get(i);
			if (token.isSymbol("[")) {
				brackets++;
			}
			else if (token.isSymbol("]")) {
				brackets--;
			}
			else if (brackets == 0 && isBatch(tokens, i)) {
				places.add(i);
			}
		}
		return places;
	}

	static boolean isOnlyConditionOfUpdate(SqlStatement statement) {
		List<SqlToken> tokens = statement.tokens();
		int word = places(tokens).get(0);
		boolean last = word + 1 == tokens.size() || tokens.get(word + 1).isWord("returning");
		return tokens.get(0).isWord("update") && word > 1 && tokens.get(word - 2).isWord("where") && last;
	}

	/**
	 * Return whether the token is the word of {@code :batch}, and not of {@code ::batch}
	 * or {@code : batch}.
	 */
	private static boolean isBatch(List<SqlToken> tokens, int index) {
		if (index == 0 || !tokens.get(index).isWord(WORD) || !tokens.get(index).text().equals(WORD)) {
			return false;
		}
		SqlToken colon = tokens.get(index - 1);
		boolean adjacent = colon.isSymbol(":") && colon.end() == tokens.get(index).offset();
		boolean doubled = index > 1 && tokens.get(index - 2).text().endsWith(":")
				&& tokens.get(index - 2).end() == colon.offset();
		return adjacent && !doubled;
	}

}
