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

	private static final int ASCII = 128;

	private static final byte SPACE = 1;

	private static final byte DIGIT = 2;

	private static final byte IDENTIFIER_START = 4;

	private static final byte DOLLAR = 8;

	private static final byte OPERATOR = 16;

	// One look instead of up to seven comparisons for each character of every script
	private static final byte[] CLASSES = classes();

	private SqlCharacters() {
	}

	static boolean isDigit(char c) {
		return is(c, DIGIT);
	}

	static boolean isSpace(char c) {
		return is(c, SPACE);
	}

	static boolean isOperator(char c) {
		return is(c, OPERATOR);
	}

	// Everything outside of ASCII counts as a letter, even a no-break space, because the
	// server decides the same way
	static boolean isIdentifierStart(char c) {
		return c >= ASCII || is(c, IDENTIFIER_START);
	}

	static boolean isIdentifierPart(char c) {
		return c >= ASCII || is(c, IDENTIFIER_START | DIGIT | DOLLAR);
	}

	static boolean isTagPart(char c) {
		return c >= ASCII || is(c, IDENTIFIER_START | DIGIT);
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

	private static boolean is(char c, int classes) {
		return c < ASCII && (CLASSES[c] & classes) != 0;
	}

	private static byte[] classes() {
		byte[] classes = new byte[ASCII];
		for (char c = 0; c < ASCII; c++) {
			classes[c] = (isUpper(c) || (c >= 'a' && c <= 'z') || c == '_') ? IDENTIFIER_START : 0;
			classes[c] |= (c >= '0' && c <= '9') ? DIGIT : 0;
			classes[c] |= (c == ' ' || (c >= '\t' && c <= '\r')) ? SPACE : 0;
			classes[c] |= (OPERATORS.indexOf(c) >= 0) ? OPERATOR : 0;
		}
		classes['$'] = DOLLAR;
		return classes;
	}

	private static String[] symbols() {
		String[] symbols = new String[ASCII];
		Arrays.setAll(symbols, (i) -> String.valueOf((char) i));
		return symbols;
	}

}
