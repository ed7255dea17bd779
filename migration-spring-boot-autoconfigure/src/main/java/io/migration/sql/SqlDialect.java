// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.function.Predicate;

/**
 * The lexical rules of one database system and what it knows about its statements.
 * Implementations are stateless and may be shared between threads.
 *
 * @since 1.0.0
 */
public interface SqlDialect {

	/**
	 * Take a text apart.
	 * @param source the text; line ends may be LF or CRLF, a leading byte order mark is
	 * skipped
	 * @param boundary tells which line comments (text as written, starting with
	 * {@code --}, first on their line) end the statement before them
	 * @return the statements
	 * @throws SqlSyntaxException if a quote, comment or body is not closed or the text
	 * holds something that is not SQL
	 */
	SqlScript read(String source, Predicate<String> boundary);

	/**
	 * Take a text without boundaries apart.
	 * @param source the text
	 * @return the statements
	 */
	default SqlScript read(String source) {
		return read(source, (comment) -> false);
	}

	/**
	 * Return the PostgreSQL dialect.
	 * @return the dialect
	 */
	static SqlDialect postgresql() {
		return PostgreSqlDialect.INSTANCE;
	}

}
