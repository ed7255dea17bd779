// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.sql.Connection;
import java.sql.SQLException;

import io.migration.database.LocalTransaction;

/**
 * Runs work of a backfill in a transaction with the settings that it needs.
 */
final class ShortTransaction {

	private ShortTransaction() {
	}

	static <T> T run(Connection connection, BackfillSession session, BackfillTask task, boolean readsKeys, Work<T> work)
			throws SQLException {
		try (LocalTransaction transaction = LocalTransaction.begin(connection)) {
			session.walk().apply(connection, session.transaction(task, readsKeys));
			T result = work.run();
			transaction.commit();
			return result;
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
