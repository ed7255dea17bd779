// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.List;
import java.util.Set;

/**
 * Finds calls of functions that matter to whoever runs the statement.
 */
final class FunctionCalls {

	private static final String RELEASE = "pg_advisory_unlock_all";

	private static final Set<String> DO_NOT_CALL = Set.of("grant", "revoke", "comment", "alter", "drop", "security");

	private FunctionCalls() {
	}

	static boolean isIn(List<SqlToken> tokens, String function) {
		for (int i = 0; i + 1 < tokens.size(); i++) {
			if (isNamed(tokens.get(i), function) && tokens.get(i + 1).isSymbol("(")) {
				return true;
			}
		}
		return false;
	}

	static boolean releasesLocks(List<SqlToken> tokens) {
		TokenCursor cursor = new TokenCursor(tokens);
		if (cursor.isAt("do")) {
			return tokens.stream()
				.filter((token) -> token.type() == TokenType.STRING)
				.anyMatch(FunctionCalls::isReleaseInBody);
		}
		return !DO_NOT_CALL.contains(cursor.word()) && !isRoutineDefinition(cursor) && isIn(tokens, RELEASE);
	}

	private static boolean isReleaseInBody(SqlToken body) {
		String content = IdentifierText.contentOf(body);
		if (!isMentioned(content)) {
			return false;
		}
		try {
			List<SqlToken> tokens = PostgreSqlTokenizer.tokens(content);
			return isIn(tokens, RELEASE) || tokens.stream().anyMatch(FunctionCalls::isReleaseInQuotes);
		}
		catch (SqlSyntaxException ex) {
			// Written in another language, so the mention has to do
			return true;
		}
	}

	// Procedural languages run the text of strings as statements
	private static boolean isReleaseInQuotes(SqlToken token) {
		boolean quoted = token.type() == TokenType.STRING || token.type() == TokenType.QUOTED_IDENTIFIER;
		return quoted && isMentioned(token.text());
	}

	private static boolean isMentioned(String text) {
		return SqlCharacters.fold(text).contains(RELEASE);
	}

	private static boolean isRoutineDefinition(TokenCursor cursor) {
		if (!cursor.accept("create")) {
			return false;
		}
		cursor.accept("or", "replace");
		return cursor.isAt("function") || cursor.isAt("procedure");
	}

	private static boolean isNamed(SqlToken token, String function) {
		return token.isWord(function)
				|| (token.type() == TokenType.QUOTED_IDENTIFIER && IdentifierText.valueOf(token).equals(function));
	}

}
