// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The statements for this project's own tables that differ between systems. Schema and
 * table names are given as stored in the catalog.
 *
 * @since 1.0.0
 */
public interface HistorySql {

	/**
	 * Return the one query that a start with nothing to do sends. Its first columns are
	 * {@code current_schema}, {@code history_schema} and {@code history_comment}, then
	 * the given ones; there is always at least one row, whose given columns are
	 * {@code null} when the history is empty.
	 * @param schema schema of the history; {@code null} to look it up by the search path
	 * @param table name of the history
	 * @param columns the columns to read
	 * @return the query
	 */
	String read(@Nullable String schema, String table, List<String> columns);

	/**
	 * Return a query that tells whether exactly some scripts are applied, as in
	 * {@link #readUnlessApplied}.
	 * @param schema the schema, {@code null} to look the table up
	 * @param table the table
	 * @param scripts the scripts
	 * @return a query for one row with one column
	 */
	String isApplied(@Nullable String schema, String table, ScriptsDigest scripts);

	/**
	 * Return a query like {@link #read}, with two more columns at the end, that returns
	 * the rows only if they may not tell that exactly these scripts are applied. Nothing
	 * else may be told by them: no step may have failed, be running, in doubt or undone.
	 * Else it returns a single row without them.
	 * @param schema the schema, {@code null} to look the table up
	 * @param table the table
	 * @param columns the columns
	 * @param scripts the scripts of this binary
	 * @return a query; the first column behind the others tells whether exactly these
	 * scripts are applied, the second which steps are held, {@code null} if none is
	 */
	String readUnlessApplied(@Nullable String schema, String table, List<String> columns, ScriptsDigest scripts);

	/**
	 * Return the statements that create the history, at its present format.
	 * @param schema schema of the history
	 * @param table name of the history
	 * @return the statements
	 */
	List<String> createHistory(String schema, String table);

	/**
	 * Return the statement that notes the format at the history table.
	 * @param schema schema of the history
	 * @param table name of the history
	 * @param comment what to note
	 * @return the statement
	 */
	String comment(String schema, String table, String comment);

}
