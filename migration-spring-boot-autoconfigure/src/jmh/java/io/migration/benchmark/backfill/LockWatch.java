// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark.backfill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks every 20 ms how long the oldest transaction of a backfill has been open: no lock
 * on a row is held for longer.
 */
final class LockWatch implements AutoCloseable {

	private static final String OLDEST = "SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0) "
			+ "FROM pg_stat_activity WHERE application_name ILIKE 'migration % backfill %' AND xact_start IS NOT NULL";

	private final Thread thread;

	private volatile boolean ended;

	private volatile double longest;

	LockWatch(DurableServer server, String database) {
		this.thread = new Thread(() -> watch(server, database), "lock-watch");
		this.thread.start();
	}

	private void watch(DurableServer server, String database) {
		try (Connection connection = server.connect(database);
				PreparedStatement query = connection.prepareStatement(OLDEST)) {
			while (!this.ended) {
				try (ResultSet row = query.executeQuery()) {
					row.next();
					this.longest = Math.max(this.longest, row.getDouble(1) * 1e3);
				}
				LockSupport.parkNanos(20_000_000);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	double longestMillis() {
		return this.longest;
	}

	@Override
	public void close() throws InterruptedException {
		this.ended = true;
		this.thread.join();
	}

}
