// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark.child;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;

import javax.sql.DataSource;

import org.apache.ibatis.migration.DataSourceConnectionProvider;
import org.apache.ibatis.migration.FileMigrationLoader;
import org.apache.ibatis.migration.operations.UpOperation;
import org.apache.ibatis.migration.options.DatabaseOperationOption;
import org.jspecify.annotations.Nullable;

/**
 * MyBatis Migrations. It reads a folder: it knows no scripts in a jar.
 */
class MyBatisTool implements MigrationTool {

	@Override
	public void migrate(DataSource dataSource, Path scripts, @Nullable String schema) throws Exception {
		try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
			new UpOperation().operate(new DataSourceConnectionProvider(dataSource),
					new FileMigrationLoader(scripts.resolve("mybatis").toFile(), "UTF-8", new Properties()),
					new DatabaseOperationOption(), nowhere);
		}
	}

}
