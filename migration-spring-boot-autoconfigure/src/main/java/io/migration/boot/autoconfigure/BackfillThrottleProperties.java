// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.time.Duration;

import io.migration.ThrottleOptions;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * When backfills give way. A bound of zero is none.
 *
 * @param replicationLag standbys
 * @param activeConnections connections
 * @param lockWaits locks
 * @param applicationLatency requests
 * @param traffic others
 * @param rowsPerSecond Most rows that each backfill walks over in a second, in all
 * instances together. Zero for no bound.
 */
record BackfillThrottleProperties(@DefaultValue ReplicationLag replicationLag,
		@DefaultValue ActiveConnections activeConnections, @DefaultValue LockWaits lockWaits,
		@DefaultValue ApplicationLatency applicationLatency, @DefaultValue Traffic traffic,
		@DefaultValue("0") long rowsPerSecond) {

	ThrottleOptions options() {
		return new ThrottleOptions(this.replicationLag.options(), this.activeConnections.options(),
				this.lockWaits.options(), this.applicationLatency.options(), this.traffic.options(),
				this.rowsPerSecond);
	}

	/**
	 * How far standbys may be behind.
	 *
	 * @param enabled Whether backfills give way to standbys that cannot follow.
	 * @param high Time that a standby may be behind before backfills slow down. Zero for
	 * no bound.
	 * @param critical Time that a standby may be behind before backfills pause. Zero for
	 * no bound.
	 * @param highSize Amount of log that a standby may be behind before backfills slow
	 * down. Zero for no bound.
	 * @param criticalSize Amount of log that a standby may be behind before backfills
	 * pause. Zero for no bound.
	 */
	record ReplicationLag(@DefaultValue("true") boolean enabled, @DefaultValue("5s") Duration high,
			@DefaultValue("30s") Duration critical, @DefaultValue("128MB") DataSize highSize,
			@DefaultValue("1GB") DataSize criticalSize) {

		ThrottleOptions.ReplicationLag options() {
			return new ThrottleOptions.ReplicationLag(this.enabled, this.high, this.critical, this.highSize,
					this.criticalSize);
		}

	}

	/**
	 * How many connections may be in use.
	 *
	 * @param enabled Whether backfills give way while connections are scarce.
	 * @param high Percentage of the connections allowed by the server that may be in use
	 * before backfills slow down. Zero for no bound.
	 * @param critical Percentage of the connections allowed by the server that may be in
	 * use before backfills pause. Zero for no bound.
	 */
	record ActiveConnections(@DefaultValue("true") boolean enabled, @DefaultValue("80") int high,
			@DefaultValue("95") int critical) {

		ThrottleOptions.ActiveConnections options() {
			return new ThrottleOptions.ActiveConnections(this.enabled, this.high, this.critical);
		}

	}

	/**
	 * How many sessions may wait for locks.
	 *
	 * @param enabled Whether backfills give way while sessions wait for locks.
	 * @param high Number of sessions that wait for locks from which on backfills slow
	 * down. One that waits for a backfill counts as five. Zero for no bound.
	 * @param critical Number of sessions that wait for locks from which on backfills
	 * pause. One that waits for a backfill counts as five. Zero for no bound.
	 */
	record LockWaits(@DefaultValue("true") boolean enabled, @DefaultValue("5") int high,
			@DefaultValue("20") int critical) {

		ThrottleOptions.LockWaits options() {
			return new ThrottleOptions.LockWaits(this.enabled, this.high, this.critical);
		}

	}

	/**
	 * How long requests to the application may take.
	 *
	 * @param enabled Whether backfills give way while requests to the application take
	 * long. Takes the timer "http.server.requests" of Micrometer.
	 * @param high Mean time of requests from which on backfills slow down. Zero for no
	 * bound.
	 * @param critical Mean time of requests from which on backfills pause. Zero for no
	 * bound.
	 * @param highMax Time of a single request from which on backfills slow down. Zero for
	 * no bound.
	 * @param criticalMax Time of a single request from which on backfills pause. Zero for
	 * no bound.
	 */
	record ApplicationLatency(@DefaultValue("true") boolean enabled, @DefaultValue("500ms") Duration high,
			@DefaultValue("2s") Duration critical, @DefaultValue("0s") Duration highMax,
			@DefaultValue("0s") Duration criticalMax) {

		ThrottleOptions.ApplicationLatency options() {
			return new ThrottleOptions.ApplicationLatency(this.enabled, this.high, this.critical, this.highMax,
					this.criticalMax);
		}

	}

	/**
	 * What others may be doing at the same time.
	 *
	 * @param enabled Whether backfills leave room while other sessions are at work.
	 * @param high Number of other running sessions, on average over a second, from which
	 * on backfills leave room. Zero for no bound.
	 * @param critical Number of other running sessions, on average over a second, from
	 * which on backfills pause. Zero for no bound.
	 * @param batchTime Time that a batch is meant to take while others are at work.
	 * @param share Percentage of its time for which an instance runs batches while others
	 * are at work.
	 */
	record Traffic(@DefaultValue("true") boolean enabled, @DefaultValue("0.25") double high,
			@DefaultValue("0") double critical, @DefaultValue("5ms") Duration batchTime,
			@DefaultValue("10") int share) {

		ThrottleOptions.Traffic options() {
			return new ThrottleOptions.Traffic(this.enabled, this.high, this.critical, this.batchTime, this.share);
		}

	}

}
