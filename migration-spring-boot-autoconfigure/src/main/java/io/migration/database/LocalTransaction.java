// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.sql.Connection;
import java.sql.SQLException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transaction on a connection that is otherwise in autocommit. What was not committed
 * is rolled back when it is closed.
 *
 * @since 1.0.0
 */
public final class LocalTransaction implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(LocalTransaction.class);

	private final Connection connection;

	private boolean committed;

	private LocalTransaction(Connection connection) {
		this.connection = connection;
	}

	/**
	 * Begin a transaction.
	 * @param connection the connection, in autocommit
	 * @return to be closed at its end
	 * @throws SQLException if the connection is lost
	 */
	public static LocalTransaction begin(Connection connection) throws SQLException {
		connection.setAutoCommit(false);
		return new LocalTransaction(connection);
	}

	/**
	 * Commit what was done.
	 * @throws SQLException if that fails
	 */
	public void commit() throws SQLException {
		this.connection.commit();
		this.committed = true;
	}

	/**
	 * Bring the connection back into autocommit. A failure is logged only, so that it
	 * does not hide the one before it; who goes on with the connection will meet it.
	 */
	@Override
	public void close() {
		try {
			if (!this.committed) {
				this.connection.rollback();
			}
			this.connection.setAutoCommit(true);
		}
		catch (SQLException ex) {
			logger.debug("The connection could not be brought back into autocommit", ex);
		}
	}

}
