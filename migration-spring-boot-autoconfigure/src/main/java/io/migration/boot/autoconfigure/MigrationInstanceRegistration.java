// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.migration.MigrationEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Keeps this instance in the register while it runs. Nothing that goes wrong here matters
 * to the application: the entry of an instance that is not heard of expires.
 */
class MigrationInstanceRegistration implements SmartLifecycle {

	static final Duration INTERVAL = Duration.ofSeconds(10);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private static final Logger logger = LoggerFactory.getLogger(MigrationInstanceRegistration.class);

	private final MigrationEngine engine;

	private final List<RolloutObserver> observers;

	private final Duration interval;

	private final boolean autoStartup;

	private @Nullable ScheduledExecutorService executor;

	private volatile boolean registered;

	private volatile boolean failing;

	MigrationInstanceRegistration(MigrationEngine engine, boolean autoStartup) {
		this(engine, List.of(), INTERVAL, autoStartup);
	}

	MigrationInstanceRegistration(MigrationEngine engine, Duration interval) {
		this(engine, List.of(), interval, true);
	}

	MigrationInstanceRegistration(MigrationEngine engine, List<RolloutObserver> observers, Duration interval,
			boolean autoStartup) {
		this.engine = engine;
		this.observers = List.copyOf(observers);
		this.interval = interval;
		this.autoStartup = autoStartup;
	}

	/**
	 * Not of an application that was processed ahead of time and has its migrations
	 * switched off since.
	 */
	@Override
	public boolean isAutoStartup() {
		return this.autoStartup;
	}

	/**
	 * The first heartbeat comes one interval later, so that a start with nothing to do
	 * sends no statement for it, and a process that ends soon is never registered.
	 */
	@Override
	public synchronized void start() {
		if (this.executor == null) {
			long interval = this.interval.toMillis();
			this.executor = Executors.newSingleThreadScheduledExecutor(MigrationInstanceRegistration::thread);
			this.executor.scheduleWithFixedDelay(this::heartbeat, interval, interval, TimeUnit.MILLISECONDS);
		}
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "migration-heartbeat");
		thread.setDaemon(true);
		return thread;
	}

	@Override
	public synchronized void stop() {
		ScheduledExecutorService executor = this.executor;
		if (executor != null) {
			this.executor = null;
			// On the same thread, as a database that does not answer must not delay the
			// stop
			executor.execute(this::leave);
			executor.shutdown();
			await(executor);
		}
	}

	private void await(ScheduledExecutorService executor) {
		try {
			if (!executor.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
				executor.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			executor.shutdownNow();
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.executor != null;
	}

	/**
	 * Stopped last, because an instance counts until it serves no more requests.
	 */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	// An Error too, as whatever gets out of here ends the heartbeats for ever, unnoticed
	private void heartbeat() {
		try {
			this.engine.heartbeat();
			this.registered = true;
			this.failing = false;
			tell(this.observers);
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

	private void tell(List<RolloutObserver> observers) {
		for (RolloutObserver observer : observers) {
			try {
				observer.rolloutRead(this.engine.rollout());
			}
			catch (Throwable ex) {
				logger.warn("What the heartbeat has found cannot be told to {}", observer.getClass().getName(), ex);
			}
		}
	}

	private void failed(Throwable ex) {
		if (!this.failing) {
			logger.warn("This instance could not be registered with the database; trying again every {} s: {}",
					this.interval.toSeconds(), ex.getMessage());
		}
		logger.debug("Heartbeat failed", ex);
		this.failing = true;
	}

	private void leave() {
		if (this.registered) {
			this.registered = false;
			try {
				this.engine.leave();
			}
			catch (RuntimeException ex) {
				logger.debug("This instance stays in the register until its entry expires", ex);
			}
		}
	}

}
