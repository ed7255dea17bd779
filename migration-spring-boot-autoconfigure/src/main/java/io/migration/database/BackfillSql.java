// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.util.List;

/**
 * The statements for the tables of backfills that differ between systems. Schema and
 * table names are given as stored in the catalog.
 *
 * @since 1.0.0
 */
public interface BackfillSql {

	/**
	 * Return the statements that create the tables unless they are there: one with a row
	 * for each backfill, its cursor, and one with the ranges of keys that were handed out
	 * and are not counted yet.
	 * @param schema schema of the history
	 * @param cursors name of the table of cursors
	 * @param ranges name of the table of ranges
	 * @return the statements
	 */
	List<String> create(String schema, String cursors, String ranges);

	/**
	 * Return the query for what people see of backfills. Columns: number of the row in
	 * the history, version, description, name, table, state, pass, rows walked in this
	 * pass, rows changed, estimated rows, rows walked in a second lately, start, end,
	 * batches that run, limit, what throttles, error, skipped keys. Parameter: name of
	 * the history.
	 * @param schema schema of the history
	 * @param cursors name of the table of cursors
	 * @param ranges name of the table of ranges
	 * @return the query; those that have succeeded are returned for a day
	 */
	String status(String schema, String cursors, String ranges);

}
