// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.List;

/**
 * Finds out from its tokens what a PostgreSQL statement is.
 */
final class StatementClassifier {

	private StatementClassifier() {
	}

	static StatementTraits classify(List<SqlToken> tokens) {
		StatementTraits traits = byFirstWord(new TokenCursor(tokens));
		if (traits.transactionUse() == TransactionUse.CONTROL) {
			return traits;
		}
		if (FunctionCalls.releasesLocks(tokens)) {
			traits = traits.withKind(StatementKind.DISCARDS_LOCK);
		}
		return traits.withChangesSession(SessionEffects.of(traits.kind(), tokens));
	}

	private static StatementTraits byFirstWord(TokenCursor cursor) {
		String word = cursor.word();
		return switch (word) {
			case "begin", "start", "commit", "end", "rollback", "abort", "prepare" ->
				TransactionStatements.classify(cursor);
			case "create" -> CreateStatements.classify(cursor);
			case "alter" -> AlterStatements.classify(cursor);
			case "drop" -> DropStatements.classify(cursor);
			case "vacuum", "reindex", "cluster", "refresh", "lock", "truncate" ->
				MaintenanceStatements.classify(cursor);
			case "insert", "update", "delete", "merge" ->
				StatementTraits.allowed(StatementKind.CHANGE_DATA, LockImpact.NONE);
			case "do", "call" -> StatementTraits.allowed(StatementKind.PROCEDURE, LockImpact.BLOCKS_READERS);
			case "set", "reset", "discard" -> settings(cursor);
			case "copy" -> copy(cursor);
			case "reassign" -> StatementTraits.other(LockImpact.BLOCKS_READERS);
			default -> QueryStatements.isQuery(cursor) ? QueryStatements.classify(cursor) : other(word);
		};
	}

	private static StatementTraits settings(TokenCursor cursor) {
		if (cursor.accept("discard")) {
			return cursor.isAt("all") ? StatementTraits.forbidden(StatementKind.DISCARDS_LOCK, LockImpact.NONE)
					: StatementTraits.other(LockImpact.NONE);
		}
		boolean ofTransaction = cursor.accept("set") && (cursor.isAt("transaction") || cursor.isAt("constraints"));
		return StatementTraits.allowed(ofTransaction ? StatementKind.OTHER : StatementKind.SESSION_SETTING,
				LockImpact.NONE);
	}

	private static StatementTraits copy(TokenCursor cursor) {
		return CopyDataReader.isFollowedByData(cursor.rest())
				? StatementTraits.allowed(StatementKind.COPY_FROM_STDIN, LockImpact.NONE)
				: StatementTraits.other(LockImpact.NONE);
	}

	private static StatementTraits other(String word) {
		return StatementTraits.other(SessionEffects.isKnown(word) ? LockImpact.NONE : LockImpact.BLOCKS_READERS);
	}

}
