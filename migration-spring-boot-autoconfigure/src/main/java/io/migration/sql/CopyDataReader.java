// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads the data lines behind {@code COPY ... FROM stdin}, which follow no rule of SQL.
 */
final class CopyDataReader {

	private static final String END = "\\.";

	private CopyDataReader() {
	}

	static boolean isFollowedByData(List<SqlToken> tokens) {
		return tokens.get(0).isWord("copy") && new TokenCursor(tokens).hasOutsideParentheses("from", "stdin");
	}

	static CopyData read(PostgreSqlTokenizer tokenizer, SqlToken copy) {
		skipRestOfLine(tokenizer);
		int firstLine = tokenizer.line();
		StringBuilder data = new StringBuilder();
		String line = nextLine(tokenizer);
		while (line != null) {
			if (line.equals(END)) {
				return new CopyData(data.toString(), firstLine);
			}
			data.append(line).append('\n');
			line = nextLine(tokenizer);
		}
		throw neverClosed(copy);
	}

	static SqlSyntaxException neverClosed(SqlToken copy) {
		return new SqlSyntaxException(copy.line(),
				"The data of the COPY ... FROM stdin that starts here is never closed by \\.",
				"Put \\. on a line of its own behind the last data line.");
	}

	private static void skipRestOfLine(PostgreSqlTokenizer tokenizer) {
		String text = tokenizer.text();
		int end = tokenizer.position();
		while (SqlCharacters.at(text, end) == ' ' || SqlCharacters.at(text, end) == '\t') {
			end++;
		}
		if (text.startsWith("--", end)) {
			end = LexicalRules.endOfLine(text, end);
		}
		if (end < text.length() && !SqlCharacters.isLineEnd(text.charAt(end))) {
			throw new SqlSyntaxException(tokenizer.line(), "Text follows COPY ... FROM stdin on the same line",
					"Put the data on the lines after the semicolon.");
		}
		int lineFeed = text.indexOf('\n', end);
		tokenizer.advanceTo((lineFeed >= 0) ? lineFeed + 1 : text.length());
	}

	private static @Nullable String nextLine(PostgreSqlTokenizer tokenizer) {
		String text = tokenizer.text();
		int start = tokenizer.position();
		if (start >= text.length()) {
			return null;
		}
		int lineFeed = text.indexOf('\n', start);
		int end = (lineFeed >= 0) ? lineFeed : text.length();
		tokenizer.advanceTo((lineFeed >= 0) ? lineFeed + 1 : end);
		return text.substring(start, (end > start && text.charAt(end - 1) == '\r') ? end - 1 : end);
	}

}
