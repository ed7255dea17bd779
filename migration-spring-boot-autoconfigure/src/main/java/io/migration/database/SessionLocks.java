// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Locks that belong to a session and end with it.
 *
 * @since 1.0.0
 */
public interface SessionLocks {

	/**
	 * Try to take a lock without waiting.
	 * @param connection the connection, in autocommit
	 * @param key which lock
	 * @return how it went
	 * @throws SQLException if the query fails
	 */
	Attempt tryLock(Connection connection, long key) throws SQLException;

	/**
	 * Tell whether a pooler changes sessions underneath.
	 * @param connection the connection
	 * @return whether the server calls the session otherwise than the driver
	 * @throws SQLException if the query fails
	 */
	boolean pooled(Connection connection) throws SQLException;

	/**
	 * Free a lock.
	 * @param connection the connection that holds it
	 * @param key which lock
	 * @return whether it was held
	 * @throws SQLException if the query fails
	 */
	boolean unlock(Connection connection, long key) throws SQLException;

	/**
	 * Tell who holds a lock.
	 * @param connection any connection
	 * @param key which lock
	 * @return the holder, {@code null} if nobody holds it
	 * @throws SQLException if the query fails
	 */
	@Nullable LockHolder holder(Connection connection, long key) throws SQLException;

	/**
	 * How an attempt went.
	 */
	enum Attempt {

		/**
		 * The lock is held now.
		 */
		ACQUIRED,

		/**
		 * Somebody else holds it.
		 */
		TAKEN,

		/**
		 * A pooler changes sessions underneath, so a session lock protects nothing.
		 */
		POOLED

	}

}
