// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

/**
 * The lexical classes of SQL that this project tells apart.
 *
 * @since 1.0.0
 */
public enum TokenType {

	/**
	 * An unquoted keyword or identifier, compared without regard to case.
	 */
	WORD,

	/**
	 * A quoted identifier, quotes included ({@code "..."}, {@code U&"..."}).
	 */
	QUOTED_IDENTIFIER,

	/**
	 * A string literal of any form, prefix and quotes or dollar tags included.
	 */
	STRING,

	/**
	 * A number.
	 */
	NUMBER,

	/**
	 * A positional parameter such as {@code $1}.
	 */
	PARAMETER,

	/**
	 * A placeholder <code>${name}</code> outside of quotes.
	 */
	PLACEHOLDER,

	/**
	 * An operator, for instance {@code ::}, {@code :=} or {@code ->>}.
	 */
	OPERATOR,

	/**
	 * A single punctuation character: {@code ( ) [ ] , ; . :}.
	 */
	PUNCTUATION,

	/**
	 * A line or block comment, delimiters included.
	 */
	COMMENT

}
