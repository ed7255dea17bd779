// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.util.List;
import java.util.Locale;

import io.migration.sql.SqlStatement;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the unqualified name of an object from the start of a statement.
 */
final class ObjectName {

	private ObjectName() {
	}

	/**
	 * Return the name behind some words and an optional {@code IF [NOT] EXISTS}.
	 * @param statement the statement
	 * @param words how many words come first
	 * @return the name as the catalog has it, {@code null} if there is none
	 */
	static @Nullable String after(SqlStatement statement, int words) {
		List<SqlToken> tokens = statement.tokens();
		int index = words;
		while (index < tokens.size() && (tokens.get(index).isWord("IF") || tokens.get(index).isWord("NOT")
				|| tokens.get(index).isWord("EXISTS"))) {
			index++;
		}
		return (index < tokens.size()) ? name(tokens.get(index)) : null;
	}

	private static @Nullable String name(SqlToken token) {
		String text = token.text();
		if (token.type() == TokenType.WORD) {
			return text.toLowerCase(Locale.ROOT);
		}
		boolean plainQuoted = token.type() == TokenType.QUOTED_IDENTIFIER && text.startsWith("\"");
		return plainQuoted ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : null;
	}

}
