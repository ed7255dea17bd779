// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.sql.Connection;
import java.sql.SQLException;

import io.migration.sql.CopyData;

/**
 * Sends the data that follows a statement in a script.
 *
 * @since 1.0.0
 */
public interface BulkLoader {

	/**
	 * Run a statement with its data.
	 * @param connection the connection
	 * @param statement the statement
	 * @param data the data
	 * @throws SQLException if the server refuses it
	 */
	void load(Connection connection, String statement, CopyData data) throws SQLException;

}
