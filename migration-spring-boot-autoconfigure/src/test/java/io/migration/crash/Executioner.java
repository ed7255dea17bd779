// SPDX-License-Identifier: Apache-2.0
package io.migration.crash;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.migration.testing.Exchange;
import io.migration.testing.ExchangeObserver;
import io.migration.testing.StatementProxy;
import io.migration.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Kills one process at one moment, and lets its connections end as the operating system
 * does.
 */
final class Executioner implements ExchangeObserver, AutoCloseable {

	private final TestDatabase database;

	private final Child child;

	private final Operation operation;

	private final Trigger trigger;

	private final Witness witness = new Witness(this);

	private final StatementProxy proxy;

	private final AtomicBoolean struck = new AtomicBoolean();

	private final CountDownLatch dead = new CountDownLatch(1);

	private volatile boolean closing;

	private volatile @Nullable Exchange target;

	private volatile @Nullable Delay delay;

	private volatile @Nullable Kill kill;

	private volatile Traffic traffic = Traffic.OPEN_SESSION;

	private volatile KillPoint point = KillPoint.AFTER;

	private int seen;

	Executioner(TestDatabase database, Child child, Operation operation, Trigger trigger) {
		this.database = database;
		this.operation = operation;
		this.child = child;
		this.trigger = trigger;
		this.proxy = StatementProxy.to(database, this.witness);
	}

	/**
	 * Let the process do its work, or a part of it.
	 * @return the kill, {@code null} if the process came to its end before
	 */
	@Nullable Kill run() {
		this.child.begin(this.proxy.url(), this.database, this.operation);
		String output = this.child.output();
		boolean hit = this.struck.get();
		boolean done = hit ? await(this.dead) : output.strip().equals(CrashingProcess.DONE);
		requireNoFailure(output);
		if (!done) {
			throw new AssertionError("The process " + (hit ? "was not buried, killed" : "failed by itself, not killed")
					+ " at " + this.trigger + ":\n" + output);
		}
		return hit ? this.kill : null;
	}

	private void requireNoFailure(String output) {
		Throwable failure = this.witness.failure();
		if (failure != null) {
			throw new AssertionError(
					"No process could be killed at " + this.trigger + ", " + failure + "; it said:\n" + output,
					failure);
		}
	}

	@Override
	public void requested(Exchange exchange) {
		if (this.closing) {
			await(this.dead);
		}
		note(Traffic.of(exchange.texts()), KillPoint.BEFORE);
		if (this.trigger.isFor(this.traffic) && ++this.seen == this.trigger.occurrence()) {
			prepare(exchange);
		}
		at(exchange, KillPoint.BEFORE);
	}

	private void prepare(Exchange exchange) {
		if (this.trigger.byTime()) {
			later(this.trigger.micros(), () -> strike(this.traffic, this.point));
			return;
		}
		this.target = exchange;
		if (this.trigger.point() == KillPoint.IN) {
			this.delay = Delay.of(this.database, exchange.session(), this.traffic, this.trigger.aftermath());
		}
	}

	@Override
	public void forwarded(Exchange exchange) {
		note(this.traffic, KillPoint.IN);
		Delay running = this.delay;
		if (running != null) {
			running.awaitRunning();
		}
		at(exchange, KillPoint.IN);
	}

	@Override
	public void answered(Exchange exchange) {
		note(this.traffic, KillPoint.ANSWERED);
		at(exchange, KillPoint.ANSWERED);
		if (exchange == this.target && this.trigger.point() == KillPoint.AFTER) {
			this.closing = true;
		}
	}

	@Override
	public void delivered(Exchange exchange) {
		note(this.traffic, KillPoint.AFTER);
		at(exchange, KillPoint.AFTER);
	}

	private void at(Exchange exchange, KillPoint reached) {
		if (exchange == this.target && this.trigger.point() == reached) {
			strike(this.traffic, reached);
		}
	}

	private void note(Traffic current, KillPoint reached) {
		this.traffic = current;
		this.point = reached;
	}

	private void strike(Traffic current, KillPoint reached) {
		if (this.child.isAlive() && this.struck.compareAndSet(false, true)) {
			this.kill = new Kill(new Cell(this.operation.rollsBack(), current), reached, this.trigger.byTime());
			this.child.kill();
			this.proxy.hangUp();
			Delay running = this.delay;
			if (running != null) {
				running.end();
				this.delay = null;
			}
			this.dead.countDown();
		}
	}

	private static void later(long micros, Runnable work) {
		Executor executor = CompletableFuture.delayedExecutor(micros, TimeUnit.MICROSECONDS);
		executor.execute(work);
	}

	private static boolean await(CountDownLatch latch) {
		try {
			return latch.await(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.proxy.close();
		this.child.close();
		Delay unused = this.delay;
		if (unused != null) {
			unused.release();
		}
	}

}
