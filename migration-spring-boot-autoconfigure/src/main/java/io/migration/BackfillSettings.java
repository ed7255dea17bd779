// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How backfills are run.
 *
 * @param targetTime how long a batch should take; its size follows
 * @param batchSize rows of the first batch, where the script does not say it
 * @param passes most passes over a table, at least 2: the last one has to change nothing
 * @param onError what to do with a row that cannot be changed
 * @param lockTimeout longest time that a batch waits for a lock. Should be shorter than
 * the time after which the database looks for deadlocks, so that it is never the
 * application that has to give way.
 * @since 1.0.0
 */
public record BackfillSettings(Duration targetTime, int batchSize, int passes, OnError onError, Duration lockTimeout) {

	/**
	 * What applies if nothing is said.
	 */
	public static final BackfillSettings DEFAULTS = new BackfillSettings(Duration.ofMillis(200), 1000, 3, OnError.STOP,
			Duration.ofMillis(500));

	public BackfillSettings {
		Assert.isTrue(targetTime.toMillis() > 0, "'targetTime' must be at least 1 ms");
		Assert.isTrue(batchSize > 0, "'batchSize' must be positive");
		Assert.isTrue(passes > 1, "'passes' must be at least 2");
		Assert.isTrue(lockTimeout.toMillis() > 0, "'lockTimeout' must be at least 1 ms");
	}

	/**
	 * What to do with a row that cannot be changed.
	 */
	public enum OnError {

		/**
		 * The backfill fails.
		 */
		STOP,

		/**
		 * The row is passed over and tried again in the next pass.
		 */
		SKIP

	}

}
