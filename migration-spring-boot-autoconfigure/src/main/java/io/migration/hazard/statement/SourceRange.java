// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.SqlToken;

/**
 * A part of a source text.
 *
 * @param start offset of the first character, from 0
 * @param end offset behind the last character
 * @param line line of the first character, from 1
 * @param column column of the first character, from 1
 * @since 1.0.0
 */
public record SourceRange(int start, int end, int line, int column) {

	/**
	 * Return the range of some tokens.
	 * @param tokens the tokens, at least one unless the range is to be empty
	 * @return the range from the first to the last of them
	 */
	public static SourceRange of(List<SqlToken> tokens) {
		if (tokens.isEmpty()) {
			return new SourceRange(0, 0, 1, 1);
		}
		SqlToken first = tokens.get(0);
		return new SourceRange(first.offset(), tokens.get(tokens.size() - 1).end(), first.line(), first.column());
	}

}
