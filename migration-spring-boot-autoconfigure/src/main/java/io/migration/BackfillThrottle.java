// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.sql.SQLException;

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
	 * Look how the database, or anything else that matters, is doing. Must return soon.
	 * @param jdbc sends queries on the connection of the backfill, outside of any batch
	 * @return how it is doing, and why
	 * @throws SQLException if that cannot be found out; counts as no pressure and is
	 * logged once
	 */
	BackfillPressure measure(JdbcClient jdbc) throws SQLException;

}
