// SPDX-License-Identifier: Apache-2.0
package io.migration.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import org.postgresql.PGConnection;

/**
 * A session beside the migration, which holds what others wait for. Closing it rolls back
 * what is open.
 */
public final class TestSession implements AutoCloseable {

	private final Connection connection;

	private TestSession(Connection connection) {
		this.connection = connection;
	}

	/**
	 * Open a session.
	 * @param dataSource where it comes from
	 * @return the session
	 */
	public static TestSession open(DataSource dataSource) {
		try {
			return new TestSession(dataSource.getConnection());
		}
		catch (SQLException ex) {
			throw new IllegalStateException("No session could be opened", ex);
		}
	}

	/**
	 * Run SQL.
	 * @param sql the SQL text
	 * @return this session
	 */
	public TestSession execute(String sql) {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
			return this;
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Failed: " + sql, ex);
		}
	}

	/**
	 * Return how the server calls this session.
	 * @return the number of its process
	 */
	public int pid() {
		try {
			return this.connection.unwrap(PGConnection.class).getBackendPID();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.connection.close();
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The session could not be closed", ex);
		}
	}

}
