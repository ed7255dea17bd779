// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;
import java.util.Set;

import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;
import io.migration.sql.TokenType;
import org.jspecify.annotations.Nullable;

/**
 * One item of a {@code SELECT} list.
 *
 * @param output the column of the result, or {@code *}
 * @param expression the item without its alias
 */
record OutputItem(ColumnReference output, List<SqlToken> expression) {

	private static final String NAMELESS = "?column?";

	// What a name behind it cannot be an alias of
	private static final Set<String> OPERATORS = Set.of("and", "or", "not", "is", "in", "like", "ilike", "between",
			"collate", "similar", "to", "then", "else", "when", "case", "distinct", "from", "operator", "any", "all",
			"some", "select", "zone", "at", "isnull", "notnull");

	private static final Set<String> NO_ALIAS = Set.of("end", "null", "true", "false", "unknown", "isnull", "notnull",
			"zone", "precision", "varying", "document");

	static OutputItem of(List<SqlToken> tokens) {
		int last = tokens.size() - 1;
		if (last >= 0 && tokens.get(last).isSymbol("*") && (last == 0 || tokens.get(last - 1).isSymbol("."))) {
			return new OutputItem(new ColumnReference(source(tokens), "*"), tokens);
		}
		int end = isAlias(tokens) ? last : tokens.size();
		if (end == last) {
			boolean as = last > 0 && tokens.get(last - 1).isWord("as");
			return new OutputItem(new ColumnReference(null, tokens.get(last).identifier()),
					tokens.subList(0, as ? last - 1 : last));
		}
		return new OutputItem(new ColumnReference(null, name(tokens)), tokens);
	}

	private static @Nullable String source(List<SqlToken> tokens) {
		int name = tokens.size() - 3;
		return (name >= 0 && tokens.get(name).isIdentifier()) ? tokens.get(name).identifier() : null;
	}

	private static boolean isAlias(List<SqlToken> tokens) {
		int last = tokens.size() - 1;
		if (last < 1 || !tokens.get(last).isIdentifier()) {
			return false;
		}
		SqlToken before = tokens.get(last - 1);
		if (before.isWord("as")) {
			return true;
		}
		String word = new TokenCursor(tokens.subList(last, last + 1)).word();
		return !NO_ALIAS.contains(word) && endsOperand(before);
	}

	private static boolean endsOperand(SqlToken token) {
		String word = new TokenCursor(List.of(token)).word();
		return token.isSymbol(")") || token.isSymbol("]") || token.type() == TokenType.NUMBER
				|| token.type() == TokenType.STRING || (token.isIdentifier() && !OPERATORS.contains(word));
	}

	private static String nameOfQuery(List<SqlToken> group) {
		return SelectReader.isQuery(group) ? SelectQuery.of(group).blocks().get(0).outputs().get(0).column() : NAMELESS;
	}

	private static String name(List<SqlToken> tokens) {
		TokenCursor cursor = new TokenCursor(tokens);
		if (cursor.isAtSymbol("(")) {
			return nameOfQuery(cursor.readGroup().rest());
		}
		if (tokens.isEmpty() || !tokens.get(0).isIdentifier()) {
			return NAMELESS;
		}
		cursor.skipName();
		SqlToken name = tokens.get(cursor.position() - 1);
		boolean plain = cursor.isAtEnd() || cursor.isAtSymbol("(") || cursor.isAtSymbol("::");
		return (plain && name.isIdentifier()) ? name.identifier() : NAMELESS;
	}

}
