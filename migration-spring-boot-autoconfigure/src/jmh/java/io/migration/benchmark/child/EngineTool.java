// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark.child;

import java.nio.file.Path;
import java.util.List;

import javax.sql.DataSource;

import io.migration.MigrationOptions;
import io.migration.engine.MigrationEngineFactory;
import org.jspecify.annotations.Nullable;

/**
 * This engine, with its default options.
 */
class EngineTool implements MigrationTool {

	@Override
	public void migrate(DataSource dataSource, Path scripts, @Nullable String schema) {
		MigrationOptions options = MigrationOptions.builder().schema(schema).build();
		MigrationEngineFactory
			.create(dataSource, options, List.of(), List.of(), Thread.currentThread().getContextClassLoader())
			.migrate();
	}

}
