// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import io.migration.BackfillPressure;
import org.jspecify.annotations.Nullable;

/**
 * Says before each batch how fast a worker may go on. One object serves all backfills of
 * a target and is asked by one thread.
 *
 * @since 1.0.0
 */
public interface BackfillPace {

	/**
	 * Never in the way.
	 */
	BackfillPace UNHINDERED = (connection, throttle) -> Pace.GO;

	/**
	 * Tell how to go on. Asked with every batch, so that it has to remember what was
	 * measured lately.
	 * @param connection the connection of the worker, in autocommit, not in a transaction
	 * @param throttle what the marker of the backfill says in {@code throttle=},
	 * {@code null} if it says nothing
	 * @return how to go on
	 * @throws SQLException if the connection is lost
	 */
	Pace next(Connection connection, @Nullable String throttle) throws SQLException;

	/**
	 * Look around while a batch holds its locks, just before it commits.
	 * @param connection the connection of the batch, in its transaction
	 * @param throttle what the marker of the backfill says in {@code throttle=},
	 * {@code null} if it says nothing
	 * @throws SQLException if the connection is lost
	 */
	default void beforeCommit(Connection connection, @Nullable String throttle) throws SQLException {
	}

	/**
	 * How to go on. With {@link BackfillPressure.Level#CRITICAL} there is no batch.
	 *
	 * @param pressure how much to give way, and why
	 * @param rowsPerSecond most rows in a second for all instances together, {@code null}
	 * for no bound; the limit of the backfill itself holds too
	 * @param share share of the time for which the worker may run batches, above 0; the
	 * rest are pauses, 1 for none
	 * @param batchTime how long batches are meant to take, {@code null}: as configured,
	 * or a quarter of it with {@link BackfillPressure.Level#HIGH}
	 */
	record Pace(BackfillPressure pressure, @Nullable Long rowsPerSecond, double share, @Nullable Duration batchTime) {

		/**
		 * As fast as it goes.
		 */
		public static final Pace GO = new Pace(BackfillPressure.NONE, null);

		/**
		 * Create a pace that works for a quarter of the time under high pressure, and
		 * without pauses if there is none.
		 * @param pressure how much to give way, and why
		 * @param rowsPerSecond most rows in a second, {@code null} for no bound
		 */
		public Pace(BackfillPressure pressure, @Nullable Long rowsPerSecond) {
			this(pressure, rowsPerSecond, (pressure.level() == BackfillPressure.Level.NONE) ? 1 : 0.25, null);
		}

		/**
		 * Tell how long the next batch is meant to take.
		 * @param configured the time that is configured
		 * @return the time
		 */
		public Duration batchTime(Duration configured) {
			Duration own = this.batchTime;
			if (own != null) {
				return (own.compareTo(configured) < 0) ? own : configured;
			}
			boolean high = this.pressure.level() == BackfillPressure.Level.HIGH;
			return high ? configured.dividedBy(4) : configured;
		}

		/**
		 * Tell how long to pause after a batch.
		 * @param batch how long it took
		 * @return the pause, so that the share holds
		 */
		public Duration pauseAfter(Duration batch) {
			return Duration.ofNanos((long) (batch.toNanos() * (1 / this.share - 1)));
		}

	}

}
