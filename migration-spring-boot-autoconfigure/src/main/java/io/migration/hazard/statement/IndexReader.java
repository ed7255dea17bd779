// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;
import java.util.Set;

import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code CREATE INDEX}.
 */
final class IndexReader {

	private static final Set<String> KEY_WORDS = Set.of("asc", "desc", "nulls", "first", "last");

	private IndexReader() {
	}

	static SqlAction readCreate(TokenCursor cursor, SourceRange range) {
		boolean unique = cursor.accept("unique");
		cursor.accept("index");
		boolean concurrently = cursor.accept("concurrently");
		boolean ifNotExists = cursor.accept("if", "not", "exists");
		QualifiedName name = cursor.isAt("on") ? null : cursor.readWrittenName();
		cursor.accept("on");
		boolean only = cursor.isAt("only");
		QualifiedName table = NameList.readRelation(cursor);
		if (table == null) {
			return new UnknownStatement(range, "create index");
		}
		String method = cursor.accept("using") ? readMethod(cursor) : "btree";
		List<IndexKey> keys = readKeys(cursor.readGroup());
		List<String> include = cursor.accept("include") ? ConstraintReader.readColumns(cursor) : List.of();
		return new IndexStatement.Create(range, (name != null) ? name.name() : null, table, unique, concurrently,
				ifNotExists, only, method, keys, include, readWhere(cursor));
	}

	private static String readMethod(TokenCursor cursor) {
		QualifiedName method = cursor.readWrittenName();
		return (method != null) ? method.name() : "";
	}

	private static List<IndexKey> readKeys(TokenCursor group) {
		return group.split().stream().filter((part) -> !part.isAtEnd()).map(IndexReader::readKey).toList();
	}

	private static IndexKey readKey(TokenCursor part) {
		int start = part.position();
		SqlToken first = part.peek();
		part.skipGroup();
		boolean isColumn = first != null && first.isIdentifier() && !part.isAtSymbol("(") && !part.isAtSymbol(".");
		while (part.acceptSymbol(".")) {
			part.skip();
		}
		if (part.isAtSymbol("(")) {
			part.skipGroup();
		}
		List<SqlToken> expression = part.since(start);
		String collation = part.accept("collate") ? readMethod(part) : null;
		boolean hasClass = !part.isAtEnd() && !KEY_WORDS.contains(part.word());
		return new IndexKey((isColumn && first != null) ? first.identifier() : null, expression, collation,
				hasClass ? readMethod(part) : null);
	}

	private static @Nullable Expression readWhere(TokenCursor cursor) {
		return cursor.acceptOutsideParentheses("where") ? new Expression(cursor.rest()) : null;
	}

}
