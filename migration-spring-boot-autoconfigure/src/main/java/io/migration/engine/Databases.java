// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;

import io.migration.TargetUnusableException;
import io.migration.TargetUnusableException.Reason;
import io.migration.database.Database;
import io.migration.database.SecretMask;
import io.migration.database.postgresql.PostgreSqlDatabase;

/**
 * The database systems that this release knows.
 */
final class Databases {

	private Databases() {
	}

	static Database of(Connection connection, SecretMask mask) throws SQLException {
		Database postgresql = PostgreSqlDatabase.of(connection, mask);
		if (postgresql != null) {
			return postgresql;
		}
		String product = connection.getMetaData().getDatabaseProductName();
		throw new TargetUnusableException(Reason.UNSUPPORTED_DATABASE,
				"The data source is connected to '" + product + "', which this release cannot migrate.",
				"Connect to PostgreSQL 13 or newer, or set migration.enabled=false.", null);
	}

}
