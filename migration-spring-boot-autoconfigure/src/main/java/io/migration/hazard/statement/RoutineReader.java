// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;
import io.migration.sql.TokenType;

/**
 * Reads the creation of functions and procedures.
 */
final class RoutineReader {

	private RoutineReader() {
	}

	static SqlAction readCreate(TokenCursor cursor, SourceRange range, boolean orReplace) {
		ObjectKind kind = cursor.isAt("function") ? ObjectKind.FUNCTION : ObjectKind.PROCEDURE;
		cursor.skip();
		QualifiedName name = cursor.readWrittenName();
		if (name == null) {
			return new UnknownStatement(range, "create function");
		}
		cursor.readGroup();
		String language = "sql";
		String volatility = "volatile";
		boolean definer = false;
		boolean setsPath = false;
		boolean trigger = false;
		while (!cursor.isAtEnd() && !cursor.isAt("begin", "atomic")) {
			if (cursor.accept("language")) {
				language = readLanguage(cursor);
			}
			volatility = isVolatility(cursor.word()) ? cursor.word() : volatility;
			definer |= cursor.isAt("security", "definer");
			trigger |= cursor.isAt("returns", "trigger");
			setsPath |= cursor.isAt("set", "search_path");
			cursor.skipGroup();
		}
		return new RoutineStatement.Create(range, kind, name, orReplace, language, volatility, definer, setsPath,
				trigger, QueryReads.of(cursor.rest()).tables());
	}

	static String readLanguage(TokenCursor cursor) {
		SqlToken token = cursor.peek();
		if (token == null) {
			return "";
		}
		return (token.type() == TokenType.STRING) ? token.content() : token.identifier();
	}

	private static boolean isVolatility(String word) {
		return switch (word) {
			case "immutable", "stable", "volatile" -> true;
			default -> false;
		};
	}

}
