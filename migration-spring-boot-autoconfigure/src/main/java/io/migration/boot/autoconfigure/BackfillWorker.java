// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.time.Duration;

import io.migration.MigrationEngine;
import io.migration.MigrationException;
import io.migration.MigrationStoppedException;
import io.migration.Rollout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Takes part in backfills while the application runs, in one thread that is there only
 * while one is left. Nothing that goes wrong here matters to the application.
 */
class BackfillWorker implements SmartLifecycle, RolloutObserver {

	/**
	 * How soon it is noticed that somebody resumed a backfill.
	 */
	private static final Duration POLL = Duration.ofSeconds(2);

	private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private static final Logger logger = LoggerFactory.getLogger(BackfillWorker.class);

	private final MigrationEngine engine;

	private final BackfillWakeUp wakeUp;

	private final MigrationShutdown shutdown;

	private final boolean autoStartup;

	private @Nullable Thread thread;

	private boolean running;

	private volatile boolean failing;

	BackfillWorker(MigrationEngine engine, BackfillWakeUp wakeUp, MigrationShutdown shutdown, boolean autoStartup) {
		this.engine = engine;
		this.wakeUp = wakeUp;
		this.shutdown = shutdown;
		this.autoStartup = autoStartup;
	}

	static boolean isWanted(MigrationProperties properties) {
		boolean migrates = properties.mode() == MigrationMode.MIGRATE || properties.mode() == MigrationMode.BACKGROUND;
		return properties.enabled() && migrates && properties.backfill().worker();
	}

	@Override
	public boolean isAutoStartup() {
		return this.autoStartup;
	}

	@Override
	public synchronized void start() {
		this.shutdown.start();
		this.running = true;
		this.wakeUp.wake(this::work);
		work();
	}

	/**
	 * The heartbeat finds what others have left behind.
	 */
	@Override
	public void rolloutRead(Rollout rollout) {
		work();
	}

	private synchronized void work() {
		if (this.thread == null && isNeeded()) {
			this.thread = new Thread(this::loop, "migration-backfill");
			this.thread.setDaemon(true);
			this.thread.start();
		}
	}

	// What the last run has read, so that a start with nothing to do asks nothing
	private boolean isNeeded() {
		return this.running && !this.shutdown.signal().isRequested() && this.engine.backfillsLeft();
	}

	private void loop() {
		while (goesOn()) {
			Duration pause = takePart();
			try {
				if (!pause.isZero()) {
					this.shutdown.signal().pause(pause);
				}
			}
			catch (InterruptedException ex) {
				// The signal interrupts those whom it cannot cancel
				logger.trace("Interrupted", ex);
			}
		}
	}

	private synchronized boolean goesOn() {
		boolean needed = isNeeded();
		if (!needed) {
			this.thread = null;
		}
		return needed;
	}

	private Duration takePart() {
		try {
			boolean left = this.engine.backfill();
			this.failing = false;
			return left ? POLL : Duration.ZERO;
		}
		catch (MigrationStoppedException ex) {
			return POLL;
		}
		catch (Exception | Error ex) {
			// An instance must not stop working for ever because of one bad moment
			failed(ex);
			return AFTER_FAILURE;
		}
	}

	private void failed(Throwable ex) {
		if (!this.failing) {
			logger.warn("The backfills that are left cannot be run; trying again every {} s: {}",
					AFTER_FAILURE.toSeconds(), (ex instanceof MigrationException)
							? MigrationFailureAnalyzer.withoutCredentials(String.valueOf(ex.getMessage())) : ex);
		}
		logger.debug("Backfills cannot be run", ex);
		this.failing = true;
	}

	@Override
	public void stop() {
		Thread working;
		synchronized (this) {
			this.running = false;
			working = this.thread;
		}
		if (working != null) {
			this.shutdown.stop();
			join(working);
		}
	}

	private static void join(Thread working) {
		try {
			working.join(STOP_TIMEOUT.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.running;
	}

	/**
	 * Started last, when the application serves, and stopped first.
	 */
	@Override
	public int getPhase() {
		return DEFAULT_PHASE;
	}

}
