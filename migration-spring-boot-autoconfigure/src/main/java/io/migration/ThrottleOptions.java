// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.time.Duration;

import org.springframework.util.unit.DataSize;

/**
 * When backfills give way. A bound of zero is none.
 *
 * @param replicationLag how far standbys may be behind
 * @param activeConnections how many connections may be in use
 * @param lockWaits how many sessions may wait for locks
 * @param applicationLatency how long requests to the application may take
 * @param traffic what others may be doing at the same time
 * @param rowsPerSecond most rows in a second, for all instances together; zero for no
 * bound
 * @since 1.0.0
 */
public record ThrottleOptions(ReplicationLag replicationLag, ActiveConnections activeConnections, LockWaits lockWaits,
		ApplicationLatency applicationLatency, Traffic traffic, long rowsPerSecond) {

	/**
	 * The options that apply where nothing is said.
	 */
	public static final ThrottleOptions DEFAULTS = new ThrottleOptions(
			new ReplicationLag(true, Duration.ofSeconds(5), Duration.ofSeconds(30), DataSize.ofMegabytes(128),
					DataSize.ofGigabytes(1)),
			new ActiveConnections(true, 80, 95), new LockWaits(true, 5, 20),
			new ApplicationLatency(true, Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ZERO, Duration.ZERO),
			new Traffic(true, 0.25, 0, Duration.ofMillis(5), 10), 0);

	/**
	 * How far standbys may be behind.
	 *
	 * @param enabled whether to look at all
	 * @param high from which time on to slow down
	 * @param critical from which time on to pause
	 * @param highSize from which amount of log on to slow down
	 * @param criticalSize from which amount of log on to pause
	 */
	public record ReplicationLag(boolean enabled, Duration high, Duration critical, DataSize highSize,
			DataSize criticalSize) {

	}

	/**
	 * How many connections may be in use.
	 *
	 * @param enabled whether to look at all
	 * @param high from which percentage of what the server allows on to slow down
	 * @param critical from which percentage of what the server allows on to pause
	 */
	public record ActiveConnections(boolean enabled, int high, int critical) {

	}

	/**
	 * How many sessions may wait for locks. One that waits for a backfill counts as
	 * {@value LockWaits#WEIGHT}.
	 *
	 * @param enabled whether to look at all
	 * @param high from which number on to slow down
	 * @param critical from which number on to pause
	 */
	public record LockWaits(boolean enabled, int high, int critical) {

		/**
		 * As how many others a session counts that waits for a backfill.
		 */
		public static final int WEIGHT = 5;

	}

	/**
	 * How long requests to the application may take.
	 *
	 * @param enabled whether to look at all
	 * @param high from which mean on to slow down
	 * @param critical from which mean on to pause
	 * @param highMax from which time of a single request on to slow down
	 * @param criticalMax from which time of a single request on to pause
	 */
	public record ApplicationLatency(boolean enabled, Duration high, Duration critical, Duration highMax,
			Duration criticalMax) {

	}

	/**
	 * What others may be doing at the same time.
	 *
	 * @param enabled whether to look at all
	 * @param high from how many running sessions of others on, on average, to leave room
	 * @param critical from how many running sessions of others on, on average, to pause
	 * @param batchTime how long batches are meant to take while others are at work
	 * @param share percentage of its time for which a worker works while others do
	 */
	public record Traffic(boolean enabled, double high, double critical, Duration batchTime, int share) {

	}

}
