// SPDX-License-Identifier: Apache-2.0
package io.migration.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

import io.migration.LockNotObtainedException;
import io.migration.LockOptions;
import io.migration.LockStatus;
import io.migration.LockType;
import io.migration.TargetUnusableException;
import io.migration.TargetUnusableException.Reason;
import io.migration.database.Database;
import io.migration.database.LockHolder;
import io.migration.database.SessionLocks.Attempt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock that the database ties to the connection and frees with it, whatever happens to
 * the process.
 *
 * <p>
 * It is polled, each time in a transaction of its own, since a session that waits inside
 * of the server would hold a snapshot that delays {@code CREATE INDEX CONCURRENTLY} of
 * the very holder it waits for:
 * <ol>
 * <li>try; on success done;</li>
 * <li>ask who holds it; whenever the holder has made progress, the time-out starts
 * anew;</li>
 * <li>pause for 200 ms, then longer, up to 2 s, with jitter; try again.</li>
 * </ol>
 * Not safe for use by several threads.
 *
 * @since 1.0.0
 */
public final class SessionLock {

	private static final Logger logger = LoggerFactory.getLogger(SessionLock.class);

	private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

	private static final Duration REPORT_INTERVAL = Duration.ofSeconds(10);

	private final Database database;

	private final LockOptions options;

	private final String name;

	private final long key;

	/**
	 * Create the lock of one history.
	 * @param database the database
	 * @param options how long to wait
	 * @param schema schema of the history
	 * @param table name of the history
	 */
	public SessionLock(Database database, LockOptions options, String schema, String table) {
		this.database = database;
		this.options = options;
		this.name = schema + "." + table;
		this.key = LockKey.of(schema, table);
	}

	/**
	 * Wait for the lock.
	 * @param connection the connection, in autocommit, that will hold it
	 * @return how long it took
	 * @throws SQLException if a query fails
	 * @throws LockNotObtainedException if the holder made no progress for too long
	 * @throws TargetUnusableException if session locks mean nothing on this connection
	 */
	public Duration acquire(Connection connection) throws SQLException {
		if (this.options.type() == LockType.LEASE) {
			throw new TargetUnusableException(Reason.POOLED_SESSIONS,
					"migration.lock.type=lease was asked for, which this release does not have.",
					"Connect directly to the server and leave migration.lock.type at auto.", null);
		}
		Instant start = Instant.now();
		Instant deadline = start.plus(this.options.waitTimeout());
		Instant report = start;
		String progress = "";
		Duration pause = FIRST_PAUSE;
		while (!tryLock(connection)) {
			LockHolder holder = this.database.sessionLocks().holder(connection, this.key);
			if (holder != null && !progress.equals(holder.progress())) {
				progress = holder.progress();
				deadline = Instant.now().plus(this.options.waitTimeout());
			}
			if (Instant.now().isAfter(deadline)) {
				throw notObtained(start, holder);
			}
			report = reportWait(report, start, holder);
			pause(pause);
			pause = longer(pause);
		}
		return Duration.between(start, Instant.now());
	}

	private boolean tryLock(Connection connection) throws SQLException {
		Attempt attempt = this.database.sessionLocks().tryLock(connection, this.key);
		if (attempt == Attempt.POOLED) {
			if (this.options.type() == LockType.AUTO) {
				throw pooled();
			}
			throw new TargetUnusableException(Reason.POOLED_SESSIONS,
					"migration.lock.type=session needs a session of its own, but a connection pooler such as PgBouncer "
							+ "in transaction mode stands between this application and the server.",
					"Give the migration a direct connection to the server.", null);
		}
		return attempt == Attempt.ACQUIRED;
	}

	private static TargetUnusableException pooled() {
		return new TargetUnusableException(Reason.POOLED_SESSIONS,
				"A connection pooler such as PgBouncer in transaction mode stands between this application and the "
						+ "server: statements of one connection run in different server sessions, where a session lock "
						+ "protects nothing.",
				"Connect directly to the server, or use the pooler in session mode.", null);
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
		return "it is held by session " + holder.session() + " ('" + holder.activity() + "')"
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

	private static void pause(Duration pause) {
		try {
			Thread.sleep(ThreadLocalRandom.current().nextLong(pause.toMillis() / 2, pause.toMillis() + 1));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new LockNotObtainedException(Duration.ZERO, "Waiting for the migration lock was interrupted.",
					"This instance did not change the database.", "Start the application again.");
		}
	}

	private static Duration longer(Duration pause) {
		Duration doubled = pause.multipliedBy(2);
		return (doubled.compareTo(LONGEST_PAUSE) < 0) ? doubled : LONGEST_PAUSE;
	}

	/**
	 * Free the lock. A failure is logged only, and the session is ended, which frees the
	 * lock as well.
	 * @param connection the connection that holds it
	 */
	public void release(Connection connection) {
		try {
			if (!connection.isClosed() && !this.database.sessionLocks().unlock(connection, this.key)) {
				logger.warn("The migration lock of {} was not held any more at the end of the run", this.name);
			}
		}
		catch (SQLException ex) {
			logger.warn("The migration lock of {} could not be freed, so its session is ended: {}", this.name,
					this.database.failures().message(ex));
			endSession(connection);
		}
	}

	// A pooled session that kept the lock would keep everybody else out for ever.
	private void endSession(Connection connection) {
		try {
			connection.abort(Runnable::run);
		}
		catch (SQLException ex) {
			logger.warn("The session that held the migration lock of {} could not be ended: {}", this.name,
					this.database.failures().message(ex));
		}
	}

	/**
	 * Tell who holds the lock.
	 * @param connection any connection
	 * @return the status
	 * @throws SQLException if the query fails
	 */
	public LockStatus status(Connection connection) throws SQLException {
		LockHolder holder = this.database.sessionLocks().holder(connection, this.key);
		return (holder != null) ? new LockStatus(true, holder.activity(), holder.since(), holder.address())
				: LockStatus.FREE;
	}

}
