// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.migration.MigrationEngine;
import io.migration.MigrationException;
import io.migration.Rollout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Runs contracts whose gates are open, in a thread of its own, so that the heartbeat goes
 * on meanwhile. Which instance it is does not matter: the lock lets one at a time, and
 * the next one goes on where one has died.
 */
class ContractRunner implements SmartLifecycle, RolloutObserver {

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private static final Logger logger = LoggerFactory.getLogger(ContractRunner.class);

	private final MigrationEngine engine;

	private final MigrationShutdown shutdown;

	private final boolean worker;

	private final AtomicBoolean busy = new AtomicBoolean();

	private @Nullable ExecutorService executor;

	ContractRunner(MigrationEngine engine, MigrationShutdown shutdown, boolean worker) {
		this.engine = engine;
		this.shutdown = shutdown;
		this.worker = worker;
	}

	@Override
	public synchronized void rolloutRead(Rollout rollout) {
		ExecutorService running = this.executor;
		if (running != null && rollout.isAnyOpen() && this.busy.compareAndSet(false, true)) {
			running.execute(this::run);
		}
	}

	private void run() {
		try {
			this.engine.runOpenContracts();
		}
		catch (MigrationException ex) {
			logger.warn("A contract did not run: {} {}", MigrationFailureAnalyzer.withoutCredentials(ex.description()),
					ex.databaseState());
		}
		catch (RuntimeException ex) {
			logger.error("A contract did not run", ex);
		}
		finally {
			this.busy.set(false);
		}
	}

	/**
	 * Not of an instance that leaves migrations to others.
	 */
	@Override
	public boolean isAutoStartup() {
		return this.worker;
	}

	@Override
	public synchronized void start() {
		this.shutdown.start();
		if (this.executor == null) {
			this.executor = Executors.newSingleThreadExecutor(ContractRunner::thread);
		}
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "migration-contract");
		thread.setDaemon(true);
		return thread;
	}

	@Override
	public void stop() {
		ExecutorService running;
		synchronized (this) {
			running = this.executor;
			this.executor = null;
		}
		if (running != null) {
			running.shutdown();
			if (this.busy.get()) {
				this.shutdown.stop();
			}
			await(running);
		}
	}

	private static void await(ExecutorService running) {
		try {
			if (!running.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
				logger.warn("A contract still runs and is left behind; another instance goes on where it stops");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.executor != null;
	}

}
