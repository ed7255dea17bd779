// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

/**
 * Finds where a lexical element ends. Methods for elements that must be closed return
 * {@link #UNCLOSED} if they are not.
 */
final class LexicalRules {

	static final int UNCLOSED = -1;

	private static final String NOT_IN_STANDARD_SQL = "~!@#%^&|`?";

	private LexicalRules() {
	}

	static int endOfQuoted(String text, int quoteOffset, boolean backslashEscapes) {
		char quote = text.charAt(quoteOffset);
		for (int i = quoteOffset + 1; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '\\' && backslashEscapes) {
				i++;
			}
			else if (c == quote) {
				if (SqlCharacters.at(text, i + 1) != quote) {
					return i + 1;
				}
				i++;
			}
		}
		return UNCLOSED;
	}

	static int endOfBlockComment(String text, int offset) {
		int depth = 0;
		for (int i = offset; i + 1 < text.length(); i++) {
			if (text.charAt(i) == '/' && text.charAt(i + 1) == '*') {
				depth++;
				i++;
			}
			else if (text.charAt(i) == '*' && text.charAt(i + 1) == '/') {
				depth--;
				i++;
				if (depth == 0) {
					return i + 1;
				}
			}
		}
		return UNCLOSED;
	}

	static int endOfLine(String text, int offset) {
		int end = offset;
		while (end < text.length() && !SqlCharacters.isLineEnd(text.charAt(end))) {
			end++;
		}
		return end;
	}

	// Return the end of the dollar tag, or the offset itself if there is none
	static int endOfDollarTag(String text, int offset) {
		int end = offset + 1;
		if (SqlCharacters.isIdentifierStart(SqlCharacters.at(text, end))) {
			while (SqlCharacters.isTagPart(SqlCharacters.at(text, end))) {
				end++;
			}
		}
		return (SqlCharacters.at(text, end) == '$') ? end + 1 : offset;
	}

	static int endOfDollarBody(String text, int offset, int endOfTag) {
		String tag = text.substring(offset, endOfTag);
		int closing = text.indexOf(tag, endOfTag);
		return (closing >= 0) ? closing + tag.length() : UNCLOSED;
	}

	// Return the end of the placeholder, or the offset itself if there is none
	static int endOfPlaceholder(String text, int offset) {
		if (SqlCharacters.at(text, offset) != '$' || SqlCharacters.at(text, offset + 1) != '{') {
			return offset;
		}
		int end = offset + 2;
		while (isPlaceholderPart(SqlCharacters.at(text, end))) {
			end++;
		}
		return (end > offset + 2 && SqlCharacters.at(text, end) == '}') ? end + 1 : offset;
	}

	private static boolean isPlaceholderPart(char c) {
		return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == ':' || c == '-';
	}

	static int endOfWord(String text, int offset) {
		int end = offset;
		while (end < text.length()) {
			char c = text.charAt(end);
			if (!SqlCharacters.isIdentifierPart(c) || (c == '$' && endOfPlaceholder(text, end) > end)) {
				return end;
			}
			end++;
		}
		return end;
	}

	static int endOfDigits(String text, int offset) {
		int end = offset;
		while (SqlCharacters.isDigit(SqlCharacters.at(text, end)) || (end > offset && SqlCharacters.at(text, end) == '_'
				&& SqlCharacters.isDigit(SqlCharacters.at(text, end + 1)))) {
			end++;
		}
		return end;
	}

	static int endOfNumber(String text, int offset) {
		int end = endOfRadixNumber(text, offset);
		if (end > offset) {
			return end;
		}
		end = endOfDigits(text, offset);
		if (SqlCharacters.at(text, end) == '.' && SqlCharacters.at(text, end + 1) != '.') {
			end = endOfDigits(text, end + 1);
		}
		return endOfExponent(text, end);
	}

	private static int endOfRadixNumber(String text, int offset) {
		if (text.charAt(offset) != '0') {
			return offset;
		}
		int radix = switch (SqlCharacters.at(text, offset + 1)) {
			case 'x', 'X' -> 16;
			case 'o', 'O' -> 8;
			case 'b', 'B' -> 2;
			default -> 0;
		};
		int end = offset + 2;
		while (radix > 0 && isRadixDigit(text, end, radix)) {
			end++;
		}
		return (end > offset + 2) ? end : offset;
	}

	private static boolean isRadixDigit(String text, int offset, int radix) {
		char c = SqlCharacters.at(text, offset);
		return c < '\u0080' && (Character.digit(c, radix) >= 0
				|| (c == '_' && Character.digit(SqlCharacters.at(text, offset + 1), radix) >= 0));
	}

	private static int endOfExponent(String text, int offset) {
		char c = SqlCharacters.at(text, offset);
		if (c != 'e' && c != 'E') {
			return offset;
		}
		char sign = SqlCharacters.at(text, offset + 1);
		int digits = (sign == '+' || sign == '-') ? offset + 2 : offset + 1;
		int end = endOfDigits(text, digits);
		return (end > digits) ? end : offset;
	}

	// Return the end of the operator. It stops before a comment, and a plus or minus at
	// its
	// end is a sign unless a character that standard SQL does not use comes before
	static int endOfOperator(String text, int offset) {
		int end = offset;
		boolean keepsSign = false;
		while (SqlCharacters.isOperator(SqlCharacters.at(text, end)) && !isCommentStart(text, end)) {
			keepsSign |= NOT_IN_STANDARD_SQL.indexOf(text.charAt(end)) >= 0;
			end++;
		}
		while (!keepsSign && end > offset + 1 && (text.charAt(end - 1) == '+' || text.charAt(end - 1) == '-')) {
			end--;
		}
		return end;
	}

	private static boolean isCommentStart(String text, int offset) {
		return text.startsWith("--", offset) || text.startsWith("/*", offset);
	}

}
