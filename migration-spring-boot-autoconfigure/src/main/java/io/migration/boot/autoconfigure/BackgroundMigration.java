// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.time.Duration;

import io.migration.MigrationEngine;
import io.migration.MigrationException;
import io.migration.MigrationStoppedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Migrates in a thread of its own while the application starts and runs. Its failure ends
 * nothing: the application goes on, without being ready.
 */
class BackgroundMigration implements SmartLifecycle {

	// Before any web server, so that nothing is served before the run has begun
	static final int PHASE = DEFAULT_PHASE - 8192;

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private static final Logger logger = LoggerFactory.getLogger(BackgroundMigration.class);

	private final MigrationEngine engine;

	private final MigrationStrategy strategy;

	private final BackgroundState state;

	private final MigrationShutdown shutdown;

	private @Nullable Thread thread;

	BackgroundMigration(MigrationEngine engine, MigrationStrategy strategy, BackgroundState state,
			MigrationShutdown shutdown) {
		this.engine = engine;
		this.strategy = strategy;
		this.state = state;
		this.shutdown = shutdown;
		state.begin(engine.target());
	}

	@Override
	public synchronized void start() {
		this.shutdown.start();
		if (this.thread == null) {
			this.thread = new Thread(this::migrate, "migration-background");
			this.thread.start();
		}
	}

	private void migrate() {
		try {
			this.strategy.migrate(this.engine);
			this.state.succeed();
		}
		catch (MigrationStoppedException ex) {
			// Has been logged, and the next start goes on
			this.state.fail(ex);
		}
		catch (MigrationException ex) {
			this.state.fail(ex);
			logger.error("The application runs, but is not ready, because the migration in the background failed:{}{}",
					System.lineSeparator(),
					MigrationFailureAnalyzer.withoutCredentials(String.valueOf(ex.getMessage())));
		}
		catch (Exception | LinkageError | AssertionError ex) {
			this.state.fail(ex);
			logger.error("The application runs, but is not ready, because the migration in the background failed", ex);
		}
	}

	@Override
	public void stop() {
		this.shutdown.stop();
		Thread running;
		synchronized (this) {
			running = this.thread;
			this.thread = null;
		}
		if (running != null) {
			join(running);
		}
	}

	private static void join(Thread running) {
		try {
			running.join(STOP_TIMEOUT.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.thread != null;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
