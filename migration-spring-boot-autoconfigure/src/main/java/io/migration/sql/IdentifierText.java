// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

/**
 * Turns identifiers and literals as written into what they stand for.
 */
final class IdentifierText {

	private IdentifierText() {
	}

	static boolean isIdentifier(SqlToken token) {
		return token.type() == TokenType.WORD || token.type() == TokenType.QUOTED_IDENTIFIER;
	}

	static String valueOf(SqlToken token) {
		String text = token.text();
		if (token.type() != TokenType.QUOTED_IDENTIFIER) {
			return SqlCharacters.fold(text);
		}
		int start = text.indexOf('"') + 1;
		String content = text.substring(start, text.length() - 1).replace("\"\"", "\"");
		return (start > 1) ? withoutUnicodeEscapes(content) : content;
	}

	// Return what is between the quotes of a literal; backslash escapes stay
	static String contentOf(SqlToken string) {
		String text = string.text();
		if (text.charAt(0) == '$') {
			int tagLength = text.indexOf('$', 1) + 1;
			return text.substring(tagLength, text.length() - tagLength);
		}
		return text.substring(text.indexOf('\'') + 1, text.length() - 1).replace("''", "'");
	}

	private static String withoutUnicodeEscapes(String content) {
		StringBuilder result = new StringBuilder();
		int i = 0;
		while (i < content.length()) {
			int length = escapeLength(content, i);
			if (length > 0) {
				int digits = (length == 8) ? i + 2 : i + 1;
				result.appendCodePoint(Integer.parseInt(content, digits, i + length, 16));
				i += length;
			}
			else {
				result.append(content.charAt(i));
				i += content.startsWith("\\\\", i) ? 2 : 1;
			}
		}
		return result.toString();
	}

	private static int escapeLength(String content, int offset) {
		if (content.charAt(offset) != '\\') {
			return 0;
		}
		boolean isLong = SqlCharacters.at(content, offset + 1) == '+';
		int length = isLong ? 8 : 5;
		for (int i = offset + (isLong ? 2 : 1); i < offset + length; i++) {
			if (Character.digit(SqlCharacters.at(content, i), 16) < 0) {
				return 0;
			}
		}
		// 10FFFF is the last code point
		return (isLong && Integer.parseInt(content, offset + 2, offset + 8, 16) > Character.MAX_CODE_POINT) ? 0
				: length;
	}

}
