// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.ArrayList;
import java.util.List;

import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;
import io.migration.sql.TokenType;
import org.jspecify.annotations.Nullable;

/**
 * An expression or query as its tokens.
 *
 * @param tokens the tokens
 * @since 1.0.0
 */
public record Expression(List<SqlToken> tokens) {

	public Expression {
		tokens = List.copyOf(tokens);
	}

	/**
	 * Return whether this is just {@code NULL}, perhaps with a cast.
	 * @return {@code true} if it is
	 */
	public boolean isNull() {
		return !this.tokens.isEmpty() && this.tokens.get(0).isWord("null")
				&& (this.tokens.size() == 1 || this.tokens.get(1).isSymbol("::"));
	}

	/**
	 * Return whether this is never met: {@code false} or {@code 1 = 0}.
	 * @return {@code true} if it is just that
	 */
	public boolean isFalse() {
		List<SqlToken> plain = withoutParentheses();
		return (plain.size() == 1 && plain.get(0).isWord("false"))
				|| (isComparison(plain) && !plain.get(0).text().equals(plain.get(2).text()));
	}

	/**
	 * Return whether this is always met: {@code true} or {@code 1 = 1}.
	 * @return {@code true} if it is just that
	 */
	public boolean isTrue() {
		List<SqlToken> plain = withoutParentheses();
		return (plain.size() == 1 && plain.get(0).isWord("true"))
				|| (isComparison(plain) && plain.get(0).text().equals(plain.get(2).text()));
	}

	private List<SqlToken> withoutParentheses() {
		return this.tokens.stream().filter((token) -> !token.isSymbol("(") && !token.isSymbol(")")).toList();
	}

	// Of two constants
	private static boolean isComparison(List<SqlToken> tokens) {
		return tokens.size() == 3 && tokens.get(1).isSymbol("=") && isConstant(tokens.get(0))
				&& isConstant(tokens.get(2));
	}

	private static boolean isConstant(SqlToken token) {
		return token.type() == TokenType.NUMBER || token.type() == TokenType.STRING;
	}

	/**
	 * Return the conditions of which all must be met.
	 * @return the parts between each {@code AND} outside of parentheses
	 */
	public List<Expression> conditions() {
		List<Expression> conditions = new ArrayList<>();
		TokenCursor cursor = new TokenCursor(this.tokens);
		int start = 0;
		while (!cursor.isAtEnd()) {
			if (cursor.isAt("and")) {
				conditions.add(new Expression(cursor.since(start)));
				start = cursor.position() + 1;
			}
			cursor.skipGroup();
		}
		conditions.add(new Expression(cursor.since(start)));
		return conditions;
	}

	/**
	 * Return where it stands.
	 * @return the range in the source
	 */
	public SourceRange range() {
		return SourceRange.of(this.tokens);
	}

	/**
	 * Return the type to which a column is cast, if that is all there is.
	 * @param column the column
	 * @return the type or {@code null} if this is anything but a cast of the column
	 */
	public @Nullable TypeName castOf(String column) {
		TokenCursor cursor = new TokenCursor(this.tokens);
		boolean call = cursor.accept("cast");
		cursor = call ? cursor.readGroup() : cursor;
		SqlToken subject = cursor.peek();
		cursor.skip();
		boolean isColumn = subject != null && subject.isIdentifier() && subject.identifier().equals(column);
		if (!isColumn || !(call ? cursor.accept("as") : cursor.acceptSymbol("::"))) {
			return null;
		}
		TypeName type = TypeReader.read(cursor);
		return cursor.isAtEnd() ? type : null;
	}

	/**
	 * Return whether this is just a column.
	 * @param column the column
	 * @return {@code true} if it is
	 */
	public boolean isColumn(String column) {
		return this.tokens.size() == 1 && this.tokens.get(0).isIdentifier()
				&& this.tokens.get(0).identifier().equals(column);
	}

	/**
	 * Return the functions that are called.
	 * @return their names without schemas
	 */
	public List<String> functions() {
		return QueryReads.calls(this.tokens);
	}

	/**
	 * Return whether a name is mentioned, as a column for instance.
	 * @param name the name
	 * @return {@code true} if it is
	 */
	public boolean mentions(String name) {
		return this.tokens.stream().anyMatch((token) -> token.isIdentifier() && token.identifier().equals(name));
	}

}
