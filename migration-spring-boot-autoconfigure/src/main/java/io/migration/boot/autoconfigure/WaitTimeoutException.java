// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.time.Duration;

import io.migration.MigrationException;

/**
 * Thrown when no other process has migrated the database in time.
 */
final class WaitTimeoutException extends MigrationException {

	private static final long serialVersionUID = 1L;

	WaitTimeoutException(Duration waited, Duration timeout, WaitProgress progress, MigrationException obstacle) {
		super("No other process has migrated the database: waited for "
				+ waited.toSeconds() + " s, without any progress for " + timeout.toSeconds() + " s; "
				+ progress.activity() + "." + System.lineSeparator() + obstacle.description(),
				"This instance did not change the database.",
				"With migration.mode=wait, something else has to migrate: a Job that runs --migration.command=migrate, "
						+ "or an instance with migration.mode=migrate. Start it, or look why it failed; to wait for "
						+ "longer, raise migration.wait-timeout.",
				obstacle);
	}

}
