// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.mode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.awaitility.Awaitility;

/**
 * Asks an application every 100 ms whether it is alive, from its first answer on.
 */
final class ProbeLoop {

	private static final Duration INTERVAL = Duration.ofMillis(100);

	private static final int OK = 200;

	private final ShopProcess shop;

	private final List<Integer> statuses = new ArrayList<>();

	private long lastAnswer;

	private long longestGap;

	private boolean readyAtOnce;

	ProbeLoop(ShopProcess shop) {
		this.shop = shop;
	}

	/**
	 * Send probes until something holds, and a second longer.
	 */
	void run(BooleanSupplier until, Duration longest) {
		ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
		CountDownLatch answered = new CountDownLatch(1);
		try {
			thread.scheduleAtFixedRate(() -> probe(answered), 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
			answered.await(longest.toMillis(), TimeUnit.MILLISECONDS);
			this.readyAtOnce = until.getAsBoolean();
			Awaitility.await().atMost(longest).until(until::getAsBoolean);
			Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			thread.shutdownNow();
		}
	}

	private synchronized void probe(CountDownLatch answered) {
		int status = this.shop.health("liveness");
		long now = System.nanoTime();
		if (status != 0) {
			this.longestGap = (this.lastAnswer == 0) ? 0 : Math.max(this.longestGap, now - this.lastAnswer);
			this.lastAnswer = now;
			answered.countDown();
		}
		if (this.lastAnswer != 0) {
			this.statuses.add(status);
		}
	}

	synchronized int answers() {
		return (int) this.statuses.stream().filter((status) -> status == OK).count();
	}

	/**
	 * How often somebody answered something else.
	 */
	synchronized int failedAnswers() {
		return (int) this.statuses.stream().filter((status) -> status != OK && status != 0).count();
	}

	/**
	 * How often nobody answered.
	 */
	synchronized int refused() {
		return (int) this.statuses.stream().filter((status) -> status == 0).count();
	}

	synchronized Duration longestGap() {
		return Duration.ofNanos(this.longestGap);
	}

	boolean readyWhileMigrating(BooleanSupplier migrated) {
		return this.readyAtOnce || !migrated.getAsBoolean();
	}

	@Override
	public String toString() {
		return "liveness: " + answers() + " answered with 200, " + failedAnswers() + " with something else, "
				+ refused() + " not answered; longest time between two answers " + longestGap().toMillis() + " ms";
	}

}
