// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.time.Duration;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sees how busy a server is and who waits. Its queries are cheap enough for several in a
 * second, and need no right that every role does not have, unless they say so.
 *
 * @since 1.0.0
 */
public interface LoadObserver {

	/**
	 * Tell how far standbys are behind. Takes the right to see the sessions of others.
	 * @param jdbc sends queries to the primary server
	 * @return the greatest lag
	 * @throws DataAccessException if the query fails
	 */
	ReplicationLag replicationLag(JdbcClient jdbc);

	/**
	 * Tell how many connections there are.
	 * @param jdbc sends queries
	 * @return the connections of all clients
	 * @throws DataAccessException if the query fails
	 */
	ConnectionUse connectionUse(JdbcClient jdbc);

	/**
	 * Tell who waits for locks. Sessions of migrations and those that wait for advisory
	 * locks are left out.
	 * @param jdbc sends queries
	 * @return how many wait
	 * @throws DataAccessException if the query fails
	 */
	LockWaits lockWaits(JdbcClient jdbc);

	/**
	 * Count the sessions of clients that run a statement at this moment, in any database,
	 * and wait for nothing but the server's own resources. The asking session and those
	 * of migrations are left out.
	 * @param jdbc sends queries
	 * @return how many run
	 * @throws DataAccessException if the query fails
	 */
	int runningSessions(JdbcClient jdbc);

	/**
	 * How far standbys are behind.
	 *
	 * @param standbys how many are connected and follow
	 * @param hidden how many of them the role may not look at
	 * @param time time between a commit here and there, of the slowest
	 * @param bytes amount of log that the slowest has not replayed
	 */
	record ReplicationLag(int standbys, int hidden, Duration time, long bytes) {

	}

	/**
	 * How many connections there are.
	 *
	 * @param used how many are open
	 * @param allowed how many ordinary roles can open altogether
	 */
	record ConnectionUse(int used, int allowed) {

	}

	/**
	 * Who waits for locks.
	 *
	 * @param sessions how many wait, at most 100
	 * @param forBackfills how many of them wait for a backfill
	 */
	record LockWaits(int sessions, int forBackfills) {

	}

}
