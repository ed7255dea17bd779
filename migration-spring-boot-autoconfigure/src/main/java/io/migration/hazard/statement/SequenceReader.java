// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.BodyTokens;
import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;
import io.migration.sql.TokenType;
import org.jspecify.annotations.Nullable;

/**
 * Reads calls that set a sequence to a number.
 */
final class SequenceReader {

	private SequenceReader() {
	}

	/**
	 * Read {@code SELECT setval('name', 7)}.
	 * @return {@code null} for any other query, also for one that computes the number
	 */
	static @Nullable SqlAction read(TokenCursor cursor, SourceRange range) {
		if (!cursor.accept("select") && !cursor.accept("perform")) {
			return null;
		}
		cursor.accept("pg_catalog");
		cursor.acceptSymbol(".");
		if (!cursor.accept("setval")) {
			return null;
		}
		List<TokenCursor> arguments = cursor.readGroup().split();
		if (!cursor.isAtEnd() || arguments.size() < 2 || !isNumber(arguments.get(1))) {
			return null;
		}
		return readSequence(arguments.get(0), range);
	}

	private static boolean isNumber(TokenCursor argument) {
		SqlToken token = argument.peek();
		argument.skip();
		return token != null && token.type() == TokenType.NUMBER && argument.isAtEnd();
	}

	private static @Nullable SqlAction readSequence(TokenCursor sequence, SourceRange range) {
		sequence.accept("pg_catalog");
		sequence.acceptSymbol(".");
		if (sequence.accept("pg_get_serial_sequence")) {
			QualifiedName table = name(sequence.readGroup());
			return (table != null) ? new SequenceStatement.SetValue(range, null, table) : null;
		}
		QualifiedName name = name(sequence);
		return (name != null) ? new SequenceStatement.SetValue(range, name, null) : null;
	}

	private static @Nullable QualifiedName name(TokenCursor cursor) {
		SqlToken text = cursor.peek();
		List<SqlToken> tokens = (text != null && text.type() == TokenType.STRING) ? BodyTokens.of(text) : null;
		return (tokens != null) ? new TokenCursor(tokens).readWrittenName() : null;
	}

}
