// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Looks at a target before anything is changed.
 *
 * @since 1.0.0
 */
public interface TargetInspector {

	/**
	 * Look at a target with one query.
	 * @param connection the connection, in autocommit
	 * @param schema the schema to look at; {@code null} for the current one
	 * @param historyTable name of the history table
	 * @return what was found
	 * @throws SQLException if the query fails
	 */
	TargetCondition inspect(Connection connection, @Nullable String schema, String historyTable) throws SQLException;

}
