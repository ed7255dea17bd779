// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.Connection;
import java.sql.SQLException;

import io.migration.database.LocalTransaction;
import io.migration.execution.StatementFailure.Moment;

/**
 * Runs work of a step in a transaction, and tells a failed commit from a failed
 * statement.
 */
final class Transaction {

	private Transaction() {
	}

	static void run(Connection connection, Work work) throws StatementFailure, CheckFailure {
		try (LocalTransaction transaction = begin(connection)) {
			work.run();
			commit(transaction);
		}
	}

	private static LocalTransaction begin(Connection connection) throws StatementFailure {
		try {
			return LocalTransaction.begin(connection);
		}
		catch (SQLException ex) {
			throw new StatementFailure(null, ex);
		}
	}

	private static void commit(LocalTransaction transaction) throws StatementFailure {
		try {
			transaction.commit();
		}
		catch (SQLException ex) {
			throw new StatementFailure(null, ex, Moment.AT_COMMIT);
		}
	}

	/**
	 * What is done in the transaction.
	 */
	interface Work {

		void run() throws StatementFailure, CheckFailure;

	}

}
