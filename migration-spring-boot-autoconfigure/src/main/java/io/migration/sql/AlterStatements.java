// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

/**
 * Statements that start with {@code ALTER}.
 */
final class AlterStatements {

	private AlterStatements() {
	}

	static StatementTraits classify(TokenCursor cursor) {
		cursor.skip();
		cursor.accept("foreign");
		return switch (cursor.word()) {
			case "table" -> AlterTableStatements.classify(cursor);
			case "system" -> StatementTraits.forbidden(StatementKind.ALTER_SYSTEM, LockImpact.NONE);
			case "database" -> cursor.hasOutsideParentheses("set", "tablespace")
					? StatementTraits.forbidden(StatementKind.ALTER_DATABASE_TABLESPACE, LockImpact.NONE)
					: StatementTraits.other(LockImpact.NONE);
			case "subscription" -> SubscriptionStatements.alter(cursor);
			default -> StatementTraits.other(lockImpact(cursor));
		};
	}

	private static LockImpact lockImpact(TokenCursor cursor) {
		return switch (cursor.word()) {
			case "index" -> ofIndex(cursor);
			case "materialized" -> ofMaterializedView(cursor);
			case "sequence" -> ofSequence(cursor);
			case "type" -> ofType(cursor);
			case "domain" -> ofDomain(cursor);
			case "view", "trigger", "policy", "rule", "extension" -> LockImpact.BLOCKS_READERS;
			case "aggregate", "collation", "conversion", "default", "event", "data", "function", "group", "language",
					"procedural", "large", "operator", "procedure", "publication", "role", "routine", "schema",
					"server", "statistics", "tablespace", "text", "user", "wrapper" ->
				LockImpact.NONE;
			default -> LockImpact.BLOCKS_READERS;
		};
	}

	private static LockImpact ofIndex(TokenCursor cursor) {
		cursor.skip();
		if (cursor.isAt("all")) {
			return LockImpact.BLOCKS_READERS;
		}
		cursor.accept("if", "exists");
		cursor.skipName();
		return cursor.isAt("rename") ? LockImpact.NONE : AlterTableStatements.impactOfAction(cursor);
	}

	private static LockImpact ofMaterializedView(TokenCursor cursor) {
		cursor.accept("materialized", "view");
		return AlterTableStatements.impactOfActions(cursor);
	}

	private static LockImpact ofSequence(TokenCursor cursor) {
		cursor.skip();
		cursor.accept("if", "exists");
		cursor.skipName();
		boolean isForm = cursor.isAt("rename") || cursor.isAt("owner", "to") || cursor.isAt("set");
		return isForm ? LockImpact.BLOCKS_READERS : LockImpact.BLOCKS_WRITERS;
	}

	// Only values of an enumeration are known not to be those of a row type, which lock
	// like
	// a table
	private static LockImpact ofType(TokenCursor cursor) {
		cursor.skip();
		cursor.skipName();
		return (cursor.isAt("add", "value") || cursor.isAt("rename", "value") || cursor.isAtSymbol("("))
				? LockImpact.NONE : LockImpact.BLOCKS_READERS;
	}

	private static LockImpact ofDomain(TokenCursor cursor) {
		cursor.skip();
		cursor.skipName();
		boolean scans = cursor.isAt("validate") || cursor.isAt("set", "not")
				|| (cursor.isAt("add") && !cursor.hasOutsideParentheses("not", "valid"));
		return scans ? LockImpact.BLOCKS_WRITERS : LockImpact.NONE;
	}

}
