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
 * each of them. A failure is kept as long as a success.
 */
final class CachedStatus {

	private static final Logger logger = LoggerFactory.getLogger(CachedStatus.class);

	private final Lock reading = new ReentrantLock();

	private final MigrationEngine engine;

	private final Consumer<MigrationStatus> onRead;

	private final LongSupplier nanoTime;

	private volatile @Nullable Entry last;

	CachedStatus(MigrationEngine engine, Consumer<MigrationStatus> onRead, LongSupplier nanoTime) {
		this.engine = engine;
		this.onRead = onRead;
		this.nanoTime = nanoTime;
	}

	/**
	 * Return the state.
	 * @param limit how many applied migrations are needed
	 * @param maxAge how old the answer may be
	 * @return the state, or why it cannot be read
	 */
	StatusReading get(int limit, Duration maxAge) {
		long askedAt = this.nanoTime.getAsLong();
		StatusReading known = known(limit, maxAge, askedAt);
		if (known != null) {
			return known;
		}
		this.reading.lock();
		try {
			known = known(limit, maxAge, askedAt);
			return (known != null) ? known : read(limit);
		}
		finally {
			this.reading.unlock();
		}
	}

	private @Nullable StatusReading known(int limit, Duration maxAge, long askedAt) {
		Entry entry = this.last;
		if (entry == null || entry.limit() < limit) {
			return null;
		}
		boolean readMeanwhile = entry.startedAt() - askedAt > 0;
		boolean young = this.nanoTime.getAsLong() - entry.finishedAt() < maxAge.toNanos();
		return (readMeanwhile || young) ? entry.reading() : null;
	}

	private StatusReading read(int limit) {
		long startedAt = this.nanoTime.getAsLong();
		StatusReading reading = ask(limit);
		this.last = new Entry(reading, limit, startedAt, this.nanoTime.getAsLong());
		return reading;
	}

	private StatusReading ask(int limit) {
		String target = this.engine.target();
		try {
			MigrationStatus status = this.engine.status(limit);
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

	private record Entry(StatusReading reading, int limit, long startedAt, long finishedAt) {

	}

}
