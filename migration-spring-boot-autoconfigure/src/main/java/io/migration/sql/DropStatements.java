// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

/**
 * Statements that start with {@code DROP}.
 */
final class DropStatements {

	private DropStatements() {
	}

	static StatementTraits classify(TokenCursor cursor) {
		cursor.skip();
		return switch (cursor.word()) {
			case "index" ->
				cursor.isAt("index", "concurrently")
						? StatementTraits.forbidden(StatementKind.DROP_INDEX_CONCURRENTLY,
								LockImpact.WAITS_FOR_OLD_TRANSACTIONS)
						: StatementTraits.other(LockImpact.BLOCKS_READERS);
			case "database" -> StatementTraits.forbidden(StatementKind.DROP_DATABASE, LockImpact.NONE);
			case "tablespace" -> StatementTraits.forbidden(StatementKind.DROP_TABLESPACE, LockImpact.NONE);
			case "subscription" -> StatementTraits.forbidden(StatementKind.DROP_SUBSCRIPTION, LockImpact.NONE);
			default -> StatementTraits.other(lockImpact(cursor));
		};
	}

	// With CASCADE anything may go, and with it the tables that use it
	private static LockImpact lockImpact(TokenCursor cursor) {
		return switch (cursor.word()) {
			case "role", "user", "group", "event", "publication", "statistics" ->
				cursor.isAt("user", "mapping") ? ofDependents(cursor) : LockImpact.NONE;
			case "function", "procedure", "routine", "aggregate", "operator", "cast", "collation", "conversion",
					"domain", "server", "text", "access", "language", "procedural", "transform" ->
				ofDependents(cursor);
			default -> LockImpact.BLOCKS_READERS;
		};
	}

	private static LockImpact ofDependents(TokenCursor cursor) {
		return cursor.hasOutsideParentheses("cascade") ? LockImpact.BLOCKS_READERS : LockImpact.NONE;
	}

}
