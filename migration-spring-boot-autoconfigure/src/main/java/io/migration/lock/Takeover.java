// SPDX-License-Identifier: Apache-2.0
package io.migration.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.migration.InstanceIdentity;
import io.migration.LockNotObtainedException;
import io.migration.LockOptions;
import io.migration.StopSignal;
import io.migration.database.Database;
import io.migration.database.FailureKind;
import io.migration.database.LeaseKey;
import io.migration.database.LeaseLocks;
import io.migration.database.LeaseLocks.Obstacle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the owner of a lease, and makes sure that nothing of the former one is left at
 * work in the server.
 */
final class Takeover {

	private static final Logger logger = LoggerFactory.getLogger(Takeover.class);

	private static final Duration GENTLE = Duration.ofSeconds(5);

	private static final Duration REPORT_INTERVAL = Duration.ofSeconds(10);

	private static final Duration POLL = Duration.ofMillis(200);

	private final Database database;

	private final LockOptions options;

	private final InstanceIdentity identity;

	private final LeaseKey key;

	private final StopSignal stop;

	Takeover(Database database, LockOptions options, InstanceIdentity identity, LeaseKey key, StopSignal stop) {
		this.database = database;
		this.options = options;
		this.identity = identity;
		this.key = key;
		this.stop = stop;
	}

	/**
	 * Choose an owner in a short transaction, in which nobody else can.
	 * @param owner the run, {@code null} to take the lease away from its owner only
	 * @return the new token, {@code null} if it cannot be had now
	 */
	@Nullable Long take(Connection connection, @Nullable String owner) throws SQLException {
		Obstacle obstacle;
		connection.setAutoCommit(false);
		try {
			obstacle = leases().tryChoose(connection, this.key);
			if (obstacle == Obstacle.NONE) {
				Long token = leases().take(connection, this.key, owner, this.identity, this.options.lease());
				connection.commit();
				return token;
			}
		}
		catch (SQLException ex) {
			FailureKind kind = this.database.failures().kind(ex);
			if (!kind.isRetryable()) {
				throw ex;
			}
			return null;
		}
		finally {
			connection.rollback();
			connection.setAutoCommit(true);
		}
		if (obstacle == Obstacle.TRANSACTION) {
			report(leases().endTransactions(connection, this.key), "an open transaction");
		}
		return null;
	}

	/**
	 * Cancel the statements that former owners sent outside of a transaction, end the
	 * sessions of those that do not listen, and wait until none is left.
	 */
	void endStatements(Connection connection, long token) throws SQLException {
		Instant start = Instant.now();
		Instant reported = Instant.MIN;
		List<String> left = leases().endStatements(connection, this.key, token, false);
		while (!left.isEmpty()) {
			Instant now = Instant.now();
			if (now.isAfter(start.plus(this.options.waitTimeout()))) {
				throw notEnded(Duration.between(start, now), left);
			}
			if (now.minus(REPORT_INTERVAL).isAfter(reported)) {
				report(left, "a statement outside of a transaction");
				reported = now;
			}
			LockWait.pause(this.stop, POLL);
			left = leases().endStatements(connection, this.key, token, now.isAfter(start.plus(GENTLE)));
		}
	}

	private void report(List<String> sessions, String what) {
		if (!sessions.isEmpty()) {
			logger.warn("The lease of {} has expired; ending what its former owner has left at work, {}: {}",
					this.key.name(), what, String.join("; ", sessions));
		}
	}

	private LockNotObtainedException notEnded(Duration waited, List<String> left) {
		return new LockNotObtainedException(waited,
				"A former owner of the migration lock of " + this.key.name() + " still has a statement at work: "
						+ String.join("; ", left) + ".",
				"This instance did not change the database; that statement may be changing it.",
				"Wait for it or end that session, with pg_terminate_backend, and start again.");
	}

	private LeaseLocks leases() {
		return this.database.leaseLocks();
	}

}
