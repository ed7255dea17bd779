// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import io.migration.MigrationEngine;
import io.migration.MigrationRun;
import org.jspecify.annotations.Nullable;

/**
 * Callback for a bean that takes over how the database is migrated when the application
 * starts. Without one, {@link MigrationEngine#migrate()} is called. Not asked where
 * {@code migration.mode} forbids changes.
 *
 * @since 1.0.0
 */
@FunctionalInterface
public interface MigrationStrategy {

	/**
	 * Migrate the database. Beans that use the database are created when this method has
	 * returned.
	 * @param engine the engine to migrate with
	 * @return what was done, or {@code null} if nothing was run
	 */
	@Nullable MigrationRun migrate(MigrationEngine engine);

}
