// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Brings a session into a known state and back. What a pool set for its sessions is never
 * lost: everything is restored from values read before.
 *
 * @since 1.0.0
 */
public interface Sessions {

	/**
	 * Return whether another session may stand behind the connection in each transaction.
	 * Nothing is set outside of a transaction then, and nothing outlives one.
	 * @return {@code true} behind a connection pooler
	 */
	boolean pooled();

	/**
	 * Return what unqualified names refer to, where that has to be said anew in each
	 * transaction.
	 * @return the schema, {@code null} if the search path is left alone or outlives
	 * transactions
	 */
	@Nullable String schema();

	/**
	 * Say after how many uses the driver keeps a statement in the server. Sends nothing.
	 * @param connection the connection
	 * @param uses the number; zero for never, as a pooler needs it
	 * @return the number that applied before
	 * @throws SQLException if the driver refuses it
	 */
	int keepStatementsAfter(Connection connection, int uses) throws SQLException;

	/**
	 * Read what the session has set for itself.
	 * @param connection the connection
	 * @return the state
	 * @throws SQLException if the query fails
	 */
	SessionState capture(Connection connection) throws SQLException;

	/**
	 * Bring the session into the state in which migrations run.
	 * @param connection the connection
	 * @param captured the state read before
	 * @param schema the schema that unqualified names refer to; {@code null} to leave the
	 * search path alone
	 * @return the state to which {@link #restore} goes back between scripts
	 * @throws SQLException if a statement fails
	 */
	SessionState prepare(Connection connection, SessionState captured, @Nullable String schema) throws SQLException;

	/**
	 * Set time-outs and activity for one segment, in one round trip, and so that the
	 * segment can still set the modes of its transaction.
	 * @param connection the connection; in a transaction the first statement of it
	 * @param settings what to set
	 * @throws SQLException if a statement fails
	 */
	void apply(Connection connection, SegmentSettings settings) throws SQLException;

	/**
	 * Put back what differs from a state, whoever changed it.
	 * @param connection the connection
	 * @param state the state to go back to
	 * @throws SQLException if a statement fails
	 */
	void restore(Connection connection, SessionState state) throws SQLException;

	/**
	 * Return which transaction this is, to tell later whether others came after it.
	 * @param connection the connection
	 * @return the mark
	 * @throws SQLException if the query fails
	 */
	TransactionMark mark(Connection connection) throws SQLException;

	/**
	 * Cancel the statement that runs on a connection, if there is one. May be called by
	 * another thread than the one that waits for the statement.
	 * @param connection the connection
	 * @throws SQLException if the server cannot be told
	 */
	void cancel(Connection connection) throws SQLException;

	/**
	 * Return the statement that sets the properties of the transaction just begun.
	 * @param modes the words that followed {@code BEGIN} in a script
	 * @return the statement
	 */
	String transactionModes(String modes);

	/**
	 * Return the statement that drops the temporary objects of the session.
	 * @return the statement
	 */
	String dropTemporaryObjects();

}
