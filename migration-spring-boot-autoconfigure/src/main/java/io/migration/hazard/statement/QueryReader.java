// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;
import java.util.Set;

import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;
import org.jspecify.annotations.Nullable;

/**
 * Reads queries.
 */
final class QueryReader {

	private static final Set<String> STRENGTHS = Set.of("update", "share", "no", "key");

	private QueryReader() {
	}

	static SqlAction read(TokenCursor cursor, SourceRange range) {
		List<SqlToken> tokens = cursor.rest();
		if (cursor.accept("table")) {
			return new DataStatement.Query(range, NameList.read(cursor), null, false, List.of());
		}
		SqlAction setting = readSetConfig(new TokenCursor(tokens), range);
		if (setting != null) {
			return setting;
		}
		SqlAction value = SequenceReader.read(new TokenCursor(tokens), range);
		if (value != null) {
			return value;
		}
		QueryReads reads = QueryReads.of(tokens);
		if (cursor.isAt("select") && cursor.acceptOutsideParentheses("into")) {
			return readInto(cursor, range, reads);
		}
		return new DataStatement.Query(range, reads.tables(), readWhere(new TokenCursor(tokens)), locksRows(tokens),
				reads.functions());
	}

	private static SqlAction readInto(TokenCursor cursor, SourceRange range, QueryReads reads) {
		Persistence persistence = Persistence.PERMANENT;
		if (cursor.accept("temp") || cursor.accept("temporary")) {
			persistence = Persistence.TEMPORARY;
		}
		else if (cursor.accept("unlogged")) {
			persistence = Persistence.UNLOGGED;
		}
		cursor.accept("table");
		QualifiedName name = cursor.readWrittenName();
		return (name != null) ? new TableStatement.CreateAs(range, name, persistence, false, reads.tables())
				: new UnknownStatement(range, "select into");
	}

	private static @Nullable SqlAction readSetConfig(TokenCursor cursor, SourceRange range) {
		cursor.accept("select");
		cursor.accept("pg_catalog");
		cursor.acceptSymbol(".");
		if (!cursor.accept("set_config")) {
			return null;
		}
		List<TokenCursor> arguments = cursor.readGroup().split();
		if (!cursor.isAtEnd() || arguments.size() != 3) {
			return null;
		}
		return new SessionStatement.Setting(range, SessionReader.readValue(arguments.get(0)),
				SessionReader.readValue(arguments.get(1)), arguments.get(2).isAt("true"));
	}

	static @Nullable Expression readWhere(TokenCursor cursor) {
		return cursor.acceptOutsideParentheses("where") ? new Expression(cursor.rest()) : null;
	}

	private static boolean locksRows(List<SqlToken> tokens) {
		for (int i = 0; i + 1 < tokens.size(); i++) {
			if (tokens.get(i).isWord("for")
					&& STRENGTHS.contains(new TokenCursor(tokens.subList(i + 1, i + 2)).word())) {
				return true;
			}
		}
		return false;
	}

}
