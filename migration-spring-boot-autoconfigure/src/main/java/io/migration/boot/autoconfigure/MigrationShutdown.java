// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.time.Duration;

import io.migration.StopSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;

/**
 * Lets runs end in time when the process is asked to end, or the context is closed.
 *
 * <p>
 * It has a shutdown hook of its own, because the one of Spring Boot closes contexts and
 * has to wait until a refresh, and with it a migration that blocks the refresh, has
 * ended. Both run side by side.
 */
class MigrationShutdown implements DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(MigrationShutdown.class);

	/**
	 * How long what was forced to end may take for it.
	 */
	private static final Duration LAST_RESORT = Duration.ofSeconds(8);

	private static final Duration POLL = Duration.ofMillis(200);

	private final Thread hook = new Thread(this::end, "migration-shutdown");

	private final Duration grace;

	private volatile StopSignal signal = new StopSignal();

	private boolean ending;

	MigrationShutdown(Duration grace) {
		this.grace = grace;
		try {
			Runtime.getRuntime().addShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			// The process is ending already
			this.ending = true;
			this.signal.request();
		}
	}

	/**
	 * Return what asks runs that begin now to end.
	 */
	StopSignal signal() {
		return this.signal;
	}

	/**
	 * Let runs begin again after a stop. Those that were asked to end stay so.
	 */
	synchronized void start() {
		if (!this.ending && this.signal.isRequested()) {
			this.signal = new StopSignal();
		}
	}

	private void end() {
		synchronized (this) {
			this.ending = true;
		}
		stop();
	}

	/**
	 * Ask runs to end, wait for them, then force them.
	 */
	void stop() {
		stop(this.signal);
	}

	private void stop(StopSignal given) {
		// The context may be closed while the hook is at work
		boolean first = !given.isRequested();
		given.request();
		if (given.isQuiet()) {
			return;
		}
		if (first) {
			logger.info("The process is asked to end: a migration is stopped behind the statement that runs now, for "
					+ "which there are {} s", this.grace.toSeconds());
		}
		try {
			if (!given.awaitQuiet(this.grace)) {
				force(given);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void force(StopSignal given) throws InterruptedException {
		long end = System.nanoTime() + LAST_RESORT.toNanos();
		do {
			given.force();
		}
		while (!given.awaitQuiet(POLL) && System.nanoTime() - end < 0);
		if (!given.isQuiet()) {
			logger.warn("A migration does not end; the history tells the next start where to go on");
		}
	}

	@Override
	public void destroy() {
		end();
		try {
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			logger.trace("The process is ending already", ex);
		}
	}

}
