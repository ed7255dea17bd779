// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.Collection;

import javax.sql.DataSource;

import io.migration.JavaMigration;
import io.migration.MigrationEngine;
import io.migration.MigrationListener;
import io.migration.MigrationOptions;

/**
 * Creates engines.
 *
 * @since 1.0.0
 */
public final class MigrationEngineFactory {

	private MigrationEngineFactory() {
	}

	/**
	 * Create the engine of one target. Opens no connection and reads no script.
	 * @param dataSource where connections come from
	 * @param options everything that can be said about the target
	 * @param migrations the migrations written in Java
	 * @param listeners who is told of runs and steps, in their order
	 * @param classLoader where scripts on the class path are found
	 * @return the engine
	 */
	public static MigrationEngine create(DataSource dataSource, MigrationOptions options,
			Collection<? extends JavaMigration> migrations, Collection<? extends MigrationListener> listeners,
			ClassLoader classLoader) {
		Scripts scripts = new Scripts(options, migrations, classLoader);
		return new DefaultMigrationEngine(dataSource, options, scripts, listeners);
	}

}
