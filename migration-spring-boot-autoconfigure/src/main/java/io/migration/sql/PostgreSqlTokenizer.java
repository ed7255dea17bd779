// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Takes PostgreSQL text apart, token by token, in one pass.
 */
final class PostgreSqlTokenizer {

	private final String text;

	private int position;

	private int line = 1;

	private int lineStart;

	private boolean backslashEscapes;

	private boolean continuable;

	private boolean continuedEscapes;

	private boolean lineEndSeen;

	PostgreSqlTokenizer(String text) {
		this.text = text;
		if (!text.isEmpty() && text.charAt(0) == SqlCharacters.BYTE_ORDER_MARK) {
			this.position = 1;
			this.lineStart = 1;
		}
		int nul = text.indexOf('\0');
		if (nul >= 0) {
			advanceTo(nul);
			throw new SqlSyntaxException(this.line, "The text holds a NUL character, which SQL cannot have",
					"Save the file as UTF-8 text, or remove the character.");
		}
	}

	static List<SqlToken> tokens(String text) {
		PostgreSqlTokenizer tokenizer = new PostgreSqlTokenizer(text);
		List<SqlToken> tokens = new ArrayList<>();
		SqlToken token = tokenizer.next();
		while (token != null) {
			if (token.type() != TokenType.COMMENT) {
				tokens.add(token);
			}
			token = tokenizer.next();
		}
		return tokens;
	}

	String text() {
		return this.text;
	}

	int position() {
		return this.position;
	}

	int line() {
		return this.line;
	}

	void useBackslashEscapes(boolean backslashEscapes) {
		this.backslashEscapes = backslashEscapes;
	}

	void advanceTo(int end) {
		for (int i = this.position; i < end; i++) {
			char c = this.text.charAt(i);
			if (c == '\n' || (c == '\r' && SqlCharacters.at(this.text, i + 1) != '\n')) {
				this.line++;
				this.lineStart = i + 1;
				this.lineEndSeen = true;
			}
		}
		this.position = end;
	}

	/**
	 * Return the next token, comments included.
	 * @return the token or {@code null} at the end of the text
	 */
	@Nullable SqlToken next() {
		skipSpace();
		if (this.position >= this.text.length()) {
			return null;
		}
		char c = this.text.charAt(this.position);
		if (c == '\'') {
			return string(this.position, isContinuation() ? this.continuedEscapes : this.backslashEscapes);
		}
		if (c == '-' && peek(1) == '-') {
			return token(TokenType.COMMENT, LexicalRules.endOfLine(this.text, this.position));
		}
		this.continuable = false;
		if (SqlCharacters.isIdentifierStart(c)) {
			return word(c);
		}
		if (SqlCharacters.isDigit(c) || (c == '.' && SqlCharacters.isDigit(peek(1)))) {
			return token(TokenType.NUMBER, LexicalRules.endOfNumber(this.text, this.position));
		}
		return switch (c) {
			case '"' -> quotedIdentifier(this.position);
			case '$' -> dollar();
			case '\\' -> throw PsqlCommand.refuse(this.text, this.position, this.line);
			default -> symbol(c);
		};
	}

	private SqlToken word(char c) {
		char next = peek(1);
		if (next == '\'' && "eEbBxXnN".indexOf(c) >= 0) {
			boolean plain = c == 'n' || c == 'N';
			return string(this.position + 1, plain ? this.backslashEscapes : c == 'e' || c == 'E');
		}
		if (next == '&' && (c == 'u' || c == 'U')) {
			if (peek(2) == '\'') {
				return string(this.position + 2, false);
			}
			if (peek(2) == '"') {
				return quotedIdentifier(this.position + 2);
			}
		}
		return token(TokenType.WORD, LexicalRules.endOfWord(this.text, this.position));
	}

	private SqlToken string(int quoteOffset, boolean escapes) {
		int end = LexicalRules.endOfQuoted(this.text, quoteOffset, escapes);
		SqlToken token = closed(TokenType.STRING, end, "string", "Close it with '.");
		this.continuable = true;
		this.continuedEscapes = escapes;
		this.lineEndSeen = false;
		return token;
	}

	private SqlToken quotedIdentifier(int quoteOffset) {
		int end = LexicalRules.endOfQuoted(this.text, quoteOffset, false);
		return closed(TokenType.QUOTED_IDENTIFIER, end, "quoted name", "Close it with \".");
	}

	private SqlToken dollar() {
		int tagEnd = LexicalRules.endOfDollarTag(this.text, this.position);
		if (tagEnd > this.position) {
			int end = LexicalRules.endOfDollarBody(this.text, this.position, tagEnd);
			return closed(TokenType.STRING, end, "dollar-quoted text",
					"Close it with " + this.text.substring(this.position, tagEnd) + ".");
		}
		int placeholderEnd = LexicalRules.endOfPlaceholder(this.text, this.position);
		if (placeholderEnd > this.position) {
			return token(TokenType.PLACEHOLDER, placeholderEnd);
		}
		if (SqlCharacters.isDigit(peek(1))) {
			return token(TokenType.PARAMETER, LexicalRules.endOfDigits(this.text, this.position + 1));
		}
		return token(TokenType.PUNCTUATION, this.position + 1);
	}

	private SqlToken symbol(char c) {
		if (c == '/' && peek(1) == '*') {
			int end = LexicalRules.endOfBlockComment(this.text, this.position);
			return closed(TokenType.COMMENT, end, "comment",
					"Close it with */; comments nest, so each /* needs its own.");
		}
		if (SqlCharacters.isOperator(c)) {
			return token(TokenType.OPERATOR, LexicalRules.endOfOperator(this.text, this.position));
		}
		boolean pair = (c == ':' && (peek(1) == ':' || peek(1) == '=')) || (c == '.' && peek(1) == '.');
		return pair ? token(TokenType.OPERATOR, this.position + 2) : token(TokenType.PUNCTUATION, this.position + 1);
	}

	private SqlToken closed(TokenType type, int end, String what, String action) {
		if (end == LexicalRules.UNCLOSED) {
			throw new SqlSyntaxException(this.line, "The " + what + " that starts here is never closed", action);
		}
		SqlToken token = create(type, end);
		advanceTo(end);
		return token;
	}

	private SqlToken token(TokenType type, int end) {
		SqlToken token = create(type, end);
		this.position = end;
		return token;
	}

	private SqlToken create(TokenType type, int end) {
		String content = (end == this.position + 1) ? SqlCharacters.symbol(this.text.charAt(this.position))
				: this.text.substring(this.position, end);
		return new SqlToken(type, content, this.position, this.line, this.position - this.lineStart + 1);
	}

	// A string on a following line continues the one before, so its backslashes mean the
	// same
	private boolean isContinuation() {
		return this.continuable && this.lineEndSeen;
	}

	private char peek(int distance) {
		return SqlCharacters.at(this.text, this.position + distance);
	}

	private void skipSpace() {
		int end = this.position;
		while (end < this.text.length() && SqlCharacters.isSpace(this.text.charAt(end))) {
			end++;
		}
		advanceTo(end);
	}

}
