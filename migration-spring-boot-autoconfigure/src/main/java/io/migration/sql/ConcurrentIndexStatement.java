// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import org.jspecify.annotations.Nullable;

/**
 * The parts of a statement on indexes that runs outside of a transaction, as a look into
 * the catalog needs them.
 *
 * @param kind {@link StatementKind#CREATE_INDEX_CONCURRENTLY},
 * {@link StatementKind#DROP_INDEX_CONCURRENTLY} or
 * {@link StatementKind#REINDEX_CONCURRENTLY}
 * @param index the index, for {@code CREATE INDEX} with the schema of its table;
 * {@code null} if the server chooses its name or more than one is meant
 * @param table the table of {@code CREATE INDEX} and {@code REINDEX TABLE}
 * @param schema the schema of {@code REINDEX SCHEMA}
 * @param unique whether a unique index is created
 * @param conditional whether {@code IF EXISTS} or {@code IF NOT EXISTS} is there
 * @since 1.0.0
 */
public record ConcurrentIndexStatement(StatementKind kind, @Nullable QualifiedName index, @Nullable QualifiedName table,
		@Nullable String schema, boolean unique, boolean conditional) {

	/**
	 * Return the parts of a statement.
	 * @param statement the statement
	 * @return the parts or {@code null} if it is another kind of statement, or names in
	 * it depend on placeholders
	 */
	public static @Nullable ConcurrentIndexStatement of(SqlStatement statement) {
		TokenCursor cursor = new TokenCursor(statement.tokens());
		cursor.skip();
		return switch (statement.kind()) {
			case CREATE_INDEX_CONCURRENTLY -> create(cursor);
			case DROP_INDEX_CONCURRENTLY -> drop(cursor);
			case REINDEX_CONCURRENTLY -> reindex(cursor);
			default -> null;
		};
	}

	private static @Nullable ConcurrentIndexStatement create(TokenCursor cursor) {
		boolean unique = cursor.accept("unique");
		cursor.accept("index", "concurrently");
		boolean conditional = cursor.accept("if", "not", "exists");
		boolean named = !cursor.isAt("on");
		QualifiedName name = named ? cursor.readName() : null;
		cursor.accept("on");
		cursor.accept("only");
		QualifiedName table = cursor.readName();
		if (table == null || (named && name == null)) {
			return null;
		}
		QualifiedName index = (name != null) ? new QualifiedName(table.schema(), name.name()) : null;
		return new ConcurrentIndexStatement(StatementKind.CREATE_INDEX_CONCURRENTLY, index, table, null, unique,
				conditional);
	}

	private static @Nullable ConcurrentIndexStatement drop(TokenCursor cursor) {
		cursor.accept("index", "concurrently");
		boolean conditional = cursor.accept("if", "exists");
		QualifiedName index = cursor.readName();
		return (index != null && !cursor.isAtSymbol(",")) ? new ConcurrentIndexStatement(
				StatementKind.DROP_INDEX_CONCURRENTLY, index, null, null, false, conditional) : null;
	}

	private static @Nullable ConcurrentIndexStatement reindex(TokenCursor cursor) {
		OptionList.read(cursor);
		String target = cursor.word();
		cursor.skip();
		cursor.accept("concurrently");
		boolean unnamed = cursor.isAtEnd();
		QualifiedName name = cursor.readName();
		if (name == null && !unnamed) {
			return null;
		}
		QualifiedName index = target.equals("index") ? name : null;
		QualifiedName table = target.equals("table") ? name : null;
		String schema = (target.equals("schema") && name != null) ? name.name() : null;
		return new ConcurrentIndexStatement(StatementKind.REINDEX_CONCURRENTLY, index, table, schema, false, false);
	}

}
