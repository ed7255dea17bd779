// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.Set;

/**
 * Statements that start with {@code CREATE}.
 */
final class CreateStatements {

	private static final Set<String> MODIFIERS = Set.of("global", "local", "temp", "temporary", "unlogged", "recursive",
			"unique", "constraint");

	private CreateStatements() {
	}

	static StatementTraits classify(TokenCursor cursor) {
		cursor.skip();
		boolean replaces = cursor.accept("or", "replace");
		while (cursor.acceptAny(MODIFIERS)) {
			// Only the type of the object matters
			continue;
		}
		return switch (cursor.word()) {
			case "index" -> index(cursor);
			case "database" -> StatementTraits.forbidden(StatementKind.CREATE_DATABASE, LockImpact.NONE);
			case "tablespace" -> StatementTraits.forbidden(StatementKind.CREATE_TABLESPACE, LockImpact.NONE);
			case "subscription" -> SubscriptionStatements.create(cursor);
			default -> StatementTraits.other(lockImpact(cursor, replaces));
		};
	}

	private static StatementTraits index(TokenCursor cursor) {
		return cursor.accept("index", "concurrently") ? StatementTraits
			.forbidden(StatementKind.CREATE_INDEX_CONCURRENTLY, LockImpact.WAITS_FOR_OLD_TRANSACTIONS)
				: StatementTraits.other(LockImpact.BLOCKS_WRITERS);
	}

	private static LockImpact lockImpact(TokenCursor cursor, boolean replaces) {
		return switch (cursor.word()) {
			case "table", "foreign" -> table(cursor);
			case "schema" -> references(cursor);
			case "trigger" -> LockImpact.BLOCKS_WRITERS;
			case "rule", "policy" -> LockImpact.BLOCKS_READERS;
			case "view" -> replaces ? LockImpact.BLOCKS_READERS : LockImpact.NONE;
			default -> LockImpact.NONE;
		};
	}

	private static LockImpact table(TokenCursor cursor) {
		return cursor.hasOutsideParentheses("partition", "of") ? LockImpact.BLOCKS_READERS : references(cursor);
	}

	// Both words are reserved, so neither can be a name
	private static LockImpact references(TokenCursor cursor) {
		return cursor.rest().stream().anyMatch((token) -> token.isWord("references")) ? LockImpact.BLOCKS_WRITERS
				: LockImpact.NONE;
	}

}
