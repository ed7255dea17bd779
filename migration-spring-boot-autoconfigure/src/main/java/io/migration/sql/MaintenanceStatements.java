// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.Set;

/**
 * Statements that keep tables in shape, and explicit locks.
 */
final class MaintenanceStatements {

	private static final Set<String> MANY = Set.of("schema", "database", "system");

	private MaintenanceStatements() {
	}

	static StatementTraits classify(TokenCursor cursor) {
		String word = cursor.word();
		cursor.skip();
		return switch (word) {
			case "vacuum" -> vacuum(cursor);
			case "reindex" -> reindex(cursor);
			case "cluster" -> cluster(cursor);
			case "refresh" -> StatementTraits.other(cursor.isAt("materialized", "view", "concurrently")
					? LockImpact.BLOCKS_WRITERS : LockImpact.BLOCKS_READERS);
			case "lock" -> StatementTraits.other(lock(cursor));
			default -> StatementTraits.other(LockImpact.BLOCKS_READERS);
		};
	}

	private static StatementTraits vacuum(TokenCursor cursor) {
		boolean full = OptionList.read(cursor).isOn("full") || cursor.isAt("full");
		return StatementTraits.forbidden(StatementKind.VACUUM,
				full ? LockImpact.BLOCKS_READERS : LockImpact.WAITS_FOR_OLD_TRANSACTIONS);
	}

	private static StatementTraits reindex(TokenCursor cursor) {
		boolean concurrently = OptionList.read(cursor).isOn("concurrently");
		boolean many = MANY.contains(cursor.word());
		cursor.skip();
		if (concurrently || cursor.isAt("concurrently")) {
			return StatementTraits.forbidden(StatementKind.REINDEX_CONCURRENTLY, LockImpact.WAITS_FOR_OLD_TRANSACTIONS);
		}
		return many ? StatementTraits.forbidden(StatementKind.REINDEX_MANY, LockImpact.BLOCKS_READERS)
				: StatementTraits.other(LockImpact.BLOCKS_READERS);
	}

	private static StatementTraits cluster(TokenCursor cursor) {
		OptionList.read(cursor);
		cursor.accept("verbose");
		return cursor.isAtEnd() ? StatementTraits.forbidden(StatementKind.CLUSTER_ALL, LockImpact.BLOCKS_READERS)
				: StatementTraits.other(LockImpact.BLOCKS_READERS);
	}

	private static LockImpact lock(TokenCursor cursor) {
		if (!cursor.acceptOutsideParentheses("in")) {
			return LockImpact.BLOCKS_READERS;
		}
		if (cursor.isAt("access", "share") || cursor.isAt("row") || cursor.isAt("share", "update")) {
			return LockImpact.NONE;
		}
		return (cursor.isAt("share") || cursor.isAt("exclusive")) ? LockImpact.BLOCKS_WRITERS
				: LockImpact.BLOCKS_READERS;
	}

}
