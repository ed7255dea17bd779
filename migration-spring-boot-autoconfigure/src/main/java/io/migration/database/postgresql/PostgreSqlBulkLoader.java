// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;

import io.migration.database.BulkLoader;
import io.migration.sql.CopyData;
import org.postgresql.PGConnection;

/**
 * Sends {@code COPY} data through the driver's own interface.
 */
class PostgreSqlBulkLoader implements BulkLoader {

	@Override
	public void load(Connection connection, String statement, CopyData data) throws SQLException {
		try {
			connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement, new StringReader(data.text()));
		}
		catch (IOException ex) {
			throw new SQLException("The data of the COPY statement could not be sent", "08000", ex);
		}
	}

}
