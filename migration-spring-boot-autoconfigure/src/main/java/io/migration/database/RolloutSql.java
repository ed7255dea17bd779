// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.time.Duration;
import java.util.List;

/**
 * The statements for the register of instances, and for what concerns contracts, that
 * differ between systems. Schema and table names are given as stored in the catalog.
 *
 * @since 1.0.0
 */
public interface RolloutSql {

	/**
	 * Return the query for the schema in which a table is found by the search path.
	 * @param table name of the table
	 * @return a query for one column, without a row if there is no such table
	 */
	String schemaOf(String table);

	/**
	 * Return the statements that create the register unless it is there.
	 * @param tables the tables of the register
	 * @return the statements
	 */
	List<String> create(RegisterTables tables);

	/**
	 * Return the statement that writes or renews an entry of the register by the
	 * database's clock, and notes its release with the first one. Parameters: instance,
	 * application, application version, newest version, address.
	 * @param tables the tables of the register
	 * @param history name of the history, which is in the same schema
	 * @param expiry how long an instance counts after its last heartbeat
	 * @return a query for one row: whether the entry had expired, {@code null} if there
	 * was none, and the numbers of the newest row of the history and of the newest one of
	 * a backfill that has not succeeded, {@code null} if there is none
	 */
	String heartbeat(RegisterTables tables, String history, Duration expiry);

	/**
	 * Return the statement that removes an entry and notes that its release was there
	 * until now. Parameter: instance.
	 * @param tables the tables of the register
	 * @return the statement
	 */
	String leave(RegisterTables tables);

	/**
	 * Return the statement that removes entries that have not been heard of for long, and
	 * notes until when their releases may have been there.
	 * @param tables the tables of the register
	 * @param expiry how long an instance counts after its last heartbeat
	 * @param age how long after that an entry is kept
	 * @return the statement
	 */
	String forget(RegisterTables tables, Duration expiry, Duration age);

	/**
	 * Return the query for all entries of the register and all releases that it has seen:
	 * instance ({@code null} for a release), application, application version, newest
	 * version, address, begin, last heartbeat, whether that was less than the expiry ago,
	 * client address, and the present time of the database.
	 * @param tables the tables of the register
	 * @param expiry how long an instance counts after its last heartbeat
	 * @return the query
	 */
	String register(RegisterTables tables, Duration expiry);

	/**
	 * Return the query for the client addresses of sessions that belong to no instance
	 * that is alive: address and number of sessions. The own address is left out, as its
	 * entry may not be written yet, and so is one whose sessions are all younger than the
	 * expiry: an instance may be starting there. Parameter: an array of roles, beside
	 * that of the session itself.
	 * @param tables the tables of the register
	 * @param expiry how long an instance counts after its last heartbeat
	 * @return the query
	 */
	String strangers(RegisterTables tables, Duration expiry);

	/**
	 * Return the query for all rows of the migrations that have a contract. Its first
	 * columns are those of {@link HistorySql#read}; behind the given ones come
	 * application, error, begin, end, seconds since the end, and the text of a note.
	 * @param schema schema of the history
	 * @param table name of the history
	 * @param columns the columns to read
	 * @return the query
	 */
	String contracts(String schema, String table, List<String> columns);

}
