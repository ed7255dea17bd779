// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.ArrayList;
import java.util.List;

import io.migration.sql.OptionList;
import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;
import org.jspecify.annotations.Nullable;

/**
 * Reads statements that read or change rows.
 */
final class DataReader {

	private DataReader() {
	}

	static SqlAction read(TokenCursor cursor, SourceRange range) {
		return switch (cursor.word()) {
			case "insert" -> readInsert(cursor, range);
			case "update" -> readUpdate(cursor, range);
			case "delete" -> readDelete(cursor, range);
			case "merge" -> MergeReader.read(cursor, range);
			case "with" -> WithReader.read(cursor, range);
			case "copy" -> readCopy(cursor, range);
			case "explain" -> readExplain(cursor, range);
			default -> (cursor.word().isEmpty() && !cursor.isAtSymbol("(")) ? new UnknownStatement(range, "")
					: QueryReader.read(cursor, range);
		};
	}

	private static SqlAction readInsert(TokenCursor cursor, SourceRange range) {
		cursor.accept("insert", "into");
		QualifiedName table = cursor.readWrittenName();
		if (table == null) {
			return new UnknownStatement(range, "insert");
		}
		if (cursor.accept("as")) {
			cursor.skip();
		}
		boolean isQuery = isQueryInParentheses(cursor.rest());
		List<String> columns = isQuery ? List.of() : ConstraintReader.readColumns(cursor);
		List<QualifiedName> reads = QueryReads.of(cursor.rest()).tables();
		boolean updates = cursor.hasOutsideParentheses("do", "update");
		return new DataStatement.Insert(range, table, columns, countRows(cursor), reads, updates);
	}

	private static boolean isQueryInParentheses(List<SqlToken> tokens) {
		return tokens.size() > 1 && tokens.get(0).isSymbol("(")
				&& (tokens.get(1).isWord("select") || tokens.get(1).isWord("with") || tokens.get(1).isSymbol("("));
	}

	private static int countRows(TokenCursor cursor) {
		if (cursor.isAt("default", "values")) {
			return 1;
		}
		if (!cursor.acceptOutsideParentheses("values") || !cursor.isAtSymbol("(")) {
			return -1;
		}
		int rows = 0;
		do {
			cursor.skipGroup();
			rows++;
		}
		while (cursor.acceptSymbol(","));
		return rows;
	}

	private static SqlAction readUpdate(TokenCursor cursor, SourceRange range) {
		cursor.skip();
		QualifiedName table = NameList.readRelation(cursor);
		if (table == null || !cursor.acceptOutsideParentheses("set")) {
			return new UnknownStatement(range, "update");
		}
		List<QualifiedName> reads = QueryReads.of(cursor.rest()).tables();
		List<String> columns = AssignmentReader.readColumns(cursor);
		List<JoinedColumn> joined = JoinConditions.read(cursor.rest());
		return new DataStatement.Update(range, table, columns, readWhere(cursor), reads, joined);
	}

	private static SqlAction readDelete(TokenCursor cursor, SourceRange range) {
		cursor.skip();
		cursor.accept("from");
		QualifiedName table = NameList.readRelation(cursor);
		if (table == null) {
			return new UnknownStatement(range, "delete");
		}
		List<QualifiedName> reads = new ArrayList<>();
		if (cursor.acceptOutsideParentheses("using")) {
			reads.addAll(new FromLists(cursor.rest()).tablesOfList());
		}
		reads.addAll(QueryReads.of(cursor.rest()).tables());
		return new DataStatement.Delete(range, table, readWhere(cursor), reads);
	}

	private static @Nullable Expression readWhere(TokenCursor cursor) {
		if (!cursor.acceptOutsideParentheses("where")) {
			return null;
		}
		int start = cursor.position();
		while (!cursor.isAtEnd() && !cursor.isAt("returning")) {
			cursor.skipGroup();
		}
		return new Expression(cursor.since(start));
	}

	private static SqlAction readCopy(TokenCursor cursor, SourceRange range) {
		cursor.skip();
		cursor.accept("binary");
		if (cursor.isAtSymbol("(")) {
			List<QualifiedName> reads = QueryReads.of(cursor.readGroup().rest()).tables();
			return new DataStatement.Copy(range, null, false, reads);
		}
		QualifiedName table = cursor.readWrittenName();
		cursor.readGroup();
		return new DataStatement.Copy(range, table, cursor.isAt("from"), List.of());
	}

	private static SqlAction readExplain(TokenCursor cursor, SourceRange range) {
		cursor.skip();
		OptionList options = OptionList.read(cursor);
		boolean analyze = options.isOn("analyze") || options.isOn("analyse");
		while (cursor.isAt("analyze") || cursor.isAt("analyse") || cursor.isAt("verbose")) {
			analyze |= !cursor.isAt("verbose");
			cursor.skip();
		}
		return new DataStatement.Explain(range, analyze, StatementReader.read(cursor.rest()));
	}

}
