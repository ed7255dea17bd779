// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.Connection;
import java.sql.SQLException;

import io.migration.execution.StatementFailure.Moment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work in a transaction of a connection that is otherwise in autocommit.
 */
final class Transaction {

	private static final Logger logger = LoggerFactory.getLogger(Transaction.class);

	private Transaction() {
	}

	static void run(Connection connection, Work work) throws StatementFailure, CheckFailure {
		try {
			connection.setAutoCommit(false);
		}
		catch (SQLException ex) {
			throw new StatementFailure(null, ex);
		}
		boolean committed = false;
		try {
			work.run();
			connection.commit();
			committed = true;
		}
		catch (SQLException ex) {
			throw new StatementFailure(null, ex, Moment.AT_COMMIT);
		}
		finally {
			end(connection, committed);
		}
	}

	private static void end(Connection connection, boolean committed) {
		try {
			if (!committed) {
				connection.rollback();
			}
			connection.setAutoCommit(true);
		}
		catch (SQLException ex) {
			logger.debug("The connection could not be brought back into autocommit", ex);
		}
	}

	/**
	 * What is done in the transaction.
	 */
	interface Work {

		void run() throws StatementFailure, CheckFailure;

	}

}
