// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.migration.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Sees who blocks whom. What it returns is for people: no statement text, no row data.
 *
 * @since 1.0.0
 */
public interface LockObserver {

	/**
	 * Tell which sessions hold locks on the tables that a statement names.
	 * @param connection any connection
	 * @param statement the statement
	 * @return one line for each session, at most ten
	 * @throws SQLException if the query fails
	 */
	List<String> holders(Connection connection, SqlStatement statement) throws SQLException;

	/**
	 * Tell which sessions another session waits for.
	 * @param connection any connection
	 * @param session the waiting session
	 * @return one line for each session, at most ten
	 * @throws SQLException if the query fails
	 */
	List<String> waitsFor(Connection connection, String session) throws SQLException;

	/**
	 * Tell how far the statement of a session is.
	 * @param connection any connection
	 * @param session the session
	 * @return one line, {@code null} if the server does not say
	 * @throws SQLException if the query fails
	 */
	@Nullable String progress(Connection connection, String session) throws SQLException;

	/**
	 * Return how the server calls the session of a connection, without a query.
	 * @param connection the connection
	 * @return the name of the session
	 * @throws SQLException if the driver does not tell
	 */
	String session(Connection connection) throws SQLException;

}
