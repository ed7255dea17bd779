// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.ArrayList;
import java.util.List;

import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;

/**
 * Reads statements that begin with {@code WITH}.
 */
final class WithReader {

	private WithReader() {
	}

	static SqlAction read(TokenCursor cursor, SourceRange range) {
		List<SqlToken> all = cursor.rest();
		List<SqlAction> statements = new ArrayList<>();
		cursor.skip();
		cursor.accept("recursive");
		do {
			readCommonTable(cursor, statements);
		}
		while (cursor.acceptSymbol(","));
		if (cursor.isAtEnd()) {
			return new UnknownStatement(range, "with");
		}
		SqlAction main = StatementReader.read(cursor.rest());
		boolean isQuery = main instanceof DataStatement.Query;
		if (isQuery && statements.isEmpty()) {
			return QueryReader.read(new TokenCursor(all), range);
		}
		QueryReads reads = QueryReads.of(all);
		statements.add(isQuery ? QueryReader.read(new TokenCursor(all), range) : main);
		if (!isQuery && !reads.tables().isEmpty()) {
			statements.add(new DataStatement.Query(range, reads.tables(), null, false, reads.functions()));
		}
		return new DataStatement.With(range, statements);
	}

	private static void readCommonTable(TokenCursor cursor, List<SqlAction> statements) {
		cursor.skip();
		cursor.readGroup();
		cursor.accept("as");
		cursor.accept("not");
		cursor.accept("materialized");
		TokenCursor group = cursor.readGroup();
		switch (group.word()) {
			case "insert", "update", "delete", "merge" -> statements.add(StatementReader.read(group.rest()));
			case "with" -> addNested(group, statements);
			default -> {
				// Queries are read with the whole statement
			}
		}
		while (!cursor.isAtEnd() && !cursor.isAtSymbol(",") && (cursor.isAt("search") || cursor.isAt("cycle"))) {
			skipClause(cursor);
		}
	}

	private static void addNested(TokenCursor group, List<SqlAction> statements) {
		if (StatementReader.read(group.rest()) instanceof DataStatement.With nested) {
			statements.addAll(nested.statements());
		}
	}

	// SEARCH and CYCLE name columns and end with one
	private static void skipClause(TokenCursor cursor) {
		cursor.acceptOutsideParentheses("set");
		cursor.skip();
		if (cursor.acceptOutsideParentheses("using")) {
			cursor.skip();
		}
	}

}
