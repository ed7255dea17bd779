// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.migration.hazard.schema.Parentheses;
import io.migration.hazard.statement.PartitionBound;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;
import io.migration.sql.TokenType;
import org.jspecify.annotations.Nullable;

/**
 * The values of a column between two constants, or a list of them.
 *
 * @param from the lowest value; {@code null} for none
 * @param to the value behind the highest; {@code null} for none
 * @param values the values of a list; empty for a range
 */
record Range(@Nullable String from, @Nullable String to, Set<String> values) {

	static @Nullable Range of(PartitionBound bound) {
		if (!bound.in().isEmpty()) {
			return new Range(null, null, bound.in().stream().map(Range::constant).collect(Collectors.toSet()));
		}
		boolean single = bound.from().size() == 1 && bound.to().size() == 1;
		return single ? new Range(limit(bound.from().get(0)), limit(bound.to().get(0)), Set.of()) : null;
	}

	private static @Nullable String limit(List<SqlToken> tokens) {
		boolean open = !tokens.isEmpty() && (tokens.get(0).isWord("minvalue") || tokens.get(0).isWord("maxvalue"));
		return open ? null : constant(tokens);
	}

	// What is compared must be a constant, whatever it is cast to
	static String constant(List<SqlToken> tokens) {
		StringBuilder text = new StringBuilder();
		for (SqlToken token : withoutType(Parentheses.strip(tokens))) {
			if (token.isSymbol("::")) {
				break;
			}
			text.append((token.type() == TokenType.STRING) ? token.content() : token.text());
		}
		return text.toString();
	}

	private static boolean isConstant(List<SqlToken> tokens) {
		List<SqlToken> value = withoutType(Parentheses.strip(tokens));
		int first = (!value.isEmpty() && value.get(0).isSymbol("-")) ? 1 : 0;
		TokenType type = (value.size() > first) ? value.get(first).type() : null;
		boolean ends = value.size() == first + 1 || (value.size() > first + 1 && value.get(first + 1).isSymbol("::"));
		return (type == TokenType.STRING || type == TokenType.NUMBER) && ends;
	}

	// As in DATE '2026-01-01'
	private static List<SqlToken> withoutType(List<SqlToken> tokens) {
		int first = 0;
		while (first < tokens.size() - 1 && tokens.get(first).isIdentifier()) {
			first++;
		}
		boolean typed = first > 0 && tokens.get(first).type() == TokenType.STRING;
		return typed ? tokens.subList(first, tokens.size()) : tokens;
	}

	// Parts of the condition that say something else make it only narrower
	static @Nullable Range of(List<SqlToken> condition, String column) {
		String from = null;
		String to = null;
		Set<String> values = Set.of();
		for (List<SqlToken> part : Conditions.conjuncts(condition)) {
			boolean compares = part.size() > 2 && part.get(0).isIdentifier() && part.get(0).identifier().equals(column);
			if (compares) {
				List<SqlToken> rest = part.subList(2, part.size());
				SqlToken operator = part.get(1);
				from = (operator.isSymbol(">=") && isConstant(rest)) ? constant(rest) : from;
				to = (operator.isSymbol("<") && isConstant(rest)) ? constant(rest) : to;
				values = operator.isSymbol("=") ? Set.of(constant(rest)) : values;
				values = operator.isWord("in") ? listed(rest) : values;
			}
		}
		return (from == null && to == null && values.isEmpty()) ? null : new Range(from, to, values);
	}

	static Set<String> listed(List<SqlToken> tokens) {
		return new TokenCursor(tokens).readGroup()
			.split()
			.stream()
			.map((part) -> constant(part.rest()))
			.collect(Collectors.toSet());
	}

	boolean contains(Range other) {
		if (!this.values.isEmpty()) {
			return !other.values.isEmpty() && this.values.containsAll(other.values);
		}
		boolean low = this.from == null || (other.from != null && compare(this.from, other.from) <= 0);
		boolean high = this.to == null || (other.to != null && compare(other.to, this.to) <= 0);
		return other.values.isEmpty() && low && high;
	}

	boolean isApartFrom(@Nullable Range other) {
		if (other == null || !this.values.isEmpty() || !other.values.isEmpty()) {
			return false;
		}
		boolean below = other.to != null && this.from != null && compare(other.to, this.from) <= 0;
		boolean above = other.from != null && this.to != null && compare(this.to, other.from) <= 0;
		return below || above;
	}

	private static int compare(String first, String second) {
		try {
			return new BigDecimal(first).compareTo(new BigDecimal(second));
		}
		catch (NumberFormatException ex) {
			return first.compareTo(second);
		}
	}

}
