// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.migration.database.LockObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports what a long statement waits for and how far it is, seen through a second
 * connection. Purely informative: where the pool has no second connection, nothing is
 * reported.
 */
final class OnlineWatch implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(OnlineWatch.class);

	private final LockObserver observer;

	private final DataSource dataSource;

	private final String what;

	private final String session;

	private final Duration interval;

	private final Instant start = Instant.now();

	private final CountDownLatch finished = new CountDownLatch(1);

	private final Thread thread;

	private OnlineWatch(ExecutionSession session, String what) throws SQLException {
		this.observer = session.database().lockObserver();
		this.dataSource = session.dataSource();
		this.what = what;
		this.session = this.observer.session(session.connection());
		this.interval = session.options().progressInterval();
		this.thread = new Thread(this::watch, "migration-watch");
		this.thread.setDaemon(true);
	}

	static OnlineWatch start(ExecutionSession session, String what) throws SQLException {
		OnlineWatch watch = new OnlineWatch(session, what);
		watch.thread.start();
		return watch;
	}

	private void watch() {
		try {
			while (!this.finished.await(this.interval.toMillis(), TimeUnit.MILLISECONDS)) {
				report();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (SQLException ex) {
			logger.debug("{} runs for {} s; nothing more can be seen without a second connection", this.what,
					seconds());
		}
	}

	private void report() throws SQLException {
		try (Connection connection = this.dataSource.getConnection()) {
			List<String> blockers = this.observer.waitsFor(connection, this.session);
			String progress = this.observer.progress(connection, this.session);
			if (!connection.getAutoCommit()) {
				connection.rollback();
			}
			logger.info("{} runs for {} s{}{}", this.what, seconds(), (progress != null) ? ", " + progress : "",
					blockers.isEmpty() ? "" : ", waits for " + String.join("; ", blockers));
		}
	}

	private long seconds() {
		return Duration.between(this.start, Instant.now()).toSeconds();
	}

	@Override
	public void close() {
		this.finished.countDown();
		this.thread.interrupt();
	}

}
