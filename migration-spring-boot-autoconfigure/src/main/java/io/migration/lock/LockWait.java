// SPDX-License-Identifier: Apache-2.0
package io.migration.lock;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

import io.migration.LockNotObtainedException;
import io.migration.MigrationStoppedException;
import io.migration.StopSignal;
import io.migration.database.LockHolder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One wait for the lock: how long to pause, when to look who holds it, when to give up.
 * <p>
 * Pauses grow with the time that has passed, to an eighth of it: whoever waits is late by
 * a few percent at most, and the number of questions grows with the logarithm of the
 * time.
 */
final class LockWait {

	private static final Logger logger = LoggerFactory.getLogger(LockWait.class);

	private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

	private static final int PAUSES = 8;

	private static final Duration LOOK_INTERVAL = Duration.ofMillis(500);

	private static final Duration REPORT_INTERVAL = Duration.ofSeconds(10);

	private final String lock;

	private final Duration timeout;

	private final StopSignal stop;

	private final Instant start = Instant.now();

	private Instant deadline;

	private Instant nextLook = this.start;

	private Instant nextReport = this.start;

	private String progress = "";

	LockWait(String lock, Duration timeout, StopSignal stop) {
		this.lock = lock;
		this.timeout = timeout;
		this.stop = stop;
		this.deadline = this.start.plus(timeout);
	}

	Duration duration() {
		return Duration.between(this.start, Instant.now());
	}

	boolean isTimeToLook() {
		return !Instant.now().isBefore(this.nextLook);
	}

	/**
	 * Look at the holder, and give up if it has made no progress for too long.
	 */
	void look(@Nullable LockHolder holder) {
		Instant now = Instant.now();
		this.nextLook = now.plus(LOOK_INTERVAL);
		if (holder != null && !this.progress.equals(holder.progress())) {
			this.progress = holder.progress();
			this.deadline = now.plus(this.timeout);
		}
		if (now.isAfter(this.deadline)) {
			throw notObtained(holder);
		}
		if (!now.isBefore(this.nextReport)) {
			this.nextReport = now.plus(REPORT_INTERVAL);
			logger.info("Waiting for the migration lock of {} for {} s; {}", this.lock, duration().toSeconds(),
					describe(holder));
		}
	}

	private static String describe(@Nullable LockHolder holder) {
		if (holder == null) {
			return "it was freed just now";
		}
		Instant since = holder.since();
		return "it is held by " + holder.holder() + " ('" + holder.activity() + "')"
				+ ((holder.address() != null) ? " at " + holder.address() : "")
				+ ((since != null) ? ", busy since " + since : "");
	}

	private LockNotObtainedException notObtained(@Nullable LockHolder holder) {
		Duration waited = duration();
		return new LockNotObtainedException(waited,
				"The migration lock of " + this.lock + " was not obtained within " + waited.toSeconds() + " s: "
						+ describe(holder) + ", and it made no progress for " + this.timeout.toSeconds() + " s.",
				"This instance did not change the database; the holder of the lock may be changing it.",
				"Look at what the holder is doing. The lock frees itself when its session ends; to wait longer, raise "
						+ "migration.lock.wait-timeout.");
	}

	/**
	 * Refuse to wait at all if the process is asked to end.
	 */
	void requireTime() {
		pause(this.stop, Duration.ZERO);
	}

	void pause() {
		Duration share = duration().dividedBy(PAUSES);
		Duration longest = max(SHORTEST_PAUSE, min(LONGEST_PAUSE, share));
		pause(this.stop, jittered(longest));
	}

	private static Duration jittered(Duration pause) {
		return Duration.ofMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 2, pause.toMillis() + 1));
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	private static Duration max(Duration one, Duration other) {
		return (one.compareTo(other) > 0) ? one : other;
	}

	static void pause(StopSignal stop, Duration pause) {
		try {
			if (stop.pause(pause)) {
				throw new MigrationStoppedException(
						"Waiting for the migration lock was stopped, because the process was asked to end.",
						"This instance did not change the database.");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw interrupted();
		}
	}

	static LockNotObtainedException interrupted() {
		return new LockNotObtainedException(Duration.ZERO, "Waiting for the migration lock was interrupted.",
				"This instance did not change the database.", "Start the application again.");
	}

}
