// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.QualifiedName;
import io.migration.sql.TokenCursor;

/**
 * Reads statements that start with {@code DROP}.
 */
final class DropReader {

	private DropReader() {
	}

	static SqlAction read(TokenCursor cursor, SourceRange range) {
		cursor.skip();
		String word = cursor.word();
		ObjectKind kind = KindReader.read(cursor);
		if (kind == ObjectKind.OWNED) {
			cursor.accept("by");
		}
		boolean concurrently = cursor.accept("concurrently");
		boolean ifExists = cursor.accept("if", "exists");
		boolean cascade = cursor.hasOutsideParentheses("cascade");
		if (kind == ObjectKind.OTHER && word.isEmpty()) {
			return new UnknownStatement(range, "drop");
		}
		return switch (kind) {
			case TRIGGER, RULE, POLICY -> readOfTable(cursor, range, kind, ifExists, cascade);
			case CAST -> new DropStatement(range, kind, List.of(), null, ifExists, cascade, false);
			default -> new DropStatement(range, kind, NameList.read(cursor), null, ifExists, cascade, concurrently);
		};
	}

	private static SqlAction readOfTable(TokenCursor cursor, SourceRange range, ObjectKind kind, boolean ifExists,
			boolean cascade) {
		QualifiedName name = cursor.readWrittenName();
		QualifiedName table = cursor.accept("on") ? cursor.readWrittenName() : null;
		return new DropStatement(range, kind, (name != null) ? List.of(name) : List.of(), table, ifExists, cascade,
				false);
	}

}
