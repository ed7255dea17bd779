// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.Collection;
import java.util.List;

import javax.sql.DataSource;

import io.migration.JavaBackfill;
import io.migration.JavaMigration;
import io.migration.MigrationEngine;
import io.migration.MigrationListener;
import io.migration.MigrationOptions;
import io.migration.backfill.BackfillPace;
import io.migration.backfill.throttle.ThrottledPace;

/**
 * Creates engines.
 *
 * @since 1.0.0
 */
public final class MigrationEngineFactory {

	private MigrationEngineFactory() {
	}

	/**
	 * Create the engine of one target without backfills written in Java. Backfills give
	 * way to nothing. Opens no connection and reads no script.
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
		return create(dataSource, options, migrations, listeners, classLoader, BackfillPace.UNHINDERED);
	}

	/**
	 * Create the engine of one target without backfills written in Java. Opens no
	 * connection and reads no script.
	 * @param dataSource where connections come from
	 * @param options everything that can be said about the target
	 * @param migrations the migrations written in Java
	 * @param listeners who is told of runs and steps, in their order
	 * @param classLoader where scripts on the class path are found
	 * @param pace how fast backfills may go on
	 * @return the engine
	 */
	public static MigrationEngine create(DataSource dataSource, MigrationOptions options,
			Collection<? extends JavaMigration> migrations, Collection<? extends MigrationListener> listeners,
			ClassLoader classLoader, BackfillPace pace) {
		Scripts scripts = new Scripts(options, migrations, List.of(), classLoader);
		return new DefaultMigrationEngine(dataSource, options, scripts, listeners, (database) -> pace);
	}

	/**
	 * Create the engine of one target. Backfills give way as the options say. Opens no
	 * connection and reads no script.
	 * @param dataSource where connections come from
	 * @param options everything that can be said about the target
	 * @param migrations the migrations written in Java
	 * @param backfills the backfills written in Java
	 * @param listeners who is told of runs and steps, in their order
	 * @param classLoader where scripts on the class path are found
	 * @return the engine
	 */
	public static MigrationEngine create(DataSource dataSource, MigrationOptions options,
			Collection<? extends JavaMigration> migrations, Collection<? extends JavaBackfill> backfills,
			Collection<? extends MigrationListener> listeners, ClassLoader classLoader) {
		Scripts scripts = new Scripts(options, migrations, backfills, classLoader);
		return new DefaultMigrationEngine(dataSource, options, scripts, listeners,
				(database) -> new ThrottledPace(database, options.throttle(), options.throttles()));
	}

}
