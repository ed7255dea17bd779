// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.List;
import java.util.Set;

/**
 * Tells whether a statement may leave something behind in the session.
 */
final class SessionEffects {

	private static final Set<String> LEAVE_NOTHING = Set.of("alter", "analyze", "analyse", "checkpoint", "close",
			"cluster", "comment", "copy", "delete", "drop", "fetch", "grant", "import", "insert", "lock", "merge",
			"move", "notify", "reassign", "refresh", "reindex", "release", "revoke", "rollback", "savepoint",
			"security", "show", "truncate", "update", "vacuum", "with");

	private static final Set<String> LEAVE_SOMETHING = Set.of("deallocate", "declare", "execute", "explain", "listen",
			"load", "prepare", "unlisten");

	private static final Set<String> SCOPES = Set.of("global", "local");

	private SessionEffects() {
	}

	static boolean isKnown(String firstWord) {
		return LEAVE_NOTHING.contains(firstWord) || LEAVE_SOMETHING.contains(firstWord);
	}

	static boolean of(StatementKind kind, List<SqlToken> tokens) {
		TokenCursor cursor = new TokenCursor(tokens);
		return switch (kind) {
			case QUERY, PROCEDURE, DISCARDS_LOCK -> true;
			case CHANGE_DATA, COPY_FROM_STDIN -> FunctionCalls.isIn(tokens, "set_config");
			case SESSION_SETTING -> !cursor.accept("set", "local");
			default -> ofOther(cursor) || FunctionCalls.isIn(tokens, "set_config");
		};
	}

	private static boolean ofOther(TokenCursor cursor) {
		return switch (cursor.word()) {
			case "create" -> createsTemporary(cursor);
			case "declare" -> cursor.hasOutsideParentheses("with", "hold");
			case "set" -> !cursor.isAt("set", "transaction") && !cursor.isAt("set", "constraints");
			default -> !LEAVE_NOTHING.contains(cursor.word());
		};
	}

	private static boolean createsTemporary(TokenCursor cursor) {
		cursor.skip();
		cursor.accept("or", "replace");
		cursor.acceptAny(SCOPES);
		return cursor.isAt("temp") || cursor.isAt("temporary")
				|| cursor.rest().stream().anyMatch((token) -> token.isWord("pg_temp"));
	}

}
