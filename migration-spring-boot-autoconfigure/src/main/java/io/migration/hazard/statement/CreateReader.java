// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.Set;

import io.migration.sql.TokenCursor;

/**
 * Reads statements that start with {@code CREATE}.
 */
final class CreateReader {

	private static final Set<String> SCOPES = Set.of("global", "local");

	private CreateReader() {
	}

	static SqlAction read(TokenCursor cursor, SourceRange range) {
		cursor.skip();
		boolean orReplace = cursor.accept("or", "replace");
		cursor.acceptAny(SCOPES);
		Persistence persistence = readPersistence(cursor);
		return switch (cursor.word()) {
			case "table" -> readTable(cursor, range, persistence);
			case "foreign" -> readForeign(cursor, range);
			case "unique", "index" -> IndexReader.readCreate(cursor, range);
			case "view", "recursive", "materialized" -> ViewReader.readCreate(cursor, range, orReplace, persistence);
			case "function", "procedure" -> RoutineReader.readCreate(cursor, range, orReplace);
			case "trigger", "constraint", "rule", "policy" -> TriggerReader.readCreate(cursor, range, orReplace);
			case "type", "domain" -> TypeStatementReader.readCreate(cursor, range);
			default -> ObjectReader.readCreate(cursor, range, orReplace);
		};
	}

	private static Persistence readPersistence(TokenCursor cursor) {
		if (cursor.accept("temp") || cursor.accept("temporary")) {
			return Persistence.TEMPORARY;
		}
		return cursor.accept("unlogged") ? Persistence.UNLOGGED : Persistence.PERMANENT;
	}

	private static SqlAction readTable(TokenCursor cursor, SourceRange range, Persistence persistence) {
		cursor.skip();
		return TableReader.read(cursor, range, persistence);
	}

	private static SqlAction readForeign(TokenCursor cursor, SourceRange range) {
		return cursor.accept("foreign", "table") ? TableReader.read(cursor, range, Persistence.PERMANENT)
				: ObjectReader.readCreate(cursor, range, false);
	}

}
