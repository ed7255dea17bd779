// SPDX-License-Identifier: Apache-2.0
package io.migration.observation;

import io.migration.BackfillStatus;
import io.migration.BatchRun;
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
	 * Called for each batch of a backfill that this instance has committed.
	 * @param target name of the target
	 * @param batch what was done
	 */
	default void backfillBatch(String target, BatchRun batch) {
	}

	/**
	 * Called when a backfill begins or ends, and every few seconds while this instance
	 * works on it.
	 * @param target name of the target
	 * @param backfill how far it is
	 */
	default void backfillProgress(String target, BackfillStatus backfill) {
	}

	/**
	 * Called when the state of a target was read for another purpose.
	 * @param status the state
	 */
	default void statusRead(MigrationStatus status) {
	}

}
