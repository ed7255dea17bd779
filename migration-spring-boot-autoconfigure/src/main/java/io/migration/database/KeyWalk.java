// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a table in the order of a key.
 *
 * @since 1.0.0
 */
public interface KeyWalk {

	/**
	 * Bring the transaction that was begun into a known state. Nothing outlives it, so
	 * that it works behind a connection pooler.
	 * @param connection the connection, at the beginning of a transaction
	 * @param settings the settings
	 * @throws SQLException if the query fails
	 */
	void apply(Connection connection, Settings settings) throws SQLException;

	/**
	 * Find the key to walk along.
	 * @param connection the connection
	 * @param table the table
	 * @param columns the columns of the key, none for the primary key
	 * @return the key
	 * @throws SQLException if a query fails
	 * @throws UnusableKeyException if the table cannot be walked through
	 */
	TableKey key(Connection connection, QualifiedName table, List<String> columns)
			throws SQLException, UnusableKeyException;

	/**
	 * Return how many rows a table has, as far as the database knows without counting.
	 * @param connection the connection
	 * @param table the table
	 * @return the number, {@code null} if unknown
	 * @throws SQLException if the query fails
	 */
	@Nullable Long estimatedRows(Connection connection, QualifiedName table) throws SQLException;

	/**
	 * Look at the next rows.
	 * @param connection the connection, in a transaction whose settings are for reading
	 * keys
	 * @param table the table
	 * @param key the key
	 * @param span behind which key, and up to which one
	 * @param limit how many rows at most
	 * @return the rows, {@code null} if there are none
	 * @throws SQLException if the query fails
	 */
	@Nullable KeyStretch next(Connection connection, QualifiedName table, TableKey key, Span span, int limit) throws SQLException;

	/**
	 * Return a condition for the rows of a range.
	 * @param qualifier what the statement calls the table
	 * @param key the key
	 * @param span behind which key, and up to which one
	 * @return the condition, without parentheses around it
	 */
	String condition(QualifiedName qualifier, TableKey key, Span span);

	/**
	 * List the transactions that may have written to a table and have not ended.
	 * @param connection the connection, in a transaction that does not write to it
	 * @param table the table
	 * @return names of the transactions
	 * @throws SQLException if the query fails
	 */
	List<String> writers(Connection connection, QualifiedName table) throws SQLException;

	/**
	 * Return which of some transactions have not ended.
	 * @param connection the connection
	 * @param transactions names of transactions
	 * @return one line for each that has not
	 * @throws SQLException if the query fails
	 */
	List<String> unfinished(Connection connection, List<String> transactions) throws SQLException;

	/**
	 * A part of a table.
	 *
	 * @param low the key behind which it begins, {@code null} for the beginning
	 * @param high the last key, {@code null} for the end
	 */
	record Span(@Nullable List<String> low, @Nullable List<String> high) {

		public Span {
			low = (low != null) ? List.copyOf(low) : null;
			high = (high != null) ? List.copyOf(high) : null;
		}

		/**
		 * Return the part that a range covers.
		 * @param range the range
		 * @return the part
		 */
		public static Span of(KeyRange range) {
			return new Span(range.low(), range.high());
		}

	}

	/**
	 * The state of a transaction.
	 *
	 * @param schema the schema that unqualified names refer to; {@code null} to leave the
	 * search path alone
	 * @param lockTimeout bound for waiting for a lock
	 * @param statementTimeout bound for a statement, zero for none
	 * @param activity what others see of the session
	 * @param readsKeys whether keys are read, whose text must not depend on the session
	 */
	record Settings(@Nullable String schema, Duration lockTimeout, Duration statementTimeout, String activity,
			boolean readsKeys) {

	}

}
