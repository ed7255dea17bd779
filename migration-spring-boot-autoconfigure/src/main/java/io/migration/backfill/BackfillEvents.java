// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.sql.Connection;
import java.time.Duration;

import io.migration.database.BackfillCursor;

/**
 * Told what a worker does and sees, on its thread. Nothing here may throw or take long.
 *
 * @since 1.0.0
 */
public interface BackfillEvents {

	/**
	 * Nobody listens.
	 */
	BackfillEvents NONE = new BackfillEvents() {
	};

	/**
	 * Called each time before the worker looks for something to do.
	 * @param connection the connection of the worker, in autocommit
	 * @param task the backfill
	 */
	default void turn(Connection connection, BackfillTask task) {
	}

	/**
	 * Called when a cursor was read.
	 * @param task the backfill
	 * @param cursor how far it is
	 */
	default void seen(BackfillTask task, BackfillCursor cursor) {
	}

	/**
	 * Called in the transaction that begins a backfill, which may still fail.
	 * @param task the backfill
	 */
	default void beginning(BackfillTask task) {
	}

	/**
	 * Called when a batch is committed.
	 * @param task the backfill
	 * @param rows rows that were walked over
	 * @param changed rows that were changed
	 * @param took how long it took
	 */
	default void worked(BackfillTask task, long rows, long changed, Duration took) {
	}

	/**
	 * Called in the transaction that ends a backfill, which may still fail.
	 * @param task the backfill
	 */
	default void ending(BackfillTask task) {
	}

}
