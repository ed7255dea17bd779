// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Walks over the tokens of one statement.
 */
final class TokenCursor {

	private final List<SqlToken> tokens;

	private int position;

	TokenCursor(List<SqlToken> tokens) {
		this.tokens = tokens;
	}

	boolean isAtEnd() {
		return this.position >= this.tokens.size();
	}

	List<SqlToken> rest() {
		return this.tokens.subList(this.position, this.tokens.size());
	}

	// Return the unquoted word here in lower case, or an empty string for anything else
	String word() {
		SqlToken token = peek(0);
		return (token != null && token.type() == TokenType.WORD) ? SqlCharacters.fold(token.text()) : "";
	}

	boolean isAt(String... words) {
		for (int i = 0; i < words.length; i++) {
			SqlToken token = peek(i);
			if (token == null || !token.isWord(words[i])) {
				return false;
			}
		}
		return true;
	}

	boolean isAtSymbol(String symbol) {
		SqlToken token = peek(0);
		return token != null && token.isSymbol(symbol);
	}

	boolean accept(String... words) {
		boolean accepted = isAt(words);
		this.position += accepted ? words.length : 0;
		return accepted;
	}

	boolean acceptAny(Set<String> words) {
		boolean accepted = words.contains(word());
		this.position += accepted ? 1 : 0;
		return accepted;
	}

	boolean acceptSymbol(String symbol) {
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

	void skip() {
		this.position += isAtEnd() ? 0 : 1;
	}

	// Skip one token, or everything up to the parenthesis that closes the one here
	void skipGroup() {
		int depth = isAtEnd() ? 0 : depthChange(this.tokens.get(this.position));
		skip();
		while (depth > 0 && !isAtEnd()) {
			depth += depthChange(this.tokens.get(this.position));
			skip();
		}
	}

	// Skip a name with its qualifiers, also if parts of it are placeholders
	void skipName() {
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
	@Nullable QualifiedName readName() {
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

	boolean hasOutsideParentheses(String... words) {
		return indexOutsideParentheses(words) >= 0;
	}

	boolean acceptOutsideParentheses(String... words) {
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

	List<TokenCursor> split() {
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
