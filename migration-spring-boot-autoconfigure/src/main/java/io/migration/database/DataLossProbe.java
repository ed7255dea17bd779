// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.migration.sql.SqlStatement;

/**
 * Tells what data a statement would destroy.
 *
 * @since 1.0.0
 */
public interface DataLossProbe {

	/**
	 * Look whether what a statement drops or empties holds data. Each look is bounded;
	 * what cannot be told in time, or at all, counts as holding data.
	 * @param connection the connection, in a transaction or not; its state is the same
	 * afterwards
	 * @param statement the statement that is about to run
	 * @return what would be lost, one line each; empty if nothing would
	 * @throws SQLException if the connection fails
	 */
	List<String> losses(Connection connection, SqlStatement statement) throws SQLException;

}
