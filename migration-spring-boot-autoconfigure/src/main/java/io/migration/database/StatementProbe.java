// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.sql.Connection;
import java.sql.SQLException;

import io.migration.sql.SqlStatement;

/**
 * Tells from the catalog whether a statement that ran outside of a transaction took
 * effect.
 *
 * @since 1.0.0
 */
public interface StatementProbe {

	/**
	 * Look for the effect of a statement.
	 * @param connection the connection, in autocommit
	 * @param statement the statement
	 * @return what was found
	 * @throws SQLException if a query fails
	 */
	Evidence probe(Connection connection, SqlStatement statement) throws SQLException;

}
