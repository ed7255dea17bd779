// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import org.jspecify.annotations.Nullable;

/**
 * Turns {@code CREATE INDEX CONCURRENTLY} into a statement that builds the same index on
 * another table in a transaction.
 *
 * @since 1.0.0
 */
public final class IndexTwin {

	private IndexTwin() {
	}

	/**
	 * Return the statement for another table, without a name for the index.
	 * @param statement the statement
	 * @param table quoted name of the other table
	 * @return the statement or {@code null} if it is of another kind
	 */
	public static @Nullable String of(SqlStatement statement, String table) {
		TokenCursor cursor = new TokenCursor(statement.tokens());
		cursor.accept("create");
		boolean unique = cursor.accept("unique");
		if (!cursor.accept("index", "concurrently") || !cursor.acceptOutsideParentheses("on")) {
			return null;
		}
		cursor.accept("only");
		cursor.skipName();
		if (cursor.isAtEnd()) {
			return null;
		}
		int start = cursor.rest().get(0).offset() - statement.tokens().get(0).offset();
		return "CREATE " + (unique ? "UNIQUE " : "") + "INDEX ON " + table + " " + statement.text().substring(start);
	}

}
