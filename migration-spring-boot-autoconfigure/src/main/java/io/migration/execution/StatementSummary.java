// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.util.stream.Collectors;

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
	 * Show a statement.
	 * @param statement the statement
	 * @return one line
	 */
	public static String of(SqlStatement statement) {
		String words = statement.tokens()
			.stream()
			.limit(FEW_TOKENS)
			.map(StatementSummary::shown)
			.collect(Collectors.joining(" "))
			.replace(" . ", ".")
			.replace(" ,", ",")
			.replace("( ", "(")
			.replace(" )", ")");
		boolean cut = words.length() > LONGEST || statement.tokens().size() > FEW_TOKENS;
		return cut ? words.substring(0, Math.min(words.length(), LONGEST)) + " ..." : words;
	}

	private static String shown(SqlToken token) {
		return (token.type() == TokenType.STRING) ? "'...'" : token.text();
	}

}
