// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

/**
 * One token of an SQL text.
 *
 * @param type the lexical class
 * @param text the characters as written
 * @param offset position of the first character in the source, from 0
 * @param line line of the first character, from 1
 * @param column column of the first character, from 1
 * @since 1.0.0
 */
public record SqlToken(TokenType type, String text, int offset, int line, int column) {

	/**
	 * Return whether this is the given unquoted word.
	 * @param word the word to compare with, in any case
	 * @return {@code true} if it is
	 */
	public boolean isWord(String word) {
		return this.type == TokenType.WORD && this.text.equalsIgnoreCase(word);
	}

	/**
	 * Return whether this is the given punctuation character or operator.
	 * @param symbol the symbol
	 * @return {@code true} if it is
	 */
	public boolean isSymbol(String symbol) {
		return (this.type == TokenType.PUNCTUATION || this.type == TokenType.OPERATOR) && this.text.equals(symbol);
	}

	/**
	 * Return whether this can be a name: an unquoted word or a quoted identifier.
	 * @return {@code true} if it can, although words may be reserved
	 */
	public boolean isIdentifier() {
		return IdentifierText.isIdentifier(this);
	}

	/**
	 * Return the name as the catalog has it.
	 * @return the name without quotes; unquoted words in lower case
	 */
	public String identifier() {
		return IdentifierText.valueOf(this);
	}

	/**
	 * Return what is between the quotes of a string.
	 * @return the content, in which backslash escapes stay
	 */
	public String content() {
		return IdentifierText.contentOf(this);
	}

	/**
	 * Return the position behind the last character.
	 * @return an offset into the source
	 */
	public int end() {
		return this.offset + this.text.length();
	}

}
