// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark.child;

import java.nio.file.Path;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Flyway, with its default options.
 */
class FlywayTool implements MigrationTool {

	@Override
	public void migrate(DataSource dataSource, Path scripts, @Nullable String schema) {
		FluentConfiguration configuration = Flyway.configure().dataSource(dataSource);
		if (schema != null) {
			configuration.defaultSchema(schema);
		}
		configuration.load().migrate();
	}

}
