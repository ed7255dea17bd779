// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import io.migration.database.BorrowedConnection;
import io.migration.database.Database;
import io.migration.execution.RunStop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection of a worker. It is given back every few seconds, since pools take a
 * connection that is kept for a leak and small ones run dry, and whenever there is
 * nothing to do on it.
 */
final class WorkerConnection implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(WorkerConnection.class);

	private static final Duration KEPT = Duration.ofSeconds(2);

	private final DataSource dataSource;

	private final Database database;

	private final RunStop stop;

	private @Nullable BorrowedConnection borrowed;

	private long since;

	WorkerConnection(DataSource dataSource, Database database, RunStop stop) {
		this.dataSource = dataSource;
		this.database = database;
		this.stop = stop;
	}

	Connection get() throws SQLException {
		if (this.borrowed != null && System.nanoTime() - this.since > KEPT.toNanos()) {
			close();
		}
		BorrowedConnection current = this.borrowed;
		if (current == null) {
			current = borrow();
			this.borrowed = current;
			this.since = System.nanoTime();
		}
		return current.get();
	}

	private BorrowedConnection borrow() throws SQLException {
		BorrowedConnection fresh = BorrowedConnection.of(this.dataSource.getConnection());
		try {
			fresh.keepNoStatements(this.database.sessions());
			fresh.prepareForWork();
		}
		catch (SQLException ex) {
			fresh.close();
			throw ex;
		}
		this.stop.enter(fresh.get(), this.database.sessions());
		return fresh;
	}

	/**
	 * Give it back.
	 */
	@Override
	public void close() {
		BorrowedConnection current = this.borrowed;
		if (current != null) {
			this.borrowed = null;
			this.stop.leave();
			try {
				current.close();
			}
			catch (SQLException ex) {
				logger.debug("The connection of a backfill could not be given back", ex);
			}
		}
	}

}
