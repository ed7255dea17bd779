// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The ranges that were handed out, until they are counted. All needs a transaction.
 *
 * @since 1.0.0
 */
public interface BackfillRanges {

	/**
	 * Hand out a range.
	 * @param connection the connection
	 * @param cursor the cursor, held
	 * @param low the key behind which it begins, {@code null} for the first range
	 * @param stretch the rows
	 * @throws SQLException if the statement fails
	 */
	void add(Connection connection, BackfillCursor cursor, @Nullable List<String> low, KeyStretch stretch)
			throws SQLException;

	/**
	 * Take a range on which nobody works.
	 * @param connection the connection
	 * @param cursor number of the cursor, which is shared
	 * @param except ranges that are left alone for a while
	 * @return the range, which is nobody else's until the transaction ends; {@code null}
	 * if there is none
	 * @throws SQLException if the query fails
	 */
	@Nullable KeyRange claim(Connection connection, long cursor, Collection<Long> except) throws SQLException;

	/**
	 * Take a certain range, unless somebody else has tried, divided or done it since.
	 * @param connection the connection
	 * @param range the range as it was when it was read
	 * @return whether it is still to be done, and the same
	 * @throws SQLException if the query fails
	 */
	boolean claim(Connection connection, KeyRange range) throws SQLException;

	/**
	 * Note that a range is done.
	 * @param connection the connection
	 * @param id the range, claimed
	 * @param changed how many rows were changed
	 * @param instance who did it
	 * @throws SQLException if the statement fails
	 */
	void done(Connection connection, long id, long changed, String instance) throws SQLException;

	/**
	 * Count what is done into the cursor, and forget it.
	 * @param connection the connection
	 * @param cursor the cursor, held
	 * @throws SQLException if the statement fails
	 */
	void fold(Connection connection, BackfillCursor cursor) throws SQLException;

	/**
	 * Note that a range failed and is to be tried again.
	 * @param connection the connection
	 * @param id the range
	 * @param error why
	 * @throws SQLException if the statement fails
	 */
	void tryAgain(Connection connection, long id, String error) throws SQLException;

	/**
	 * Make two of a range.
	 * @param connection the connection
	 * @param range the range, claimed
	 * @param middle last key of the first half
	 * @param firstRows rows of the first half
	 * @param rows rows of both
	 * @throws SQLException if the statement fails
	 */
	void split(Connection connection, KeyRange range, List<String> middle, int firstRows, int rows) throws SQLException;

	/**
	 * Note that a range failed and is not tried again in this pass.
	 * @param connection the connection
	 * @param id the range
	 * @param error why
	 * @throws SQLException if the statement fails
	 */
	void failed(Connection connection, long id, String error) throws SQLException;

	/**
	 * Count what is neither done nor counted.
	 * @param connection the connection
	 * @param cursor number of the cursor
	 * @return how many ranges are left, and how many failed
	 * @throws SQLException if the query fails
	 */
	Left left(Connection connection, long cursor) throws SQLException;

	/**
	 * What is neither done nor counted.
	 *
	 * @param open ranges that are to be done, on which somebody works, or whose rows are
	 * not counted yet
	 * @param failed ranges that failed in this pass
	 */
	record Left(int open, int failed) {

	}

}
