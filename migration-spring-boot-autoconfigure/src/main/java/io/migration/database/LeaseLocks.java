// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import io.migration.InstanceIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Rows that say who may migrate, by the clock of the database. Nothing here depends on a
 * session, so that all of it works through a connection pooler.
 *
 * @since 1.0.0
 */
public interface LeaseLocks {

	/**
	 * Return whether anybody has used a lease here.
	 * @param connection the connection
	 * @param key which lease
	 * @return whether the table is there
	 * @throws SQLException if the query fails
	 */
	boolean exists(Connection connection, LeaseKey key) throws SQLException;

	/**
	 * Create the table unless it is there.
	 * @param connection the connection, in autocommit
	 * @param key which lease
	 * @throws SQLException if it cannot be created
	 */
	void create(Connection connection, LeaseKey key) throws SQLException;

	/**
	 * Read a lease without locking it.
	 * @param connection the connection
	 * @param key which lease
	 * @return the lease, {@code null} if it was never taken
	 * @throws SQLException if the query fails
	 */
	@Nullable LeaseRow read(Connection connection, LeaseKey key) throws SQLException;

	/**
	 * Find out whether an owner may be chosen now, and keep others from choosing one
	 * until the transaction ends.
	 * @param connection the connection, at the beginning of a transaction
	 * @param key which lease
	 * @return what stands in the way
	 * @throws SQLException if the query fails
	 */
	Obstacle tryChoose(Connection connection, LeaseKey key) throws SQLException;

	/**
	 * Take the lease, with a new token, if it is free or has expired.
	 * @param connection the connection, in a transaction in which nothing stood in the
	 * way
	 * @param key which lease
	 * @param owner the run, {@code null} to take it away from its owner only
	 * @param identity the instance
	 * @param duration how long the lease lasts
	 * @return the new token, {@code null} if somebody has the lease
	 * @throws SQLException if the statement fails
	 */
	@Nullable Long take(Connection connection, LeaseKey key, @Nullable String owner, InstanceIdentity identity, Duration duration)
			throws SQLException;

	/**
	 * Let the lease last longer, unless somebody else has taken it.
	 * @param connection the connection, in autocommit
	 * @param key which lease
	 * @param ticket the right to it
	 * @param duration how long the lease lasts from now on
	 * @param activity what the owner does
	 * @param progress changes whenever the owner has done something
	 * @return whether the lease is still the owner's
	 * @throws SQLException if the statement fails
	 */
	boolean renew(Connection connection, LeaseKey key, LeaseTicket ticket, Duration duration, String activity,
			long progress) throws SQLException;

	/**
	 * Give the lease back.
	 * @param connection the connection, in autocommit
	 * @param key which lease
	 * @param ticket the right to it
	 * @return whether the lease was still the owner's
	 * @throws SQLException if the statement fails
	 */
	boolean release(Connection connection, LeaseKey key, LeaseTicket ticket) throws SQLException;

	/**
	 * Keep others from taking the lease until the transaction ends, and let the server
	 * end the transaction if its owner falls silent.
	 * @param connection the connection, in a transaction
	 * @param key which lease
	 * @param ticket the right to it
	 * @param idle how long the transaction may be idle
	 * @return whether it may go on
	 * @throws SQLException if a query fails
	 */
	Entry enter(Connection connection, LeaseKey key, LeaseTicket ticket, Duration idle) throws SQLException;

	/**
	 * End the open transactions of an owner whose lease has expired, if that is allowed.
	 * @param connection the connection, in autocommit
	 * @param key which lease
	 * @return one line for each session, at most ten
	 * @throws SQLException if the query fails
	 */
	List<String> endTransactions(Connection connection, LeaseKey key) throws SQLException;

	/**
	 * Cancel statements that an earlier owner has sent outside of a transaction, if that
	 * is allowed.
	 * @param connection the connection, in autocommit
	 * @param key which lease
	 * @param token the present token
	 * @param force whether to end their sessions instead
	 * @return one line for each session, at most ten; empty if no such statement runs
	 * @throws SQLException if the query fails
	 */
	List<String> endStatements(Connection connection, LeaseKey key, long token, boolean force) throws SQLException;

	/**
	 * Return the comment by which {@link #endStatements} recognises a statement.
	 * @param key which lease
	 * @param ticket the right to it
	 * @param statement number of the statement, from 1
	 * @return a comment and a blank
	 */
	String comment(LeaseKey key, LeaseTicket ticket, int statement);

	/**
	 * What keeps an owner from being chosen.
	 */
	enum Obstacle {

		/**
		 * Nothing does.
		 */
		NONE,

		/**
		 * Somebody holds the session lock, or is choosing just now.
		 */
		SESSION,

		/**
		 * A transaction of an owner by lease is open.
		 */
		TRANSACTION

	}

	/**
	 * Whether a transaction may go on.
	 */
	enum Entry {

		/**
		 * It may, and nobody can take the lease until it ends.
		 */
		ENTERED,

		/**
		 * Somebody is choosing an owner just now.
		 */
		BUSY,

		/**
		 * The lease is somebody else's.
		 */
		LOST

	}

}
