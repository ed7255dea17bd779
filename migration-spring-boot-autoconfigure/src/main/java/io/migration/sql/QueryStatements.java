// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.List;
import java.util.Set;

/**
 * Queries, and statements that start with {@code WITH}.
 */
final class QueryStatements {

	private static final Set<String> CHANGES = Set.of("insert", "update", "delete", "merge");

	private static final Set<String> QUERIES = Set.of("select", "values", "table");

	private static final Set<String> LOCK_NOTHING = Set.of("array_agg", "avg", "bool_and", "bool_or", "cast",
			"clock_timestamp", "coalesce", "concat", "count", "current_setting", "currval", "exists", "format",
			"generate_series", "greatest", "json_agg", "json_build_object", "jsonb_agg", "jsonb_build_object",
			"lastval", "least", "length", "lower", "max", "md5", "min", "nextval", "now", "nullif", "pg_advisory_lock",
			"pg_advisory_unlock", "pg_advisory_xact_lock", "pg_notify", "pg_sleep", "random", "round", "row",
			"row_number", "set_config", "setval", "string_agg", "sum", "to_char", "to_regclass", "unnest", "upper",
			"version");

	private QueryStatements() {
	}

	static boolean isQuery(TokenCursor cursor) {
		return QUERIES.contains(cursor.word()) || cursor.isAt("with") || cursor.isAtSymbol("(");
	}

	static StatementTraits classify(TokenCursor cursor) {
		List<SqlToken> tokens = cursor.rest();
		LockImpact impact = callsUnknownFunction(tokens) ? LockImpact.BLOCKS_READERS : LockImpact.NONE;
		if (changesData(cursor)) {
			return StatementTraits.allowed(StatementKind.CHANGE_DATA, impact);
		}
		boolean setting = FunctionCalls.isIn(tokens, "set_config");
		return StatementTraits.allowed(setting ? StatementKind.SESSION_SETTING : StatementKind.QUERY, impact);
	}

	// A change behind WITH counts wherever it stands, since the server runs it in full
	// even
	// if the statement ends in a SELECT
	private static boolean changesData(TokenCursor cursor) {
		if (!cursor.accept("with")) {
			return false;
		}
		List<SqlToken> tokens = cursor.rest();
		for (int i = 1; i + 1 < tokens.size(); i++) {
			if (CHANGES.contains(SqlCharacters.fold(tokens.get(i).text())) && isVerb(tokens, i)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isVerb(List<SqlToken> tokens, int index) {
		SqlToken next = tokens.get(index + 1);
		if (next.isWord("into") || next.isWord("from")) {
			return true;
		}
		boolean startsStatement = tokens.get(index - 1).isSymbol(")") || isOpeningOfCommonTable(tokens, index - 1);
		return startsStatement && !next.isWord("as");
	}

	private static boolean isOpeningOfCommonTable(List<SqlToken> tokens, int index) {
		return tokens.get(index).isSymbol("(") && index > 0
				&& (tokens.get(index - 1).isWord("as") || tokens.get(index - 1).isWord("materialized"));
	}

	// A function such as create_parent may lock anything; ones that only compute are
	// seldom
	// the first thing selected, and the usual ones are known
	private static boolean callsUnknownFunction(List<SqlToken> tokens) {
		for (int i = 0; i + 2 < tokens.size(); i++) {
			if (tokens.get(i).isWord("select") || tokens.get(i).isWord("from")) {
				TokenCursor cursor = new TokenCursor(tokens.subList(i + 1, Math.min(tokens.size(), i + 8)));
				QualifiedName name = cursor.readName();
				if (name != null && cursor.isAtSymbol("(") && !LOCK_NOTHING.contains(name.name())) {
					return true;
				}
			}
		}
		return false;
	}

}
