// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;
import io.migration.sql.TokenType;

/**
 * Reads the statements that have the same shape for many kinds of objects.
 */
final class ObjectReader {

	private static final Set<String> NO_NAME = Set.of("authorization", "for", "on", "with", "rename");

	private ObjectReader() {
	}

	static SqlAction readCreate(TokenCursor cursor, SourceRange range, boolean orReplace) {
		cursor.accept("trusted");
		cursor.accept("default");
		String word = cursor.word();
		ObjectKind kind = KindReader.read(cursor);
		if (kind == ObjectKind.OTHER && !isKnownWord(word)) {
			return new UnknownStatement(range, "create " + word);
		}
		boolean ifNotExists = cursor.accept("if", "not", "exists");
		QualifiedName name = NO_NAME.contains(cursor.word()) ? null : cursor.readWrittenName();
		return new ObjectStatement.Create(range, kind, name, ifNotExists, orReplace, tables(kind, cursor.rest()),
				(kind == ObjectKind.SCHEMA) ? elements(cursor) : List.of());
	}

	private static boolean isKnownWord(String word) {
		return switch (word) {
			case "access", "conversion", "foreign", "large", "operator", "transform", "user" -> true;
			default -> false;
		};
	}

	// The elements of a schema follow one another without a separator
	private static List<SqlAction> elements(TokenCursor cursor) {
		List<SqlAction> elements = new ArrayList<>();
		if (!cursor.acceptOutsideParentheses("create")) {
			return elements;
		}
		boolean more = true;
		while (more) {
			TokenCursor element = new TokenCursor(cursor.rest());
			more = element.acceptOutsideParentheses("create");
			int length = more ? element.position() - 1 : cursor.rest().size();
			elements.add(element(cursor.rest().subList(0, length)));
			cursor = element;
		}
		return elements;
	}

	private static SqlAction element(List<SqlToken> tokens) {
		List<SqlToken> statement = new ArrayList<>(tokens);
		if (!tokens.isEmpty()) {
			SqlToken first = tokens.get(0);
			statement.add(0, new SqlToken(TokenType.WORD, "create", first.offset(), first.line(), first.column()));
		}
		return StatementReader.read(statement);
	}

	private static List<QualifiedName> tables(ObjectKind kind, List<SqlToken> rest) {
		TokenCursor cursor = new TokenCursor(rest);
		if (kind == ObjectKind.STATISTICS) {
			return QueryReads.of(rest).tables();
		}
		if (kind == ObjectKind.SEQUENCE) {
			return cursor.acceptOutsideParentheses("owned", "by") ? ownerOf(cursor) : List.of();
		}
		return (kind == ObjectKind.PUBLICATION && cursor.acceptOutsideParentheses("table")) ? NameList.read(cursor)
				: List.of();
	}

	private static List<QualifiedName> ownerOf(TokenCursor cursor) {
		QualifiedName table = NameList.readTableOfColumn(cursor);
		return (table != null) ? List.of(table) : List.of();
	}

	static SqlAction readAlter(TokenCursor cursor, SourceRange range) {
		String word = cursor.word();
		ObjectKind kind = KindReader.read(cursor);
		if (kind == ObjectKind.OTHER && !isKnownWord(word)) {
			return new UnknownStatement(range, "alter " + word);
		}
		cursor.accept("if", "exists");
		QualifiedName name = cursor.readWrittenName();
		return (name != null) ? readAlteration(cursor, range, kind, name)
				: new ObjectStatement.Alter(range, kind, null, cursor.word(), List.of());
	}

	static SqlAction readAlteration(TokenCursor cursor, SourceRange range, ObjectKind kind, QualifiedName name) {
		cursor.readGroup();
		if (cursor.accept("rename", "to")) {
			return new ObjectStatement.Rename(range, kind, name, readName(cursor));
		}
		if (cursor.accept("set", "schema")) {
			return new ObjectStatement.SetSchema(range, kind, name, readName(cursor));
		}
		if (cursor.accept("owner", "to")) {
			return new ObjectStatement.SetOwner(range, kind, name, readName(cursor));
		}
		return new ObjectStatement.Alter(range, kind, name, verb(cursor, kind), tables(kind, cursor.rest()));
	}

	// Of several options the one that hurts
	private static String verb(TokenCursor cursor, ObjectKind kind) {
		if (kind == ObjectKind.SEQUENCE && cursor.hasOutsideParentheses("restart")) {
			return "restart";
		}
		return (kind == ObjectKind.ROLE && cursor.hasOutsideParentheses("nologin")) ? "nologin" : cursor.word();
	}

	private static String readName(TokenCursor cursor) {
		QualifiedName name = cursor.readWrittenName();
		return (name != null) ? name.name() : "";
	}

}
