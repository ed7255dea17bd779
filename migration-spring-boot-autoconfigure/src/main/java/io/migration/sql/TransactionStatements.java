// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import java.util.Set;

/**
 * Statements that open and end transactions.
 */
final class TransactionStatements {

	private static final Set<String> NOISE = Set.of("work", "transaction");

	private TransactionStatements() {
	}

	static StatementTraits classify(TokenCursor cursor) {
		String word = cursor.word();
		cursor.skip();
		return switch (word) {
			case "begin", "start" -> StatementTraits.control(StatementKind.BEGIN);
			case "prepare" -> cursor.isAt("transaction") ? unsupported() : StatementTraits.other(LockImpact.NONE);
			case "commit", "end" -> end(cursor, StatementKind.COMMIT);
			default -> end(cursor, StatementKind.ROLLBACK);
		};
	}

	private static StatementTraits end(TokenCursor cursor, StatementKind kind) {
		if (cursor.isAt("prepared")) {
			return unsupported();
		}
		cursor.acceptAny(NOISE);
		if (cursor.isAt("to")) {
			return StatementTraits.other(LockImpact.NONE);
		}
		return cursor.isAt("and", "chain") ? unsupported() : StatementTraits.control(kind);
	}

	private static StatementTraits unsupported() {
		return StatementTraits.control(StatementKind.UNSUPPORTED_TRANSACTION_CONTROL);
	}

}
