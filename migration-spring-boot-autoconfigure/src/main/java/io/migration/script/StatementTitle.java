// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.stream.Collectors;

import io.migration.sql.SqlStatement;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenType;

/**
 * Names a statement by its first words: the rest may hold a password from a placeholder.
 */
final class StatementTitle {

	private static final int WORDS = 3;

	private StatementTitle() {
	}

	static String of(SqlStatement statement) {
		return statement.tokens()
			.stream()
			.takeWhile((token) -> token.type() == TokenType.WORD)
			.limit(WORDS)
			.map(SqlToken::text)
			.collect(Collectors.joining(" "));
	}

}
