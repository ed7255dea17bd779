// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.BodyTokens;
import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;
import io.migration.sql.TokenType;

/**
 * Reads {@code DO} and {@code CALL}.
 */
final class BlockReader {

	private BlockReader() {
	}

	static SqlAction read(TokenCursor cursor, SourceRange range) {
		if (cursor.accept("call")) {
			QualifiedName name = cursor.readWrittenName();
			return (name != null) ? new RoutineStatement.Call(range, name) : new UnknownStatement(range, "call");
		}
		cursor.skip();
		String language = "plpgsql";
		SqlToken body = null;
		while (!cursor.isAtEnd()) {
			if (cursor.accept("language")) {
				language = RoutineReader.readLanguage(cursor);
			}
			else {
				SqlToken token = cursor.peek();
				body = (token != null && token.type() == TokenType.STRING) ? token : body;
			}
			cursor.skip();
		}
		return (body != null) ? readBody(range, language, body)
				: new RoutineStatement.DoBlock(range, language, List.of(), true, false);
	}

	private static SqlAction readBody(SourceRange range, String language, SqlToken body) {
		List<SqlToken> tokens = language.equals("plpgsql") ? BodyTokens.of(body) : null;
		if (tokens == null) {
			return new RoutineStatement.DoBlock(range, language, List.of(), true, false);
		}
		BlockStatements statements = BlockStatements.in(tokens);
		return new RoutineStatement.DoBlock(range, language, statements.statements(), statements.dynamic(), true);
	}

}
