// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads names that stand outside of statements, but are written as in one.
 *
 * @since 1.0.0
 */
public final class WrittenName {

	private WrittenName() {
	}

	/**
	 * Read the name of an object.
	 * @param dialect how names are written
	 * @param text the text, such as {@code shop."Order"}
	 * @return the name as the catalog has it, {@code null} if this is not a name, or not
	 * a single one
	 */
	public static @Nullable QualifiedName parse(SqlDialect dialect, String text) {
		try {
			List<SqlStatement> statements = dialect.read("TABLE " + text).statements();
			if (statements.size() != 1) {
				return null;
			}
			TokenCursor cursor = new TokenCursor(statements.get(0).tokens());
			cursor.skip();
			QualifiedName name = cursor.readName();
			return cursor.isAtEnd() ? name : null;
		}
		catch (SqlSyntaxException ex) {
			return null;
		}
	}

}
