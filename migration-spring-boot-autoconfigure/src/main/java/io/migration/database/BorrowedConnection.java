// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection taken from the application's pool, brought into a known state on the
 * client's side and given back as it was. Not safe for use by several threads.
 *
 * @since 1.0.0
 */
public final class BorrowedConnection implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(BorrowedConnection.class);

	private final Connection connection;

	private final boolean autoCommit;

	private @Nullable Boolean readOnly;

	private int networkTimeout = -1;

	private boolean changedNetworkTimeout;

	private @Nullable Sessions sessions;

	private int keepStatementsAfter;

	private BorrowedConnection(Connection connection, boolean autoCommit) {
		this.connection = connection;
		this.autoCommit = autoCommit;
	}

	/**
	 * Take over a connection and switch it to autocommit. Sends nothing.
	 * @param connection the connection, closed by {@link #close()}
	 * @return the borrowed connection
	 * @throws SQLException if the connection is unusable
	 */
	public static BorrowedConnection of(Connection connection) throws SQLException {
		try {
			boolean autoCommit = connection.getAutoCommit();
			if (!autoCommit) {
				connection.setAutoCommit(true);
			}
			return new BorrowedConnection(connection, autoCommit);
		}
		catch (SQLException ex) {
			connection.close();
			throw ex;
		}
	}

	/**
	 * Return the connection.
	 * @return the connection
	 */
	public Connection get() {
		return this.connection;
	}

	/**
	 * Make the connection fit for long work: writable and without a network time-out,
	 * since a {@code socketTimeout} of the pool would kill long statements.
	 * @throws SQLException if the connection is unusable
	 */
	public void prepareForWork() throws SQLException {
		this.readOnly = this.connection.isReadOnly();
		if (this.readOnly) {
			this.connection.setReadOnly(false);
		}
		this.networkTimeout = this.connection.getNetworkTimeout();
		if (this.networkTimeout != 0) {
			this.connection.setNetworkTimeout(Runnable::run, 0);
		}
	}

	/**
	 * Give up on the connection when an answer takes too long. Sends nothing.
	 * @param longest the longest time to wait
	 * @throws SQLException if the driver refuses it
	 */
	public void limitAnswers(Duration longest) throws SQLException {
		this.networkTimeout = this.connection.getNetworkTimeout();
		this.changedNetworkTimeout = true;
		this.connection.setNetworkTimeout(Runnable::run, (int) longest.toMillis());
	}

	/**
	 * Keep the driver from leaving statements in the server, where a connection pooler
	 * would look for them in another session. Sends nothing.
	 * @param sessions how the driver is told
	 * @throws SQLException if the driver refuses it
	 */
	public void keepNoStatements(Sessions sessions) throws SQLException {
		this.keepStatementsAfter = sessions.keepStatementsAfter(this.connection, 0);
		this.sessions = sessions;
	}

	/**
	 * Let the driver keep statements in the server as before.
	 * @throws SQLException if the driver refuses it
	 */
	public void keepStatements() throws SQLException {
		if (this.sessions != null) {
			this.sessions.keepStatementsAfter(this.connection, this.keepStatementsAfter);
			this.sessions = null;
		}
	}

	/**
	 * Give the connection back as it was. One that cannot be put back is ended, so that
	 * the pool replaces it; the work done on it stands.
	 * @throws SQLException if the pool refuses it
	 */
	@Override
	public void close() throws SQLException {
		try (Connection closing = this.connection) {
			if (!closing.isClosed()) {
				putBackOrEnd(closing);
			}
		}
	}

	private void putBackOrEnd(Connection closing) throws SQLException {
		try {
			putBack(closing);
		}
		catch (SQLException ex) {
			logger.debug("The connection could not be put back into its former state and is ended", ex);
			closing.abort(Runnable::run);
		}
	}

	private void putBack(Connection closing) throws SQLException {
		if (!closing.getAutoCommit()) {
			closing.rollback();
		}
		closing.setAutoCommit(this.autoCommit);
		keepStatements();
		if (Boolean.TRUE.equals(this.readOnly)) {
			closing.setReadOnly(true);
		}
		if (this.networkTimeout > 0 || this.changedNetworkTimeout) {
			closing.setNetworkTimeout(Runnable::run, this.networkTimeout);
		}
	}

}
