// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Reads the objects of users from the catalog.
 *
 * @since 1.0.0
 */
public interface CatalogReader {

	/**
	 * Read the catalog. Neither locks nor reads tables of users.
	 * @param connection a connection
	 * @return what exists
	 * @throws SQLException if the database cannot be asked
	 */
	CatalogSnapshot read(Connection connection) throws SQLException;

}
