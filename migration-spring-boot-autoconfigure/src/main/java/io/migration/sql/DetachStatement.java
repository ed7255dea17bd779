// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import org.jspecify.annotations.Nullable;

/**
 * The parts of {@code ALTER TABLE ... DETACH PARTITION ... CONCURRENTLY}.
 *
 * @param table the partitioned table
 * @param partition the partition
 * @since 1.0.0
 */
public record DetachStatement(QualifiedName table, QualifiedName partition) {

	/**
	 * Return the parts of a statement.
	 * @param statement the statement
	 * @return the parts or {@code null} if it is another kind of statement, or names in
	 * it depend on placeholders
	 */
	public static @Nullable DetachStatement of(SqlStatement statement) {
		TokenCursor cursor = new TokenCursor(statement.tokens());
		if (!cursor.accept("alter", "table")) {
			return null;
		}
		cursor.accept("if", "exists");
		cursor.accept("only");
		QualifiedName table = cursor.readName();
		cursor.acceptSymbol("*");
		boolean detaches = cursor.accept("detach", "partition");
		QualifiedName partition = cursor.readName();
		return (detaches && table != null && partition != null && cursor.isAt("concurrently"))
				? new DetachStatement(table, partition) : null;
	}

}
