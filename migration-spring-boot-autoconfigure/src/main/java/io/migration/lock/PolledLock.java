// SPDX-License-Identifier: Apache-2.0
package io.migration.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

import javax.sql.DataSource;

import io.migration.InstanceIdentity;
import io.migration.LockNotObtainedException;
import io.migration.LockOptions;
import io.migration.LockType;
import io.migration.MigrationStoppedException;
import io.migration.StopSignal;
import io.migration.TargetUnusableException;
import io.migration.TargetUnusableException.Reason;
import io.migration.database.Database;
import io.migration.database.LeaseKey;
import io.migration.database.LockHolder;
import io.migration.database.SessionLocks.Attempt;
import io.migration.history.Fence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the lock of either kind.
 *
 * <p>
 * It is polled, each time in a transaction of its own, since a session that waits inside
 * of the server would hold a snapshot that delays {@code CREATE INDEX CONCURRENTLY} of
 * the very holder it waits for:
 * <ol>
 * <li>try; on success done; if a pooler is recognised, go on with a lease;</li>
 * <li>ask who holds it; whenever the holder has made progress, the time-out starts
 * anew;</li>
 * <li>pause for 200 ms, then longer, up to 2 s, with jitter; try again.</li>
 * </ol>
 */
final class PolledLock implements MigrationLock {

	private static final Logger logger = LoggerFactory.getLogger(PolledLock.class);

	private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

	private static final Duration REPORT_INTERVAL = Duration.ofSeconds(10);

	private final Database database;

	private final LockOptions options;

	private final String name;

	private final LockStatusReader holders;

	private final LeaseLock lease;

	private final StopSignal stop;

	private LockMethod method;

	private boolean pooled;

	PolledLock(Database database, LockOptions options, InstanceIdentity identity, DataSource dataSource, LeaseKey key,
			StopSignal stop) {
		Takeover takeover = new Takeover(database, options, identity, key, stop);
		this.stop = stop;
		this.database = database;
		this.options = options;
		this.name = key.name();
		this.holders = new LockStatusReader(database, key);
		this.lease = new LeaseLock(database, options, identity, dataSource, key, takeover);
		this.method = (options.type() == LockType.LEASE) ? this.lease : new SessionLock(database, key, takeover);
	}

	@Override
	public Duration acquire(Connection connection) throws SQLException {
		if (this.options.type() == LockType.LEASE) {
			this.pooled = this.database.sessionLocks().pooled(connection);
		}
		Instant start = Instant.now();
		Instant deadline = start.plus(this.options.waitTimeout());
		Instant report = start;
		String progress = "";
		Duration pause = FIRST_PAUSE;
		pause(this.stop, Duration.ZERO);
		while (!tryLock(connection)) {
			LockHolder holder = this.holders.holder(connection);
			if (holder != null && !progress.equals(holder.progress())) {
				progress = holder.progress();
				deadline = Instant.now().plus(this.options.waitTimeout());
			}
			if (Instant.now().isAfter(deadline)) {
				throw notObtained(start, holder);
			}
			report = reportWait(report, start, holder);
			pause(this.stop, jittered(pause));
			pause = longer(pause);
		}
		return Duration.between(start, Instant.now());
	}

	private boolean tryLock(Connection connection) throws SQLException {
		Attempt attempt = this.method.tryLock(connection);
		if (attempt == Attempt.POOLED) {
			useLease();
			attempt = this.method.tryLock(connection);
		}
		return attempt == Attempt.ACQUIRED;
	}

	private void useLease() {
		if (this.options.type() != LockType.AUTO) {
			throw new TargetUnusableException(Reason.POOLED_SESSIONS,
					"migration.lock.type=session needs a session of its own, but a connection pooler such as PgBouncer "
							+ "stands between this application and the server.",
					"Give the migration a direct connection to the server, or leave migration.lock.type at auto.",
					null);
		}
		logger.info("A connection pooler stands between this application and the server: the migration lock of {} is "
				+ "a lease, and settings are made for single transactions. A direct connection to the server is better "
				+ "for migrations.", this.name);
		this.method = this.lease;
		this.pooled = true;
	}

	@Override
	public Fence fence() {
		return this.method.fence();
	}

	@Override
	public boolean pooled() {
		return this.pooled;
	}

	@Override
	public void release(Connection connection) {
		this.method.release(connection);
	}

	private Instant reportWait(Instant report, Instant start, @Nullable LockHolder holder) {
		Instant now = Instant.now();
		if (now.isBefore(report)) {
			return report;
		}
		logger.info("Waiting for the migration lock of {} for {} s; {}", this.name,
				Duration.between(start, now).toSeconds(), describe(holder));
		return now.plus(REPORT_INTERVAL);
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

	private LockNotObtainedException notObtained(Instant start, @Nullable LockHolder holder) {
		Duration waited = Duration.between(start, Instant.now());
		return new LockNotObtainedException(waited,
				"The migration lock of " + this.name + " was not obtained within " + waited.toSeconds() + " s: "
						+ describe(holder) + ", and it made no progress for " + this.options.waitTimeout().toSeconds()
						+ " s.",
				"This instance did not change the database; the holder of the lock may be changing it.",
				"Look at what the holder is doing. The lock frees itself when its session ends; to wait longer, raise "
						+ "migration.lock.wait-timeout.");
	}

	private static Duration jittered(Duration pause) {
		return Duration.ofMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 2, pause.toMillis() + 1));
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

	private static Duration longer(Duration pause) {
		Duration doubled = pause.multipliedBy(2);
		return (doubled.compareTo(LONGEST_PAUSE) < 0) ? doubled : LONGEST_PAUSE;
	}

}
