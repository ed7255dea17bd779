// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names in a statement that may be those of tables, views, indexes and sequences.
 * Which of them are is for the catalog to say.
 *
 * @since 1.0.0
 */
public final class RelationNames {

	private static final Set<String> KEYWORDS = Set.of("add", "all", "alter", "analyse", "analyze", "and", "any",
			"array", "as", "asc", "both", "by", "cascade", "case", "cast", "check", "coalesce", "collate", "column",
			"concurrently", "constraint", "create", "cross", "current_date", "current_role", "current_time",
			"current_timestamp", "current_user", "default", "deferrable", "delete", "desc", "distinct", "do", "drop",
			"else", "end", "except", "execute", "exists", "false", "fetch", "for", "foreign", "from", "full", "grant",
			"group", "having", "if", "ilike", "in", "index", "initially", "inner", "insert", "intersect", "into", "is",
			"isnull", "join", "lateral", "leading", "left", "like", "limit", "localtime", "localtimestamp", "natural",
			"not", "notnull", "null", "offset", "on", "only", "or", "order", "outer", "overlaps", "placing", "primary",
			"references", "returning", "revoke", "right", "select", "session_user", "set", "similar", "some",
			"symmetric", "table", "tablesample", "then", "to", "trailing", "true", "truncate", "union", "unique",
			"update", "user", "using", "vacuum", "values", "variadic", "verbose", "when", "where", "window", "with");

	private RelationNames() {
	}

	/**
	 * Return the names in their order, each once. From {@code a.b} come both the table
	 * {@code b} in the schema {@code a} and the table {@code a} with a column; from three
	 * parts likewise.
	 * @param statement the statement
	 * @return the names; those that depend on placeholders are left out
	 */
	public static List<QualifiedName> in(SqlStatement statement) {
		Set<QualifiedName> names = new LinkedHashSet<>();
		TokenCursor cursor = new TokenCursor(statement.tokens());
		while (!cursor.isAtEnd()) {
			if (isStartOfName(cursor)) {
				List<SqlToken> before = cursor.rest();
				cursor.skipName();
				addChain(before.subList(0, before.size() - cursor.rest().size()), names);
			}
			else {
				cursor.skip();
			}
		}
		return List.copyOf(names);
	}

	private static boolean isStartOfName(TokenCursor cursor) {
		SqlToken token = cursor.rest().get(0);
		return token.type() == TokenType.PLACEHOLDER
				|| (IdentifierText.isIdentifier(token) && !KEYWORDS.contains(cursor.word()));
	}

	private static void addChain(List<SqlToken> chain, Set<QualifiedName> names) {
		List<String> parts = new ArrayList<>();
		for (SqlToken token : chain) {
			if (IdentifierText.isIdentifier(token)) {
				parts.add(IdentifierText.valueOf(token));
			}
			else if (!token.isSymbol(".")) {
				return;
			}
		}
		if (parts.size() == 1) {
			names.add(new QualifiedName(null, parts.get(0)));
		}
		for (int i = 0; i + 1 < parts.size(); i++) {
			names.add(new QualifiedName(parts.get(i), parts.get(i + 1)));
		}
		if (parts.size() == 2) {
			names.add(new QualifiedName(null, parts.get(0)));
		}
	}

}
