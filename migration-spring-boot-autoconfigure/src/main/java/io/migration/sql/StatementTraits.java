// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

/**
 * What the classifier finds out about a statement.
 *
 * @param kind what it is
 * @param transactionUse how it relates to transactions
 * @param lockImpact what its table locks do to others
 * @param changesSession whether it may leave something behind in the session
 */
record StatementTraits(StatementKind kind, TransactionUse transactionUse, LockImpact lockImpact,
		boolean changesSession) {

	static StatementTraits other(LockImpact lockImpact) {
		return allowed(StatementKind.OTHER, lockImpact);
	}

	static StatementTraits allowed(StatementKind kind, LockImpact lockImpact) {
		return new StatementTraits(kind, TransactionUse.ALLOWED, lockImpact, false);
	}

	static StatementTraits forbidden(StatementKind kind, LockImpact lockImpact) {
		return new StatementTraits(kind, TransactionUse.FORBIDDEN, lockImpact, false);
	}

	static StatementTraits control(StatementKind kind) {
		return new StatementTraits(kind, TransactionUse.CONTROL, LockImpact.NONE, false);
	}

	StatementTraits withKind(StatementKind newKind) {
		return new StatementTraits(newKind, this.transactionUse, this.lockImpact, this.changesSession);
	}

	StatementTraits withChangesSession(boolean newChangesSession) {
		return new StatementTraits(this.kind, this.transactionUse, this.lockImpact, newChangesSession);
	}

}
