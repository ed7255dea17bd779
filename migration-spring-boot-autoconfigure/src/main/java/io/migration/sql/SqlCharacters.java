// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.Arrays;

/**
 * The character classes of PostgreSQL's lexer.
 */
final class SqlCharacters {

	static final char BYTE_ORDER_MARK = '\uFEFF';

	private static final String OPERATORS = "+-*/<>=~!@#%^&|`?";

	private static final String[] SYMBOLS = symbols();

	private SqlCharacters() {
	}

	static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	static boolean isSpace(char c) {
		return c == ' ' || (c >= '\t' && c <= '\r');
	}

	static boolean isOperator(char c) {
		return OPERATORS.indexOf(c) >= 0;
	}

	// Everything outside of ASCII counts as a letter, even a no-break space, because the
	// server decides the same way
	static boolean isIdentifierStart(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= '\u0080';
	}

	static boolean isIdentifierPart(char c) {
		return isIdentifierStart(c) || isDigit(c) || c == '$';
	}

	static boolean isTagPart(char c) {
		return isIdentifierStart(c) || isDigit(c);
	}

	static boolean isLineEnd(char c) {
		return c == '\n' || c == '\r';
	}

	static char at(String text, int offset) {
		return (offset < text.length()) ? text.charAt(offset) : '\0';
	}

	// Share one string per symbol, as a script with many rows has millions of them
	static String symbol(char c) {
		return (c < SYMBOLS.length) ? SYMBOLS[c] : String.valueOf(c);
	}

	// Fold ASCII only, as the server does for databases in UTF-8
	static String fold(String word) {
		for (int i = 0; i < word.length(); i++) {
			if (isUpper(word.charAt(i))) {
				return foldFrom(word, i);
			}
		}
		return word;
	}

	private static String foldFrom(String word, int first) {
		char[] folded = word.toCharArray();
		for (int i = first; i < folded.length; i++) {
			folded[i] = isUpper(folded[i]) ? (char) (folded[i] + ('a' - 'A')) : folded[i];
		}
		return new String(folded);
	}

	private static boolean isUpper(char c) {
		return c >= 'A' && c <= 'Z';
	}

	private static String[] symbols() {
		String[] symbols = new String[128];
		Arrays.setAll(symbols, (i) -> String.valueOf((char) i));
		return symbols;
	}

}
