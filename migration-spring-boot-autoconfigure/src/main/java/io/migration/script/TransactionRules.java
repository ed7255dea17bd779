// SPDX-License-Identifier: Apache-2.0
package io.migration.script;

import java.util.List;

import io.migration.sql.SqlStatement;
import io.migration.sql.TransactionUse;
import org.jspecify.annotations.Nullable;

/**
 * Checks what the statements of a step do to transactions and to the lock.
 */
final class TransactionRules {

	private final Section section;

	private final TransactionMode mode;

	private final FileProblems problems;

	private @Nullable SqlStatement begin;

	TransactionRules(Section section, TransactionMode mode, FileProblems problems) {
		this.section = section;
		this.mode = mode;
		this.problems = problems;
	}

	void check(List<SqlStatement> statements) {
		statements.forEach(this::check);
		if (this.begin != null) {
			add(this.begin, "The transaction that starts here is never committed",
					"Add COMMIT, or remove BEGIN: the step has a transaction anyway.");
		}
	}

	private void check(SqlStatement statement) {
		switch (statement.kind()) {
			case BEGIN -> checkBegin(statement);
			case COMMIT -> checkCommit(statement);
			case ROLLBACK -> add(statement, "ROLLBACK would undo the step, and the history would not know",
					"Remove it: a step that fails is rolled back without it.");
			case UNSUPPORTED_TRANSACTION_CONTROL -> add(statement,
					"'" + StatementTitle.of(statement) + "' leaves a transaction behind that cannot be followed",
					"Use plain BEGIN and COMMIT.");
			case DISCARDS_LOCK -> add(statement,
					"The statement would free the lock that keeps other instances from migrating at the same time",
					"Remove it: what a script changes in its session is restored without it.");
			default -> checkOther(statement);
		}
	}

	private void checkBegin(SqlStatement statement) {
		checkOwnTransaction(statement);
		if (this.begin != null) {
			add(statement, "BEGIN inside of the transaction that starts in line " + this.begin.line(),
					"Add COMMIT before it, or remove it.");
		}
		this.begin = statement;
	}

	private void checkCommit(SqlStatement statement) {
		if (this.begin == null) {
			add(statement, "COMMIT without BEGIN", "Add BEGIN before it, or remove it.");
		}
		else {
			checkOwnTransaction(statement);
		}
		this.begin = null;
	}

	private void checkOwnTransaction(SqlStatement statement) {
		if (this.section.type() == SectionType.BACKFILL) {
			add(statement, "A backfill cannot have transactions of its own: each batch is one", "Remove it.");
		}
		else if (this.mode == TransactionMode.ON) {
			add(statement, "'" + StatementTitle.of(statement) + "' does not go together with transaction=on",
					"Remove it, or remove transaction=on.");
		}
	}

	private void checkOther(SqlStatement statement) {
		if (statement.transactionUse() != TransactionUse.FORBIDDEN) {
			return;
		}
		String title = "'" + StatementTitle.of(statement) + "' cannot run in a transaction, ";
		if (this.section.type() == SectionType.BACKFILL) {
			add(statement, title + "but each batch of a backfill is one", "Move it into another section.");
		}
		else if (this.begin != null) {
			add(statement, title + "but one starts in line " + this.begin.line(), "Move it behind COMMIT.");
		}
		else if (this.mode == TransactionMode.ON) {
			add(statement, title + "but the step says transaction=on",
					"Remove transaction=on, or move the statement into a migration of its own.");
		}
	}

	private void add(SqlStatement statement, String message, String action) {
		this.problems.add(statement.line(), message, action);
	}

}
