// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The backfills of the migrations that are undone. None of their batches may be committed
 * behind the first {@code down}.
 *
 * @since 1.0.0
 */
public interface UndoneBackfills {

	/**
	 * Wait for batches that run, and forget the backfills with the transaction.
	 * @param connection the connection, in a transaction
	 * @throws SQLException if a statement fails
	 */
	void remove(Connection connection) throws SQLException;

	/**
	 * Wait for batches that run, and let no other one begin.
	 * @param connection the connection, in a transaction
	 * @throws SQLException if a statement fails
	 */
	void cancel(Connection connection) throws SQLException;

}
