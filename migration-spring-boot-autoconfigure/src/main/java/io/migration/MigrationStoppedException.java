// SPDX-License-Identifier: Apache-2.0
package io.migration;

/**
 * Thrown when a run ended before it was done, because its process was asked to end. What
 * is done stays done; the next run goes on behind it.
 *
 * @since 1.0.0
 */
public final class MigrationStoppedException extends MigrationException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param description where the run was stopped
	 * @param databaseState what is done
	 */
	public MigrationStoppedException(String description, String databaseState) {
		super(description, databaseState, "Start again: the next start goes on where this one was stopped.", null);
	}

}
