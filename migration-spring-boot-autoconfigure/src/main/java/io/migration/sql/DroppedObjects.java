// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.ArrayList;
import java.util.List;

import io.migration.sql.DroppedObject.Kind;

/**
 * Finds what a statement drops or empties. What a {@code DO} block or a function does
 * cannot be seen from its call.
 *
 * @since 1.0.0
 */
public final class DroppedObjects {

	private DroppedObjects() {
	}

	/**
	 * Return what may hold data and is gone after the statement.
	 * @param statement the statement
	 * @return the objects in their order; those whose names depend on placeholders are
	 * left out
	 */
	public static List<DroppedObject> in(SqlStatement statement) {
		TokenCursor cursor = new TokenCursor(statement.tokens());
		if (cursor.accept("truncate")) {
			cursor.accept("table");
			return listed(Kind.ROWS, cursor);
		}
		if (cursor.accept("drop", "owned", "by")) {
			return listed(Kind.OWNED, cursor);
		}
		if (cursor.accept("drop")) {
			return dropped(cursor);
		}
		if (cursor.accept("alter", "table")) {
			return columns(Kind.COLUMN, cursor, "column");
		}
		return cursor.accept("alter", "type") ? columns(Kind.TYPE, cursor, "attribute") : List.of();
	}

	private static List<DroppedObject> dropped(TokenCursor cursor) {
		cursor.accept("materialized");
		cursor.accept("foreign");
		Kind kind = switch (cursor.word()) {
			case "table", "view" -> Kind.TABLE;
			case "schema" -> Kind.SCHEMA;
			case "type", "domain" -> Kind.TYPE;
			case "collation" -> Kind.COLLATION;
			case "extension" -> Kind.EXTENSION;
			case "database" -> Kind.DATABASE;
			default -> null;
		};
		cursor.skip();
		return (kind != null) ? listed(kind, cursor) : List.of();
	}

	private static List<DroppedObject> listed(Kind kind, TokenCursor cursor) {
		boolean cascade = cursor.hasOutsideParentheses("cascade");
		List<DroppedObject> objects = new ArrayList<>();
		cursor.accept("if", "exists");
		for (TokenCursor part : cursor.split()) {
			part.accept("only");
			QualifiedName name = part.readName();
			if (name != null) {
				objects.add(new DroppedObject(kind, name, null, cascade));
			}
		}
		return objects;
	}

	private static List<DroppedObject> columns(Kind kind, TokenCursor cursor, String word) {
		List<DroppedObject> objects = new ArrayList<>();
		cursor.accept("if", "exists");
		cursor.accept("only");
		QualifiedName table = cursor.readName();
		cursor.acceptSymbol("*");
		for (TokenCursor action : cursor.split()) {
			if (table != null && action.accept("drop") && !action.isAt("constraint")) {
				addColumn(kind, table, action, word, objects);
			}
		}
		return objects;
	}

	private static void addColumn(Kind kind, QualifiedName table, TokenCursor action, String word,
			List<DroppedObject> objects) {
		action.accept(word);
		action.accept("if", "exists");
		QualifiedName column = action.readName();
		if (column != null) {
			objects.add(new DroppedObject(kind, table, column.name(), true));
		}
	}

}
