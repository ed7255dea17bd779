// SPDX-License-Identifier: Apache-2.0
package io.migration.history;

import java.sql.Connection;
import java.sql.SQLException;

import io.migration.LockLostException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out an owner that has lost the lock without noticing. The journal passes it in
 * the transaction of every row that it writes.
 *
 * @since 1.0.0
 */
public interface Fence {

	/**
	 * For a lock that cannot be lost without losing the connection.
	 */
	Fence NONE = new Fence() {

		@Override
		public @Nullable Long token() {
			return null;
		}

		@Override
		public void enter(Connection connection) {
			// Nothing to check
		}

		@Override
		public String unfenced(int statement) {
			return "";
		}

		@Override
		public void working(String activity) {
			// The session shows it
		}

		@Override
		public void progressed() {
			// The session shows it
		}

	};

	/**
	 * Return what is written into the history.
	 * @return a number that grows with each owner, {@code null} if there is none
	 */
	@Nullable Long token();

	/**
	 * Make sure that nobody else becomes the owner until the transaction ends. May be
	 * called more than once.
	 * @param connection the connection, in a transaction
	 * @throws SQLException if a query fails
	 * @throws LockLostException if somebody else is the owner
	 */
	void enter(Connection connection) throws SQLException;

	/**
	 * Prepare a statement that cannot run in a transaction and therefore cannot be
	 * fenced.
	 * @param statement number of the statement, from 1
	 * @return what to put in front of it, so that a later owner recognises it
	 * @throws LockLostException if the lock was lost as far as this process can tell
	 */
	String unfenced(int statement);

	/**
	 * Say what the owner does now.
	 * @param activity what others are told
	 */
	void working(String activity);

	/**
	 * Say that the owner has done something.
	 */
	void progressed();

	/**
	 * Write in the transaction of the connection, or in one of its own.
	 * @param <T> what comes of it
	 * @param connection the connection
	 * @param write what to write
	 * @return what came of it
	 * @throws SQLException if a statement fails
	 * @throws LockLostException if somebody else is the owner; nothing is written then
	 */
	default <T> T write(Connection connection, Write<T> write) throws SQLException {
		if (token() == null) {
			return write.run();
		}
		if (!connection.getAutoCommit()) {
			enter(connection);
			return write.run();
		}
		connection.setAutoCommit(false);
		try {
			enter(connection);
			T result = write.run();
			connection.commit();
			return result;
		}
		finally {
			connection.rollback();
			connection.setAutoCommit(true);
		}
	}

	/**
	 * What is written.
	 *
	 * @param <T> what comes of it
	 */
	interface Write<T> {

		/**
		 * Write it.
		 * @return what comes of it
		 * @throws SQLException if a statement fails
		 */
		T run() throws SQLException;

	}

}
