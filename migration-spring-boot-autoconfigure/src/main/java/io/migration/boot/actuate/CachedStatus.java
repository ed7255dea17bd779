// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.migration.MigrationEngine;
import io.migration.MigrationException;
import io.migration.MigrationStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of one target as last read. However many threads ask, one reads and the
 * others wait for what it finds, so a database that answers slowly is not asked again by
 * each of them. A failure is kept as long as a success. Probes do not need the hazards of
 * what is pending, so what they have read is no answer to those who do.
 */
final class CachedStatus {

	private static final Logger logger = LoggerFactory.getLogger(CachedStatus.class);

	private final Lock reading = new ReentrantLock();

	private final MigrationEngine engine;

	private final Consumer<MigrationStatus> onRead;

	private final LongSupplier nanoTime;

	private volatile @Nullable Entry last;

	private volatile @Nullable Entry lastWithHazards;

	CachedStatus(MigrationEngine engine, Consumer<MigrationStatus> onRead, LongSupplier nanoTime) {
		this.engine = engine;
		this.onRead = onRead;
		this.nanoTime = nanoTime;
	}

	/**
	 * Return the state without the hazards of what is pending.
	 * @param maxAge how old the answer may be
	 * @return the state, or why it cannot be read
	 */
	StatusReading get(Duration maxAge) {
		return get(maxAge, false);
	}

	/**
	 * Return the state with the hazards of what is pending.
	 * @param maxAge how old the answer may be
	 * @return the state, or why it cannot be read
	 */
	StatusReading getWithHazards(Duration maxAge) {
		return get(maxAge, true);
	}

	private StatusReading get(Duration maxAge, boolean hazards) {
		long askedAt = this.nanoTime.getAsLong();
		StatusReading known = known(maxAge, askedAt, hazards);
		if (known != null) {
			return known;
		}
		this.reading.lock();
		try {
			known = known(maxAge, askedAt, hazards);
			return (known != null) ? known : read(hazards);
		}
		finally {
			this.reading.unlock();
		}
	}

	private @Nullable StatusReading known(Duration maxAge, long askedAt, boolean hazards) {
		Entry entry = hazards ? this.lastWithHazards : this.last;
		if (entry == null) {
			return null;
		}
		boolean readMeanwhile = entry.startedAt() - askedAt > 0;
		boolean young = this.nanoTime.getAsLong() - entry.finishedAt() < maxAge.toNanos();
		return (readMeanwhile || young) ? entry.reading() : null;
	}

	private StatusReading read(boolean hazards) {
		long startedAt = this.nanoTime.getAsLong();
		StatusReading reading = ask(hazards);
		Entry entry = new Entry(reading, startedAt, this.nanoTime.getAsLong());
		this.last = entry;
		if (hazards || entry.isWithoutPending()) {
			this.lastWithHazards = entry;
		}
		return reading;
	}

	private StatusReading ask(boolean hazards) {
		String target = this.engine.target();
		try {
			MigrationStatus status = hazards ? this.engine.status(Integer.MAX_VALUE)
					: this.engine.statusWithoutHazards(Integer.MAX_VALUE);
			this.onRead.accept(status);
			return new StatusReading(target, status, null);
		}
		catch (MigrationException ex) {
			logger.debug("The state of target '{}' cannot be read", target, ex);
			return new StatusReading(target, null, ex.description());
		}
		catch (RuntimeException ex) {
			// Not ours, so its message may hold what must not be shown
			logger.warn("The state of target '{}' cannot be read", target, ex);
			return new StatusReading(target, null, ex.getClass().getName());
		}
	}

	private record Entry(StatusReading reading, long startedAt, long finishedAt) {

		boolean isWithoutPending() {
			MigrationStatus status = this.reading.status();
			return status == null || status.pending().isEmpty();
		}

	}

}
