// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.sql.Connection;
import java.sql.SQLException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work in a transaction of a connection that is otherwise in autocommit.
 */
final class ShortTransaction {

	private static final Logger logger = LoggerFactory.getLogger(ShortTransaction.class);

	private ShortTransaction() {
	}

	static <T> T run(Connection connection, BackfillSession session, BackfillTask task, boolean readsKeys, Work<T> work)
			throws SQLException {
		connection.setAutoCommit(false);
		boolean committed = false;
		try {
			session.walk().apply(connection, session.transaction(task, readsKeys));
			T result = work.run();
			connection.commit();
			committed = true;
			return result;
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
	 *
	 * @param <T> what comes of it
	 */
	interface Work<T> {

		T run() throws SQLException;

	}

}
