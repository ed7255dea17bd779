// SPDX-License-Identifier: Apache-2.0
package io.migration;

/**
 * Migrates one target and tells its state. Implementations may be called from several
 * threads; runs exclude each other through the lock in the database.
 *
 * @since 1.0.0
 */
public interface MigrationEngine {

	/**
	 * Return the name of the target, {@code default} unless configured otherwise.
	 * @return the name
	 */
	String target();

	/**
	 * Bring the database to the newest version that this application contains. When there
	 * is nothing to do, one query is sent and no lock is taken. Otherwise blocks until
	 * the lock is obtained and everything required has run.
	 * @return what was done
	 * @throws MigrationException if anything required could not be done
	 */
	MigrationRun migrate();

	/**
	 * Check that the database is at the newest version that this application contains and
	 * that nothing applied was changed. Never writes.
	 * @throws MigrationException if a step is pending, failed, in doubt, changed or
	 * missing
	 */
	void validate();

	/**
	 * Read the state of the target. Never writes and never takes a lock.
	 * @param limit how many applied migrations to list, newest first, at least 0
	 * @return the state
	 * @throws MigrationException if the database cannot be asked or scripts are invalid
	 */
	MigrationStatus status(int limit);

	/**
	 * Write this instance and its newest version into the register, or renew the entry.
	 * @throws MigrationException if the database cannot be reached
	 */
	void heartbeat();

	/**
	 * Remove this instance from the register.
	 * @throws MigrationException if the database cannot be reached
	 */
	void leave();

}
