// SPDX-License-Identifier: Apache-2.0
package io.migration.lock;

import java.sql.Connection;
import java.sql.SQLException;

import io.migration.database.Database;
import io.migration.database.LeaseKey;
import io.migration.database.LeaseRow;
import io.migration.database.SessionLocks.Attempt;
import io.migration.history.Fence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock that the database ties to the connection and frees with it, whatever happens to
 * the process. Whoever has just got it looks for a lease of an instance behind a pooler,
 * gives way to one that is alive, and takes one away that has expired.
 */
final class SessionLock implements LockMethod {

	private static final Logger logger = LoggerFactory.getLogger(SessionLock.class);

	private final Database database;

	private final LeaseKey key;

	private final Takeover takeover;

	SessionLock(Database database, LeaseKey key, Takeover takeover) {
		this.database = database;
		this.key = key;
		this.takeover = takeover;
	}

	@Override
	public Attempt tryLock(Connection connection) throws SQLException {
		Attempt attempt = this.database.sessionLocks().tryLock(connection, this.key.key());
		if (attempt != Attempt.ACQUIRED) {
			return attempt;
		}
		boolean mine = false;
		try {
			mine = !this.database.leaseLocks().exists(connection, this.key) || takeFromLease(connection);
			return mine ? Attempt.ACQUIRED : Attempt.TAKEN;
		}
		finally {
			if (!mine) {
				release(connection);
			}
		}
	}

	private boolean takeFromLease(Connection connection) throws SQLException {
		LeaseRow lease = this.database.leaseLocks().read(connection, this.key);
		if (lease == null) {
			return true;
		}
		if (lease.alive() || (lease.owner() != null && this.takeover.take(connection, null) == null)) {
			return false;
		}
		this.takeover.endStatements(connection, lease.token() + 1);
		return true;
	}

	@Override
	public Fence fence() {
		return Fence.NONE;
	}

	@Override
	public void release(Connection connection) {
		try {
			if (!connection.isClosed() && !this.database.sessionLocks().unlock(connection, this.key.key())) {
				logger.warn("The migration lock of {} was not held any more at the end of the run", this.key.name());
			}
		}
		catch (SQLException ex) {
			logger.warn("The migration lock of {} could not be freed, so its session is ended: {}", this.key.name(),
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
			logger.warn("The session that held the migration lock of {} could not be ended: {}", this.key.name(),
					this.database.failures().message(ex));
		}
	}

}
