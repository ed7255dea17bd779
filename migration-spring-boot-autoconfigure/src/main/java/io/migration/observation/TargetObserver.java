// SPDX-License-Identifier: Apache-2.0
package io.migration.observation;

import io.migration.MigrationRun;
import io.migration.MigrationStatus;

/**
 * Gets what a {@link RunRecorder} knows, once the application is able to observe it.
 *
 * @since 1.0.0
 */
public interface TargetObserver {

	/**
	 * Called for each run, after it has ended; possibly long after.
	 * @param run what was done, or failed
	 */
	void runEnded(MigrationRun run);

	/**
	 * Called when the state of a target was read for another purpose.
	 * @param status the state
	 */
	default void statusRead(MigrationStatus status) {
	}

}
