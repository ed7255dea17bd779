// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.time.Duration;

/**
 * Thrown when another instance kept the lock for too long.
 *
 * @since 1.0.0
 */
public final class LockNotObtainedException extends MigrationException {

	private static final long serialVersionUID = 1L;

	private final Duration waited;

	/**
	 * Create an exception.
	 * @param waited how long this instance waited
	 * @param description who holds the lock
	 * @param databaseState in which state the database is
	 * @param action what to do
	 */
	public LockNotObtainedException(Duration waited, String description, String databaseState, String action) {
		super(description, databaseState, action, null);
		this.waited = waited;
	}

	/**
	 * Return how long this instance waited.
	 * @return the time
	 */
	public Duration waited() {
		return this.waited;
	}

}
