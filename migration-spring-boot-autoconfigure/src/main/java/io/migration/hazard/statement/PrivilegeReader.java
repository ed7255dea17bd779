// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.ArrayList;
import java.util.List;

import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;

/**
 * Reads statements on rights, owners and comments.
 */
final class PrivilegeReader {

	private PrivilegeReader() {
	}

	static SqlAction read(TokenCursor cursor, SourceRange range) {
		return switch (cursor.word()) {
			case "grant", "revoke" -> readPrivileges(cursor, range);
			case "comment", "security" -> readComment(cursor, range);
			default -> new ObjectStatement.Alter(range, ObjectKind.OWNED, null, "reassign", List.of());
		};
	}

	static SqlAction readDefaults(TokenCursor cursor, SourceRange range) {
		boolean found = cursor.acceptOutsideParentheses("grant") || cursor.acceptOutsideParentheses("revoke");
		List<String> privileges = found ? privileges(cursor) : List.of();
		boolean revoke = range.end() > 0 && cursor.hasOutsideParentheses("from");
		return new ObjectStatement.Privileges(range, revoke, ObjectKind.OTHER, List.of(), privileges, grantees(cursor),
				cursor.hasOutsideParentheses("with", "grant", "option"));
	}

	private static SqlAction readPrivileges(TokenCursor cursor, SourceRange range) {
		boolean revoke = cursor.isAt("revoke");
		cursor.skip();
		cursor.accept("grant", "option", "for");
		List<String> privileges = privileges(cursor);
		boolean onObject = cursor.accept("on");
		ObjectKind kind = onObject ? objectKind(cursor) : ObjectKind.ROLE;
		List<QualifiedName> names = onObject ? names(cursor) : List.of();
		return new ObjectStatement.Privileges(range, revoke, kind, names, privileges, grantees(cursor),
				cursor.hasOutsideParentheses("with", "grant", "option"));
	}

	private static List<String> privileges(TokenCursor cursor) {
		List<String> privileges = new ArrayList<>();
		while (!cursor.isAtEnd() && !cursor.isAt("on") && !cursor.isAt("to") && !cursor.isAt("from")) {
			SqlToken token = cursor.peek();
			if (token != null && token.isIdentifier() && !token.isWord("privileges")) {
				privileges.add(token.identifier());
			}
			cursor.skipGroup();
		}
		return privileges;
	}

	private static ObjectKind objectKind(TokenCursor cursor) {
		if (cursor.accept("all")) {
			cursor.acceptOutsideParentheses("in");
			cursor.accept("schema");
			return ObjectKind.SCHEMA;
		}
		return switch (cursor.word()) {
			case "table", "sequence", "database", "domain", "foreign", "function", "procedure", "routine", "language",
					"large", "schema", "tablespace", "type" ->
				KindReader.read(cursor);
			default -> ObjectKind.TABLE;
		};
	}

	private static List<QualifiedName> names(TokenCursor cursor) {
		List<QualifiedName> names = new ArrayList<>();
		do {
			QualifiedName name = cursor.readWrittenName();
			cursor.readGroup();
			if (name != null) {
				names.add(name);
			}
		}
		while (cursor.acceptSymbol(","));
		return names;
	}

	private static List<String> grantees(TokenCursor cursor) {
		List<String> grantees = new ArrayList<>();
		if (!cursor.acceptOutsideParentheses("to") && !cursor.acceptOutsideParentheses("from")) {
			return grantees;
		}
		do {
			cursor.accept("group");
			SqlToken token = cursor.peek();
			if (token != null && token.isIdentifier()) {
				grantees.add(token.identifier());
			}
			cursor.skip();
		}
		while (cursor.acceptSymbol(","));
		return grantees;
	}

	private static SqlAction readComment(TokenCursor cursor, SourceRange range) {
		if (!cursor.acceptOutsideParentheses("on")) {
			return new UnknownStatement(range, "comment");
		}
		ObjectKind kind = KindReader.read(cursor);
		QualifiedName name = (kind == ObjectKind.COLUMN) ? NameList.readTableOfColumn(cursor)
				: cursor.readWrittenName();
		boolean ofTable = cursor.accept("on");
		QualifiedName table = ofTable ? cursor.readWrittenName() : null;
		return new ObjectStatement.Comment(range, kind, ofTable ? table : name);
	}

}
