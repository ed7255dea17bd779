// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.sql.SQLException;
import java.time.Duration;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Says how much a backfill may load the database at present. Beans of this type are asked
 * in addition to the built-in ones, about once in a second by each instance that works;
 * the strongest answer counts.
 *
 * @since 1.0.0
 */
public interface BackfillThrottle {

	/**
	 * Return the name by which scripts and logs call it, in lower case with dashes.
	 * @return the name
	 */
	String name();

	/**
	 * Return how long an answer holds.
	 * @return the least time between two looks, by default a second
	 */
	default Duration interval() {
		return Duration.ofSeconds(1);
	}

	/**
	 * Return whether to look while a batch holds its locks, just before it commits,
	 * instead of between two batches. Only so can be seen who waits for the batch itself.
	 * @return {@code true} to look inside of the transaction of a batch; the default is
	 * {@code false}
	 */
	default boolean insideBatch() {
		return false;
	}

	/**
	 * Look how the database, or anything else that matters, is doing. Must return soon.
	 * @param jdbc sends queries on the connection of the backfill
	 * @return how it is doing, and why
	 * @throws SQLException if that cannot be found out; counts as no pressure and is
	 * logged once
	 */
	BackfillPressure measure(JdbcClient jdbc) throws SQLException;

}
