// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The tokens of a text that stands in a string, such as the body of {@code DO}.
 *
 * @since 1.0.0
 */
public final class BodyTokens {

	private BodyTokens() {
	}

	/**
	 * Return the tokens with their places in the source of the string. In a body between
	 * single quotes they are too far left behind doubled quotes.
	 * @param body the string
	 * @return the tokens without comments, or {@code null} if it cannot be taken apart
	 */
	public static @Nullable List<SqlToken> of(SqlToken body) {
		try {
			String content = body.content();
			int opening = body.text().indexOf((body.text().charAt(0) == '$') ? '$' : '\'', 1 - quoteAtStart(body)) + 1;
			return PostgreSqlTokenizer.tokens(content).stream().map((token) -> shift(token, body, opening)).toList();
		}
		catch (SqlSyntaxException ex) {
			return null;
		}
	}

	private static int quoteAtStart(SqlToken body) {
		return (body.text().charAt(0) == '\'') ? 1 : 0;
	}

	private static SqlToken shift(SqlToken token, SqlToken body, int opening) {
		int column = (token.line() == 1) ? token.column() + body.column() + opening - 1 : token.column();
		return new SqlToken(token.type(), token.text(), token.offset() + body.offset() + opening,
				token.line() + body.line() - 1, column);
	}

}
