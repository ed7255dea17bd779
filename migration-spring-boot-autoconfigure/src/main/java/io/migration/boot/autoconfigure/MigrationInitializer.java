// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import io.migration.MigrationEngine;
import io.migration.MigrationRun;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.InitializingBean;

/**
 * Migrates or validates the database, or waits for it, as soon as it is created, unless a
 * command runs instead of the application. Beans that use the database are made to depend
 * on it.
 *
 * @since 1.0.0
 */
public final class MigrationInitializer implements InitializingBean {

	private final MigrationEngine engine;

	private final @Nullable MigrationMode mode;

	private final MigrationStrategy strategy;

	private final Runnable wait;

	private volatile @Nullable MigrationRun migrationRun;

	MigrationInitializer(MigrationEngine engine, @Nullable MigrationMode mode, MigrationStrategy strategy,
			Runnable wait) {
		this.engine = engine;
		this.mode = mode;
		this.strategy = strategy;
		this.wait = wait;
	}

	@Override
	public void afterPropertiesSet() {
		if (this.mode == MigrationMode.VALIDATE) {
			this.engine.validate();
		}
		else if (this.mode == MigrationMode.WAIT) {
			this.wait.run();
		}
		else if (this.mode == MigrationMode.MIGRATE) {
			this.migrationRun = this.strategy.migrate(this.engine);
		}
	}

	/**
	 * Return what was done when the application started.
	 * @return the run, or {@code null} if nothing was run
	 */
	public @Nullable MigrationRun migrationRun() {
		return this.migrationRun;
	}

}
