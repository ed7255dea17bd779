// SPDX-License-Identifier: Apache-2.0
package io.migration.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import io.migration.InstanceIdentity;
import io.migration.LockNotObtainedException;
import io.migration.LockOptions;
import io.migration.MigrationStoppedException;
import io.migration.StopSignal;
import io.migration.TargetUnusableException;
import io.migration.database.Database;
import io.migration.history.Fence;

/**
 * The lock that lets one instance migrate at a time. Not safe for use by several threads.
 *
 * @since 1.0.0
 */
public interface MigrationLock {

	/**
	 * Create the lock of one history.
	 * @param database the database
	 * @param options which lock, and how long to wait
	 * @param identity who asks for it
	 * @param dataSource where a lease gets its second connection
	 * @param schema schema of the history
	 * @param table name of the history
	 * @param stop ends the wait
	 * @return a lock that is not held
	 */
	static MigrationLock of(Database database, LockOptions options, InstanceIdentity identity, DataSource dataSource,
			String schema, String table, StopSignal stop) {
		return new PolledLock(database, options, identity, dataSource, LockKey.of(schema, table), stop);
	}

	/**
	 * Wait for the lock, or until it is not needed any more.
	 * @param connection the connection of the run, in autocommit
	 * @param need asked again and again while another instance holds the lock
	 * @return whether the lock is held now
	 * @throws SQLException if a query fails; the lock is not held then
	 * @throws LockNotObtainedException if the holder made no progress for too long
	 * @throws MigrationStoppedException if the process was asked to end meanwhile
	 * @throws TargetUnusableException if this kind of lock cannot work here
	 */
	boolean acquire(Connection connection, Need need) throws SQLException;

	/**
	 * Return how long it has been waited for.
	 * @return the time since it was asked for
	 */
	Duration waited();

	/**
	 * Return what every write of the history has to pass while the lock is held.
	 * @return the fence
	 */
	Fence fence();

	/**
	 * Return whether a pooler was recognised that changes sessions underneath.
	 * @return {@code true} if nothing may be set for a session
	 */
	boolean pooled();

	/**
	 * Free the lock. A failure is logged only: a session lock ends with its session then,
	 * a lease when it expires.
	 * @param connection the connection of the run
	 */
	void release(Connection connection);

	/**
	 * Tells whether there is anything left to do under the lock.
	 */
	interface Need {

		/**
		 * There is, whatever the holder of the lock does.
		 */
		Need ALWAYS = () -> true;

		/**
		 * Return whether there is something left to do.
		 * @return {@code false} to go on without the lock
		 * @throws SQLException if a query fails
		 */
		boolean exists() throws SQLException;

	}

}
