// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import io.migration.sql.QualifiedName;
import io.migration.sql.TokenCursor;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code ALTER COLUMN} does to a column.
 */
final class ColumnActionReader {

	private ColumnActionReader() {
	}

	static @Nullable TableAction read(TokenCursor cursor, SourceRange range, String column) {
		return switch (cursor.word()) {
			case "type" -> readType(cursor, range, column);
			case "set" -> readSet(cursor, range, column);
			case "drop" -> readDrop(cursor, range, column);
			case "add" -> new ColumnAction.AddIdentity(range, column);
			case "restart" -> new ColumnAction.ChangeIdentity(range, column, true);
			case "reset" -> new ColumnAction.SetOptions(range, column);
			default -> null;
		};
	}

	private static TableAction readType(TokenCursor cursor, SourceRange range, String column) {
		cursor.skip();
		TypeName type = TypeReader.read(cursor);
		QualifiedName collation = cursor.accept("collate") ? cursor.readWrittenName() : null;
		Expression using = cursor.accept("using") ? new Expression(cursor.rest()) : null;
		return new ColumnAction.SetType(range, column, type, (collation != null) ? collation.name() : null, using);
	}

	private static @Nullable TableAction readSet(TokenCursor cursor, SourceRange range, String column) {
		cursor.skip();
		if (cursor.isAtSymbol("(")) {
			return new ColumnAction.SetOptions(range, column);
		}
		if (cursor.accept("expression", "as")) {
			return new ColumnAction.SetExpression(range, column, new Expression(cursor.readGroup().rest()));
		}
		return switch (cursor.word()) {
			case "data" -> readDataType(cursor, range, column);
			case "default" -> readDefault(cursor, range, column);
			case "not" -> new ColumnAction.SetNotNull(range, column);
			case "statistics" -> new ColumnAction.SetStatistics(range, column);
			case "storage" -> new ColumnAction.SetStorage(range, column, false);
			case "compression" -> new ColumnAction.SetStorage(range, column, true);
			default -> readIdentityOption(cursor, range, column);
		};
	}

	private static TableAction readDataType(TokenCursor cursor, SourceRange range, String column) {
		cursor.skip();
		return readType(cursor, range, column);
	}

	private static TableAction readDefault(TokenCursor cursor, SourceRange range, String column) {
		cursor.skip();
		return new ColumnAction.SetDefault(range, column, new Expression(cursor.rest()));
	}

	private static @Nullable TableAction readIdentityOption(TokenCursor cursor, SourceRange range, String column) {
		return switch (cursor.word()) {
			case "generated", "increment", "minvalue", "maxvalue", "start", "cache", "cycle", "no", "sequence" ->
				new ColumnAction.ChangeIdentity(range, column, cursor.hasOutsideParentheses("restart"));
			default -> null;
		};
	}

	private static @Nullable TableAction readDrop(TokenCursor cursor, SourceRange range, String column) {
		cursor.skip();
		String word = cursor.word();
		cursor.skip();
		boolean ifExists = cursor.isAt("if", "exists");
		return switch (word) {
			case "default" -> new ColumnAction.DropDefault(range, column);
			case "not" -> new ColumnAction.DropNotNull(range, column);
			case "expression" -> new ColumnAction.DropExpression(range, column, ifExists);
			case "identity" -> new ColumnAction.DropIdentity(range, column, ifExists);
			default -> null;
		};
	}

}
