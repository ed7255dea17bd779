// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;
import io.migration.sql.TokenType;
import org.jspecify.annotations.Nullable;

/**
 * Reads one action of {@code ALTER TABLE}.
 */
final class TableActionReader {

	private TableActionReader() {
	}

	static TableAction read(TokenCursor cursor) {
		SourceRange range = SourceRange.of(cursor.rest());
		TableAction action = switch (cursor.word()) {
			case "add" -> readAdd(cursor, range);
			case "drop" -> readDrop(cursor, range);
			case "alter" -> readAlter(cursor, range);
			case "rename" -> readRename(cursor, range);
			case "validate" -> readValidate(cursor, range);
			case "attach", "detach" -> readPartition(cursor, range);
			default -> RelationActionReader.read(cursor, range);
		};
		return (action != null) ? action : new TableAction.Unknown(range, cursor.word());
	}

	private static @Nullable TableAction readAdd(TokenCursor cursor, SourceRange range) {
		cursor.skip();
		if (ConstraintReader.isAtTableConstraint(cursor)) {
			ConstraintDefinition constraint = ConstraintReader.readTableConstraint(cursor);
			return (constraint != null) ? new ConstraintAction.Add(range, constraint) : null;
		}
		cursor.accept("column");
		boolean ifNotExists = cursor.accept("if", "not", "exists");
		ColumnDefinition column = ColumnReader.read(cursor, true);
		return column.name().isEmpty() ? null : new ColumnAction.Add(range, column, ifNotExists);
	}

	private static @Nullable TableAction readDrop(TokenCursor cursor, SourceRange range) {
		cursor.skip();
		boolean constraint = cursor.accept("constraint");
		cursor.accept("column");
		boolean ifExists = cursor.accept("if", "exists");
		QualifiedName name = cursor.readWrittenName();
		if (name == null) {
			return null;
		}
		boolean cascade = cursor.accept("cascade");
		return constraint ? new ConstraintAction.Drop(range, name.name(), ifExists, cascade)
				: new ColumnAction.Drop(range, name.name(), ifExists, cascade);
	}

	private static @Nullable TableAction readAlter(TokenCursor cursor, SourceRange range) {
		cursor.skip();
		if (cursor.accept("constraint")) {
			QualifiedName name = cursor.readWrittenName();
			boolean unenforced = cursor.hasOutsideParentheses("not", "enforced");
			boolean enforced = !unenforced && cursor.hasOutsideParentheses("enforced");
			return (name != null) ? new ConstraintAction.Alter(range, name.name(), enforced, unenforced) : null;
		}
		cursor.accept("column");
		QualifiedName column = cursor.readWrittenName();
		SqlToken number = cursor.peek();
		if (column == null && number != null && number.type() == TokenType.NUMBER) {
			// An index has no names for its columns
			column = new QualifiedName(null, number.text());
			cursor.skip();
		}
		return (column != null) ? ColumnActionReader.read(cursor, range, column.name()) : null;
	}

	private static @Nullable TableAction readRename(TokenCursor cursor, SourceRange range) {
		cursor.skip();
		if (cursor.accept("to")) {
			QualifiedName to = cursor.readWrittenName();
			return (to != null) ? new RelationAction.Rename(range, to.name()) : null;
		}
		boolean constraint = cursor.accept("constraint");
		cursor.accept("column");
		QualifiedName name = cursor.readWrittenName();
		QualifiedName to = cursor.accept("to") ? cursor.readWrittenName() : null;
		if (name == null || to == null) {
			return null;
		}
		return constraint ? new ConstraintAction.Rename(range, name.name(), to.name())
				: new ColumnAction.Rename(range, name.name(), to.name());
	}

	private static @Nullable TableAction readValidate(TokenCursor cursor, SourceRange range) {
		cursor.accept("validate", "constraint");
		QualifiedName name = cursor.readWrittenName();
		return (name != null) ? new ConstraintAction.Validate(range, name.name()) : null;
	}

	private static @Nullable TableAction readPartition(TokenCursor cursor, SourceRange range) {
		boolean attach = cursor.accept("attach", "partition");
		if (!attach && !cursor.accept("detach", "partition")) {
			return null;
		}
		QualifiedName name = cursor.readWrittenName();
		if (name == null) {
			return null;
		}
		if (!attach) {
			return new PartitionAction.Detach(range, name, cursor.isAt("concurrently"), cursor.isAt("finalize"));
		}
		return cursor.isAtEnd() ? new PartitionAction.AttachIndex(range, name)
				: new PartitionAction.Attach(range, name, BoundReader.readBound(cursor));
	}

}
