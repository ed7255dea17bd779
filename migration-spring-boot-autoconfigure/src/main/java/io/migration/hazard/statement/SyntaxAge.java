// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;

/**
 * Tells which version of the server has brought the syntax of a statement. It knows what
 * came with versions 13 to 18.
 *
 * @since 1.0.0
 */
public final class SyntaxAge {

	private static final Map<String, Integer> PHRASES = Map.ofEntries(Map.entry("not enforced", 18),
			Map.entry("without overlaps", 18), Map.entry("set expression as", 17), Map.entry("drop expression", 13),
			Map.entry("nulls not distinct", 15), Map.entry("nulls distinct", 15), Map.entry("set compression", 14),
			Map.entry("or replace trigger", 14), Map.entry("or replace constraint trigger", 14),
			Map.entry("set access method default", 17), Map.entry("set access method", 15),
			Map.entry("begin atomic", 14), Map.entry("with ties", 13), Map.entry("tables in schema", 15),
			Map.entry("not matched by source", 17), Map.entry("not matched by target", 17),
			Map.entry("grant maintain", 17), Map.entry("revoke maintain", 17), Map.entry("group by distinct", 14));

	private static final Map<String, Integer> FUNCTIONS = Map.ofEntries(Map.entry("uuidv7", 18),
			Map.entry("uuidv4", 18), Map.entry("array_sort", 18), Map.entry("array_reverse", 18),
			Map.entry("casefold", 18), Map.entry("crc32", 18), Map.entry("crc32c", 18),
			Map.entry("uuid_extract_timestamp", 17), Map.entry("uuid_extract_version", 17), Map.entry("json_table", 17),
			Map.entry("json_exists", 17), Map.entry("json_query", 17), Map.entry("json_value", 17),
			Map.entry("to_bin", 17), Map.entry("to_oct", 17), Map.entry("random_normal", 16),
			Map.entry("any_value", 16), Map.entry("array_sample", 16), Map.entry("array_shuffle", 16),
			Map.entry("date_add", 16), Map.entry("date_subtract", 16), Map.entry("pg_input_is_valid", 16),
			Map.entry("regexp_count", 15), Map.entry("regexp_instr", 15), Map.entry("regexp_like", 15),
			Map.entry("regexp_substr", 15), Map.entry("date_bin", 14), Map.entry("string_to_table", 14),
			Map.entry("bit_count", 14), Map.entry("trim_array", 14), Map.entry("unistr", 14),
			Map.entry("range_agg", 14));

	private SyntaxAge() {
	}

	/**
	 * Return the version that a statement needs.
	 * @param statement the tokens
	 * @param action what they were read as
	 * @param isOwn whether somebody has made a function of a name
	 * @return the major version; 0 if every version has it
	 */
	public static int of(List<SqlToken> statement, SqlAction action, Predicate<String> isOwn) {
		int release = forbidsNulls(action) ? 18 : 0;
		TokenCursor cursor = new TokenCursor(statement);
		if (cursor.isAt("merge")) {
			release = Math.max(release, cursor.hasOutsideParentheses("returning") ? 17 : 15);
		}
		while (!cursor.isAtEnd()) {
			release = Math.max(release, at(cursor, isOwn));
			cursor.skip();
		}
		return release;
	}

	private static int at(TokenCursor cursor, Predicate<String> isOwn) {
		String word = cursor.word();
		if (word.isEmpty()) {
			return 0;
		}
		int release = 0;
		for (Map.Entry<String, Integer> phrase : PHRASES.entrySet()) {
			if (phrase.getKey().startsWith(word) && cursor.isAt(phrase.getKey().split(" "))) {
				release = Math.max(release, phrase.getValue());
			}
		}
		TokenCursor behind = new TokenCursor(cursor.rest());
		behind.skip();
		Integer function = behind.isAtSymbol("(") ? FUNCTIONS.get(word) : null;
		boolean newer = function != null && !isOwn.test(word);
		return Math.max(Math.max(release, newer ? function : 0), inClause(cursor));
	}

	private static int inClause(TokenCursor cursor) {
		TokenCursor clause = new TokenCursor(cursor.rest());
		if (clause.accept("generated", "always", "as") && clause.isAtSymbol("(")) {
			clause.skipGroup();
			return clause.isAt("stored") ? 0 : 18;
		}
		if (clause.accept("foreign", "key")) {
			return clause.readGroup().split().stream().anyMatch(SyntaxAge::isPeriod) ? 18 : 0;
		}
		boolean sets = clause.accept("on", "delete", "set", "null") || clause.accept("on", "delete", "set", "default");
		if (sets) {
			return clause.isAtSymbol("(") ? 15 : 0;
		}
		if (clause.accept("detach", "partition")) {
			clause.readWrittenName();
			return (clause.isAt("concurrently") || clause.isAt("finalize")) ? 14 : 0;
		}
		return 0;
	}

	private static boolean isPeriod(TokenCursor part) {
		return part.accept("period") && !part.isAtEnd();
	}

	// As a constraint of the table, which has a name
	private static boolean forbidsNulls(SqlAction action) {
		if (action instanceof TableStatement.Create create) {
			return create.definition().constraints().stream().anyMatch(SyntaxAge::isNotNull);
		}
		return action instanceof TableStatement.Alter alter && alter.actions()
			.stream()
			.anyMatch((part) -> part instanceof ConstraintAction.Add add && isNotNull(add.definition()));
	}

	private static boolean isNotNull(ConstraintDefinition constraint) {
		return constraint.kind() == ConstraintKind.NOT_NULL;
	}

}
