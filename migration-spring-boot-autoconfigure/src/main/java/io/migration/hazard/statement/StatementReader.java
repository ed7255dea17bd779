// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.SqlStatement;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;

/**
 * Finds out from its tokens what a PostgreSQL statement does.
 *
 * @since 1.0.0
 */
public final class StatementReader {

	private StatementReader() {
	}

	/**
	 * Read a statement.
	 * @param statement the statement
	 * @return what it does; an {@link UnknownStatement} if that is not known
	 */
	public static SqlAction read(SqlStatement statement) {
		return read(statement.tokens());
	}

	static SqlAction read(List<SqlToken> tokens) {
		TokenCursor cursor = new TokenCursor(tokens);
		SourceRange range = SourceRange.of(tokens);
		String word = cursor.word();
		return switch (word) {
			case "create" -> CreateReader.read(cursor, range);
			case "alter" -> AlterReader.read(cursor, range);
			case "drop" -> DropReader.read(cursor, range);
			case "insert", "update", "delete", "merge", "select", "values", "table", "with", "copy", "explain", "(",
					"" ->
				DataReader.read(cursor, range);
			case "truncate", "lock", "vacuum", "analyze", "analyse", "cluster", "reindex", "refresh" ->
				MaintenanceReader.read(cursor, range);
			case "do", "call" -> BlockReader.read(cursor, range);
			case "grant", "revoke", "comment", "security", "reassign" -> PrivilegeReader.read(cursor, range);
			default -> SessionReader.read(cursor, range);
		};
	}

}
