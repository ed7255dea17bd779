// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Walks over the tokens of one statement.
 *
 * @since 1.0.0
 */
public final class TokenCursor {

	private final List<SqlToken> tokens;

	private int position;

	/**
	 * Create a cursor at the first token.
	 * @param tokens the tokens, without comments
	 */
	public TokenCursor(List<SqlToken> tokens) {
		this.tokens = tokens;
	}

	/**
	 * Return whether no token is left.
	 * @return {@code true} behind the last one
	 */
	public boolean isAtEnd() {
		return this.position >= this.tokens.size();
	}

	/**
	 * Return what is left.
	 * @return the tokens from here on
	 */
	public List<SqlToken> rest() {
		return this.tokens.subList(this.position, this.tokens.size());
	}

	/**
	 * Return the token here.
	 * @return the token or {@code null} at the end
	 */
	public @Nullable SqlToken peek() {
		return peek(0);
	}

	/**
	 * Return the index of the token here.
	 * @return the number of tokens that are behind
	 */
	public int position() {
		return this.position;
	}

	/**
	 * Return the tokens that were passed since a position.
	 * @param start a former {@link #position()}
	 * @return the tokens
	 */
	public List<SqlToken> since(int start) {
		return this.tokens.subList(start, this.position);
	}

	/**
	 * Return the unquoted word here.
	 * @return the word in lower case, or an empty string for anything else
	 */
	public String word() {
		SqlToken token = peek(0);
		return (token != null && token.type() == TokenType.WORD) ? SqlCharacters.fold(token.text()) : "";
	}

	/**
	 * Return whether these unquoted words come next.
	 * @param words the words in lower case
	 * @return {@code true} if they do
	 */
	public boolean isAt(String... words) {
		for (int i = 0; i < words.length; i++) {
			SqlToken token = peek(i);
			if (token == null || !token.isWord(words[i])) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Return whether this punctuation or operator comes next.
	 * @param symbol the symbol
	 * @return {@code true} if it does
	 */
	public boolean isAtSymbol(String symbol) {
		SqlToken token = peek(0);
		return token != null && token.isSymbol(symbol);
	}

	/**
	 * Go past these words if they come next.
	 * @param words the words in lower case
	 * @return {@code true} if they came
	 */
	public boolean accept(String... words) {
		boolean accepted = isAt(words);
		this.position += accepted ? words.length : 0;
		return accepted;
	}

	/**
	 * Go past one of these words if it comes next.
	 * @param words the words in lower case
	 * @return {@code true} if one came
	 */
	public boolean acceptAny(Set<String> words) {
		boolean accepted = words.contains(word());
		this.position += accepted ? 1 : 0;
		return accepted;
	}

	/**
	 * Go past this symbol if it comes next.
	 * @param symbol the symbol
	 * @return {@code true} if it came
	 */
	public boolean acceptSymbol(String symbol) {
		boolean accepted = isAtSymbol(symbol);
		this.position += accepted ? 1 : 0;
		return accepted;
	}

	boolean acceptName(String name) {
		SqlToken token = peek(0);
		boolean accepted = token != null && IdentifierText.isIdentifier(token)
				&& IdentifierText.valueOf(token).equals(name);
		this.position += accepted ? 1 : 0;
		return accepted;
	}

	/**
	 * Go past one token.
	 */
	public void skip() {
		this.position += isAtEnd() ? 0 : 1;
	}

	/**
	 * Go past one token, or everything up to the parenthesis that closes the one here.
	 */
	public void skipGroup() {
		int depth = isAtEnd() ? 0 : depthChange(this.tokens.get(this.position));
		skip();
		while (depth > 0 && !isAtEnd()) {
			depth += depthChange(this.tokens.get(this.position));
			skip();
		}
	}

	/**
	 * Go past a name with its qualifiers, also if parts of it are placeholders.
	 */
	public void skipName() {
		skip();
		while (!isAtEnd() && (isAtSymbol(".") || isBehindDot() || isGlued())) {
			skip();
		}
	}

	/**
	 * Read a name with its qualifiers.
	 * @return the name or {@code null} if there is none, or one that depends on
	 * placeholders
	 */
	public @Nullable QualifiedName readName() {
		int start = this.position;
		SqlToken first = peek(0);
		if (first == null || !(IdentifierText.isIdentifier(first) || isPlaceholder(first))) {
			return null;
		}
		skipName();
		String schema = null;
		String name = null;
		for (SqlToken token : this.tokens.subList(start, this.position)) {
			if (isPlaceholder(token)) {
				return null;
			}
			if (!token.isSymbol(".")) {
				schema = name;
				name = IdentifierText.valueOf(token);
			}
		}
		return (name != null) ? new QualifiedName(schema, name) : null;
	}

	/**
	 * Read a name in which placeholders may stand.
	 * @return the name with its placeholders as written, or {@code null} if there is none
	 */
	public @Nullable QualifiedName readWrittenName() {
		SqlToken first = peek(0);
		if (first == null || !(first.isIdentifier() || isPlaceholder(first))) {
			return null;
		}
		int start = this.position;
		skipName();
		String schema = null;
		String name = "";
		for (int i = start; i < this.position; i++) {
			SqlToken token = this.tokens.get(i);
			if (token.isSymbol(".")) {
				schema = name;
				name = "";
			}
			else {
				String part = isPlaceholder(token) ? token.text() : token.identifier();
				name = name.isEmpty() ? part : name + part;
			}
		}
		return new QualifiedName(schema, name);
	}

	/**
	 * Go past the parenthesized group here.
	 * @return a cursor for what is between the parentheses; at its end if there is no
	 * group
	 */
	public TokenCursor readGroup() {
		if (!isAtSymbol("(")) {
			return new TokenCursor(List.of());
		}
		int start = this.position;
		skipGroup();
		boolean closed = this.tokens.get(this.position - 1).isSymbol(")");
		return new TokenCursor(this.tokens.subList(start + 1, closed ? this.position - 1 : this.position));
	}

	/**
	 * Return whether these words follow one another somewhere outside of parentheses.
	 * @param words the words in lower case
	 * @return {@code true} if they do
	 */
	public boolean hasOutsideParentheses(String... words) {
		return indexOutsideParentheses(words) >= 0;
	}

	/**
	 * Go past the first place outside of parentheses where these words follow one
	 * another.
	 * @param words the words in lower case
	 * @return {@code true} if there is one
	 */
	public boolean acceptOutsideParentheses(String... words) {
		int index = indexOutsideParentheses(words);
		this.position = (index >= 0) ? index + words.length : this.position;
		return index >= 0;
	}

	private int indexOutsideParentheses(String... words) {
		TokenCursor cursor = new TokenCursor(this.tokens);
		cursor.position = this.position;
		while (!cursor.isAtEnd()) {
			if (cursor.isAt(words)) {
				return cursor.position;
			}
			cursor.skipGroup();
		}
		return -1;
	}

	/**
	 * Cut what is left at the commas outside of parentheses and go to the end.
	 * @return a cursor for each part, at least one
	 */
	public List<TokenCursor> split() {
		List<TokenCursor> parts = new ArrayList<>();
		int start = this.position;
		while (!isAtEnd()) {
			if (isAtSymbol(",")) {
				parts.add(new TokenCursor(this.tokens.subList(start, this.position)));
				start = this.position + 1;
			}
			skipGroup();
		}
		parts.add(new TokenCursor(this.tokens.subList(start, this.position)));
		return parts;
	}

	private boolean isBehindDot() {
		SqlToken token = this.tokens.get(this.position);
		return this.tokens.get(this.position - 1).isSymbol(".")
				&& (IdentifierText.isIdentifier(token) || isPlaceholder(token));
	}

	private boolean isGlued() {
		SqlToken previous = this.tokens.get(this.position - 1);
		SqlToken token = this.tokens.get(this.position);
		return previous.end() == token.offset() && (isPlaceholder(previous)
				? token.type() == TokenType.WORD || isPlaceholder(token) || token.type() == TokenType.NUMBER
				: isPlaceholder(token));
	}

	private static boolean isPlaceholder(SqlToken token) {
		return token.type() == TokenType.PLACEHOLDER;
	}

	private @Nullable SqlToken peek(int distance) {
		int index = this.position + distance;
		return (index < this.tokens.size()) ? this.tokens.get(index) : null;
	}

	private static int depthChange(SqlToken token) {
		if (token.type() != TokenType.PUNCTUATION) {
			return 0;
		}
		return switch (token.text()) {
			case "(", "[" -> 1;
			case ")", "]" -> -1;
			default -> 0;
		};
	}

}
