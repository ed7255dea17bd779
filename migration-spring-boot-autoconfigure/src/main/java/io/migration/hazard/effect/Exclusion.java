// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;
import org.jspecify.annotations.Nullable;

/**
 * The values that conditions keep out of a column, or the only ones that they let in.
 *
 * @param out the values that are kept out
 * @param only the values that are let in; {@code null} if it is not a list
 */
record Exclusion(Set<String> out, @Nullable Set<String> only) {

	static Exclusion of(List<List<SqlToken>> conditions, String column) {
		Set<String> out = new HashSet<>();
		Set<String> only = null;
		for (List<SqlToken> condition : conditions) {
			out.addAll(excluded(condition, column));
			Range range = Range.of(condition, column);
			boolean list = range != null && !range.values().isEmpty() && Conditions.disjuncts(condition).size() == 1
					&& !condition.get(0).isWord("not");
			only = (list && range != null) ? range.values() : only;
		}
		return new Exclusion(out, only);
	}

	private static Set<String> excluded(List<SqlToken> condition, String column) {
		TokenCursor cursor = new TokenCursor(condition);
		SqlToken subject = cursor.peek();
		if (subject == null || !subject.isIdentifier() || !subject.identifier().equals(column)
				|| Conditions.disjuncts(condition).size() > 1) {
			return Set.of();
		}
		cursor.skip();
		if (cursor.accept("not", "in")) {
			return Range.listed(cursor.rest());
		}
		if (!cursor.acceptSymbol("<>") && !cursor.acceptSymbol("!=")) {
			return Set.of();
		}
		return cursor.accept("all") ? inArray(cursor.readGroup()) : Set.of(Range.constant(cursor.rest()));
	}

	private static Set<String> inArray(TokenCursor group) {
		if (!group.accept("array")) {
			return Set.of();
		}
		List<SqlToken> rest = group.rest();
		Set<String> values = new HashSet<>();
		int end = rest.stream().map(SqlToken::text).toList().indexOf("]");
		if (end > 0) {
			new TokenCursor(rest.subList(1, end)).split().forEach((part) -> values.add(Range.constant(part.rest())));
		}
		return values;
	}

	boolean containsAll(Range unwanted) {
		Set<String> values = unwanted.values();
		boolean others = this.only != null && values.stream().noneMatch(this.only::contains);
		return !values.isEmpty() && (others || this.out.containsAll(values));
	}

}
