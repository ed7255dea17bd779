// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import io.migration.sql.SqlStatement;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenType;

/**
 * Shows a statement to people without its literals, which may be row data or secrets.
 *
 * @since 1.0.0
 */
public final class StatementSummary {

	private static final int LONGEST = 160;

	private static final int FEW_TOKENS = 40;

	private StatementSummary() {
	}

	/**
	 * Show a statement as it is written, but on one line.
	 * @param statement the statement
	 * @return one line
	 */
	public static String of(SqlStatement statement) {
		StringBuilder words = new StringBuilder();
		int end = -1;
		for (SqlToken token : statement.tokens().subList(0, Math.min(FEW_TOKENS, statement.tokens().size()))) {
			if (end >= 0 && token.offset() > end) {
				words.append(' ');
			}
			words.append(shown(token));
			end = token.end();
		}
		boolean cut = words.length() > LONGEST || statement.tokens().size() > FEW_TOKENS;
		return cut ? words.substring(0, Math.min(words.length(), LONGEST)) + " ..." : words.toString();
	}

	private static String shown(SqlToken token) {
		return (token.type() == TokenType.STRING) ? "'...'" : token.text();
	}

}
