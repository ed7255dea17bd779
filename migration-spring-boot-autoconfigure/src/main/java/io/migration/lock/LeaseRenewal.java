// SPDX-License-Identifier: Apache-2.0
package io.migration.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import io.migration.LockOptions;
import io.migration.TargetUnusableException;
import io.migration.TargetUnusableException.Reason;
import io.migration.database.BorrowedConnection;
import io.migration.database.Database;
import io.migration.database.LeaseKey;
import io.migration.database.LeaseTicket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a lease alive from a thread and through a connection of its own, and tells others
 * with each renewal what its owner does.
 */
final class LeaseRenewal implements AutoCloseable {

	static final int RENEWALS = 4;

	private static final Logger logger = LoggerFactory.getLogger(LeaseRenewal.class);

	private final Database database;

	private final LeaseKey key;

	private final Duration lease;

	private final DataSource dataSource;

	private final Thread thread;

	private final Object news = new Object();

	private final AtomicLong progress = new AtomicLong();

	private @Nullable BorrowedConnection borrowed;

	private volatile @Nullable LeaseTicket ticket;

	private volatile long renewedAt;

	private volatile boolean lost;

	private volatile boolean closed;

	private String activity = "migration";

	private boolean changed;

	private LeaseRenewal(Database database, LockOptions options, DataSource dataSource, LeaseKey key) {
		this.database = database;
		this.key = key;
		this.lease = options.lease();
		this.dataSource = dataSource;
		this.thread = new Thread(this::run, "migration-lease");
		this.thread.setDaemon(true);
	}

	static LeaseRenewal open(Database database, LockOptions options, DataSource dataSource, LeaseKey key) {
		LeaseRenewal renewal = new LeaseRenewal(database, options, dataSource, key);
		try {
			renewal.borrowed = renewal.borrow();
			return renewal;
		}
		catch (SQLException ex) {
			throw new TargetUnusableException(Reason.UNREACHABLE,
					"A lease needs a second connection to be renewed while the first one works, but the data source "
							+ "did not give one (SQLSTATE " + ex.getSQLState() + ").",
					"Let the pool have at least two connections (spring.datasource.hikari.maximum-pool-size=2), or give "
							+ "the migration a direct connection to the server (migration.datasource.url) and leave "
							+ "migration.lock.type at auto.",
					null);
		}
	}

	private BorrowedConnection borrow() throws SQLException {
		BorrowedConnection connection = BorrowedConnection.of(this.dataSource.getConnection());
		connection.keepNoStatements(this.database.sessions());
		connection.limitAnswers(interval());
		return connection;
	}

	private Duration interval() {
		return this.lease.dividedBy(RENEWALS);
	}

	void start(LeaseTicket taken, long askedAt) {
		this.ticket = taken;
		this.renewedAt = askedAt;
		this.thread.start();
	}

	LeaseTicket ticket() {
		LeaseTicket taken = this.ticket;
		if (taken == null) {
			throw new IllegalStateException("The lease was not taken");
		}
		return taken;
	}

	// As far as this process can tell; the clock goes on while the process is stopped.
	boolean valid() {
		return !this.lost && System.nanoTime() - this.renewedAt < this.lease.toNanos();
	}

	void working(String what) {
		synchronized (this.news) {
			this.changed |= !what.equals(this.activity);
			this.activity = what;
			this.news.notifyAll();
		}
		progressed();
	}

	void progressed() {
		this.progress.incrementAndGet();
	}

	private void run() {
		try {
			Duration pause = interval();
			String what = await(pause);
			while (!this.closed && !this.lost) {
				pause = renew(what) ? interval() : interval().dividedBy(RENEWALS);
				what = await(pause);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private String await(Duration pause) throws InterruptedException {
		long end = System.nanoTime() + pause.toNanos();
		synchronized (this.news) {
			for (long left = pause.toMillis(); left > 0 && !this.changed && !this.closed && !this.lost;) {
				this.news.wait(left);
				left = (end - System.nanoTime()) / 1_000_000;
			}
			this.changed = false;
			return this.activity;
		}
	}

	private boolean renew(String what) {
		long asked = System.nanoTime();
		try {
			BorrowedConnection connection = this.borrowed;
			if (connection == null) {
				connection = borrow();
				this.borrowed = connection;
			}
			renew(connection.get(), what, asked);
			return true;
		}
		catch (SQLException ex) {
			logger.warn("Lease {} of {} could not be renewed and is tried again: {}", ticket().token(), this.key.name(),
					this.database.failures().message(ex));
			giveBack(true);
			return false;
		}
	}

	private void renew(Connection connection, String what, long asked) throws SQLException {
		if (this.database.leaseLocks().renew(connection, this.key, ticket(), this.lease, what, this.progress.get())) {
			this.renewedAt = asked;
		}
		else {
			this.lost = true;
			logger.error("Lease {} of {} was lost: another instance has taken it over. Nothing more is committed here.",
					ticket().token(), this.key.name());
		}
	}

	private void giveBack(boolean broken) {
		BorrowedConnection connection = this.borrowed;
		this.borrowed = null;
		if (connection == null) {
			return;
		}
		try (connection) {
			if (broken) {
				connection.get().abort(Runnable::run);
			}
		}
		catch (SQLException ex) {
			logger.debug("The connection of the lease could not be given back", ex);
		}
	}

	@Override
	public void close() {
		this.closed = true;
		synchronized (this.news) {
			this.news.notifyAll();
		}
		try {
			this.thread.join(interval().toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		giveBack(this.thread.isAlive());
	}

}
