// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.ArrayList;
import java.util.List;

import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;
import org.jspecify.annotations.Nullable;

/**
 * Reads constraints of tables, columns and domains.
 */
final class ConstraintReader {

	private ConstraintReader() {
	}

	static boolean isAtTableConstraint(TokenCursor cursor) {
		return switch (cursor.word()) {
			case "constraint", "check", "unique", "primary", "foreign" -> true;
			case "not" -> cursor.isAt("not", "null");
			case "exclude" -> isExclusion(cursor.rest());
			default -> false;
		};
	}

	// The word is not reserved, so it may name a column
	private static boolean isExclusion(List<SqlToken> tokens) {
		return tokens.size() > 1 && (tokens.get(1).isWord("using") || tokens.get(1).isSymbol("("));
	}

	static @Nullable ConstraintDefinition readTableConstraint(TokenCursor cursor) {
		int start = cursor.position();
		String name = readName(cursor);
		ConstraintBuilder builder = readKind(cursor);
		if (builder == null) {
			return null;
		}
		while (!cursor.isAtEnd()) {
			if (!builder.acceptAttribute(cursor)) {
				cursor.skipGroup();
			}
		}
		return builder.name(name).build(cursor.since(start));
	}

	static @Nullable String readName(TokenCursor cursor) {
		if (!cursor.accept("constraint")) {
			return null;
		}
		QualifiedName name = cursor.readWrittenName();
		return (name != null) ? name.name() : null;
	}

	private static @Nullable ConstraintBuilder readKind(TokenCursor cursor) {
		if (cursor.accept("foreign", "key")) {
			List<String> columns = readColumns(cursor);
			return cursor.accept("references") ? new ConstraintBuilder(ConstraintKind.FOREIGN_KEY).columns(columns)
				.reference(readReference(cursor)) : null;
		}
		if (cursor.accept("exclude")) {
			return readExclusion(cursor);
		}
		if (cursor.accept("not", "null")) {
			QualifiedName column = cursor.readWrittenName();
			return new ConstraintBuilder(ConstraintKind.NOT_NULL)
				.columns((column != null) ? List.of(column.name()) : List.of());
		}
		ConstraintBuilder key = readKeyOrCheck(cursor);
		if (key != null && key.kind() != ConstraintKind.CHECK) {
			key.columns(readColumns(cursor));
		}
		return key;
	}

	// What is the same for a table and for a column
	static @Nullable ConstraintBuilder readKeyOrCheck(TokenCursor cursor) {
		if (cursor.accept("check")) {
			return new ConstraintBuilder(ConstraintKind.CHECK).expression(cursor.readGroup());
		}
		ConstraintBuilder builder = null;
		if (cursor.accept("primary", "key")) {
			builder = new ConstraintBuilder(ConstraintKind.PRIMARY_KEY);
		}
		else if (cursor.accept("unique")) {
			builder = new ConstraintBuilder(ConstraintKind.UNIQUE)
				.nullsNotDistinct(cursor.accept("nulls", "not", "distinct"));
			cursor.accept("nulls", "distinct");
		}
		if (builder != null && cursor.accept("using", "index") && !cursor.isAt("tablespace")) {
			builder.usingIndex(cursor.readWrittenName());
		}
		return builder;
	}

	private static ConstraintBuilder readExclusion(TokenCursor cursor) {
		if (cursor.accept("using")) {
			cursor.skipName();
		}
		List<String> columns = new ArrayList<>();
		for (TokenCursor element : cursor.readGroup().split()) {
			SqlToken token = element.peek();
			if (token != null && token.isIdentifier()) {
				columns.add(token.identifier());
			}
		}
		return new ConstraintBuilder(ConstraintKind.EXCLUDE).columns(columns);
	}

	static Reference readReference(TokenCursor cursor) {
		QualifiedName table = cursor.readWrittenName();
		List<String> columns = readColumns(cursor);
		if (cursor.accept("match")) {
			cursor.skip();
		}
		String onDelete = "no action";
		String onUpdate = "no action";
		while (cursor.isAt("on", "delete") || cursor.isAt("on", "update")) {
			boolean delete = cursor.accept("on", "delete");
			if (!delete) {
				cursor.accept("on", "update");
			}
			String action = readAction(cursor);
			onDelete = delete ? action : onDelete;
			onUpdate = delete ? onUpdate : action;
		}
		return new Reference((table != null) ? table : new QualifiedName(null, ""), columns, onDelete, onUpdate);
	}

	private static String readAction(TokenCursor cursor) {
		String action = cursor.word();
		cursor.skip();
		if (action.equals("no") || action.equals("set")) {
			action = action + " " + cursor.word();
			cursor.skip();
			readColumns(cursor);
		}
		return action;
	}

	static List<String> readColumns(TokenCursor cursor) {
		List<String> columns = new ArrayList<>();
		for (TokenCursor part : cursor.readGroup().split()) {
			QualifiedName column = part.readWrittenName();
			if (column != null) {
				columns.add(column.name());
			}
		}
		return columns;
	}

}
