// SPDX-License-Identifier: Apache-2.0
package io.migration.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.migration.LockLostException;
import io.migration.LockOptions;
import io.migration.database.LeaseKey;
import io.migration.database.LeaseLocks;
import io.migration.database.LeaseLocks.Entry;
import io.migration.history.Fence;

/**
 * Compares owner and token in the transaction that writes, and keeps the row locked until
 * it ends.
 */
final class LeaseFence implements Fence {

	private static final int TRIES = 100;

	private static final long PAUSE_MILLIS = 50;

	private final LeaseLocks leases;

	private final LeaseKey key;

	private final LeaseRenewal renewal;

	private final Duration idle;

	LeaseFence(LeaseLocks leases, LockOptions options, LeaseKey key, LeaseRenewal renewal) {
		this.leases = leases;
		this.key = key;
		this.renewal = renewal;
		// The server has ended what is idle before anybody can take the lease
		this.idle = options.lease().multipliedBy(3).dividedBy(4);
	}

	@Override
	public Long token() {
		return this.renewal.ticket().token();
	}

	@Override
	public void enter(Connection connection) throws SQLException {
		for (int i = 0; i < TRIES; i++) {
			Entry entry = this.leases.enter(connection, this.key, this.renewal.ticket(), this.idle);
			if (entry == Entry.ENTERED) {
				return;
			}
			if (entry == Entry.LOST) {
				break;
			}
			pause();
		}
		throw lost("another instance has taken it over");
	}

	// Somebody is looking whether the lease may be taken, which is over in a moment
	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw LockWait.interrupted();
		}
	}

	@Override
	public String unfenced(int statement) {
		if (!this.renewal.valid()) {
			throw lost("it was not renewed in time");
		}
		return this.leases.comment(this.key, this.renewal.ticket(), statement);
	}

	private LockLostException lost(String reason) {
		return new LockLostException(token(),
				"Lease " + token() + " of the migration lock of " + this.key.name() + " was lost: " + reason + ".");
	}

	@Override
	public void working(String activity) {
		this.renewal.working(activity);
	}

	@Override
	public void progressed() {
		this.renewal.progressed();
	}

}
