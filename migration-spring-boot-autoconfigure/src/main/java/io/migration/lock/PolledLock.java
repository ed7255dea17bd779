// SPDX-License-Identifier: Apache-2.0
package io.migration.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import io.migration.InstanceIdentity;
import io.migration.LockOptions;
import io.migration.LockType;
import io.migration.StopSignal;
import io.migration.TargetUnusableException;
import io.migration.TargetUnusableException.Reason;
import io.migration.database.Database;
import io.migration.database.LeaseKey;
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
 * <li>now and then ask who holds it; whenever the holder has made progress, the time-out
 * starts anew;</li>
 * <li>pause, the longer the longer it takes;</li>
 * <li>if there is no need any more, since the holder has done what was to be done here,
 * go on without the lock, else try again.</li>
 * </ol>
 */
final class PolledLock implements MigrationLock {

	private static final Logger logger = LoggerFactory.getLogger(PolledLock.class);

	private final Database database;

	private final LockOptions options;

	private final String name;

	private final LockStatusReader holders;

	private final LeaseLock lease;

	private final StopSignal stop;

	private LockMethod method;

	private boolean pooled;

	private @Nullable LockWait waited;

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
	public boolean acquire(Connection connection, Need need) throws SQLException {
		if (this.options.type() == LockType.LEASE) {
			this.pooled = this.database.sessionLocks().pooled(connection);
		}
		LockWait wait = new LockWait(this.name, this.options.waitTimeout(), this.stop);
		this.waited = wait;
		wait.requireTime();
		while (!tryLock(connection)) {
			if (wait.isTimeToLook()) {
				wait.look(this.holders.holder(connection));
			}
			wait.pause();
			if (!need.exists()) {
				return false;
			}
		}
		return true;
	}

	@Override
	public Duration waited() {
		return (this.waited != null) ? this.waited.duration() : Duration.ZERO;
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

}
