// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.QualifiedName;
import io.migration.sql.TokenCursor;

/**
 * Reads {@code ALTER TABLE} and what has the same actions.
 */
final class AlterTableReader {

	private AlterTableReader() {
	}

	static SqlAction read(TokenCursor cursor, SourceRange range) {
		ObjectKind kind = KindReader.read(cursor);
		if (cursor.isAt("all", "in", "tablespace")) {
			return new TableStatement.AlterAll(range, kind);
		}
		boolean ifExists = cursor.accept("if", "exists");
		boolean only = cursor.isAt("only");
		QualifiedName name = NameList.readRelation(cursor);
		cursor.acceptSymbol("*");
		if (name == null || cursor.isAtEnd()) {
			return new UnknownStatement(range, "alter table");
		}
		if (kind == ObjectKind.SEQUENCE && !isRelationAction(cursor)) {
			return ObjectReader.readAlteration(cursor, range, kind, name);
		}
		List<TableAction> actions = cursor.split().stream().map(TableActionReader::read).toList();
		return new TableStatement.Alter(range, kind, name, ifExists, only, actions);
	}

	private static boolean isRelationAction(TokenCursor cursor) {
		return cursor.isAt("rename") || cursor.isAt("set") || cursor.isAt("owner", "to");
	}

}
