// SPDX-License-Identifier: Apache-2.0
package io.migration.benchmark.child;

import java.nio.file.Path;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * A tool under test. Nothing of it may be loaded before {@link #migrate} is called.
 */
interface MigrationTool {

	void migrate(DataSource dataSource, Path scripts, @Nullable String schema) throws Exception;

}
