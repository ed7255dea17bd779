// SPDX-License-Identifier: Apache-2.0
package io.migration.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

import javax.sql.DataSource;

import io.migration.InstanceIdentity;
import io.migration.LockOptions;
import io.migration.database.Database;
import io.migration.database.LeaseKey;
import io.migration.database.LeaseRow;
import io.migration.database.LeaseTicket;
import io.migration.database.SessionLocks.Attempt;
import io.migration.history.Fence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A row with an owner, a token and an expiry, kept alive through a second connection. The
 * states are listed in {@code docs/lock.md}.
 */
final class LeaseLock implements LockMethod {

	private static final Logger logger = LoggerFactory.getLogger(LeaseLock.class);

	private final Database database;

	private final LockOptions options;

	private final DataSource dataSource;

	private final LeaseKey key;

	private final Takeover takeover;

	private final String owner;

	private boolean created;

	private @Nullable LeaseRenewal renewal;

	LeaseLock(Database database, LockOptions options, InstanceIdentity identity, DataSource dataSource, LeaseKey key,
			Takeover takeover) {
		this.database = database;
		this.options = options;
		this.dataSource = dataSource;
		this.key = key;
		this.takeover = takeover;
		this.owner = UUID.randomUUID().toString();
	}

	@Override
	public Attempt tryLock(Connection connection) throws SQLException {
		if (!this.created) {
			this.database.leaseLocks().create(connection, this.key);
			this.created = true;
		}
		LeaseRow row = this.database.leaseLocks().read(connection, this.key);
		if ((row != null && row.alive()) || this.database.sessionLocks().holder(connection, this.key.key()) != null) {
			return Attempt.TAKEN;
		}
		LeaseRenewal opened = LeaseRenewal.open(this.database, this.options, this.dataSource, this.key);
		try {
			return take(connection, opened) ? Attempt.ACQUIRED : Attempt.TAKEN;
		}
		finally {
			if (this.renewal == null) {
				opened.close();
			}
		}
	}

	private boolean take(Connection connection, LeaseRenewal opened) throws SQLException {
		long asked = System.nanoTime();
		Long token = this.takeover.take(connection, this.owner);
		if (token == null) {
			return false;
		}
		opened.start(new LeaseTicket(this.owner, token), asked);
		this.renewal = opened;
		boolean complete = false;
		try {
			this.takeover.endStatements(connection, token);
			complete = true;
		}
		finally {
			if (!complete) {
				release(connection);
			}
		}
		logger.info("Took lease {} of {}, which is renewed every {} s", token, this.key.name(),
				this.options.lease().dividedBy(LeaseRenewal.RENEWALS).toSeconds());
		return true;
	}

	@Override
	public Fence fence() {
		LeaseRenewal running = this.renewal;
		if (running == null) {
			throw new IllegalStateException("The lease is not held");
		}
		return new LeaseFence(this.database.leaseLocks(), this.options, this.key, running);
	}

	@Override
	public void release(Connection connection) {
		LeaseRenewal running = this.renewal;
		if (running == null) {
			return;
		}
		this.renewal = null;
		running.close();
		try {
			if (!connection.isClosed() && !this.database.leaseLocks().release(connection, this.key, running.ticket())) {
				logger.warn("The lease of {} was not held any more at the end of the run", this.key.name());
			}
		}
		catch (SQLException ex) {
			logger.warn("The lease of {} could not be given back and expires by itself: {}", this.key.name(),
					this.database.failures().message(ex));
		}
	}

}
