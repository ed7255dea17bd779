// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark.child;

import java.nio.file.Path;
import java.sql.Connection;

import javax.sql.DataSource;

import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Liquibase, with a change log that includes a folder of formatted SQL.
 */
class LiquibaseTool implements MigrationTool {

	@Override
	public void migrate(DataSource dataSource, Path scripts, @Nullable String schema) throws Exception {
		try (Connection connection = dataSource.getConnection();
				ClassLoaderResourceAccessor resources = new ClassLoaderResourceAccessor()) {
			Database database = DatabaseFactory.getInstance()
				.findCorrectDatabaseImplementation(new JdbcConnection(connection));
			if (schema != null) {
				database.setDefaultSchemaName(schema);
			}
			new Liquibase("db/changelog-root.xml", resources, database).update(new Contexts(), new LabelExpression());
		}
	}

}
