// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks runs to end before they are done, because their process is about to.
 *
 * <ol>
 * <li>After {@link #request()} a run goes no further than the end of the statement that
 * it has sent: what its transaction did is rolled back, the history tells so, the lock is
 * freed.</li>
 * <li>{@link #force()} cancels a statement that does not end by itself, and leaves alone
 * one that runs in no transaction: the next run finds out what became of it.</li>
 * </ol>
 * A signal that was given stays: who begins again after it needs another one. Safe for
 * use by several threads.
 *
 * @since 1.0.0
 */
public final class StopSignal {

	private static final StopSignal NEVER = new StopSignal(false);

	private final Set<Run> runs = new LinkedHashSet<>();

	private final boolean usable;

	private boolean requested;

	/**
	 * Create a signal that has not been given.
	 */
	public StopSignal() {
		this(true);
	}

	private StopSignal(boolean usable) {
		this.usable = usable;
	}

	/**
	 * Return a signal that cannot be given.
	 * @return always the same one
	 */
	public static StopSignal never() {
		return NEVER;
	}

	/**
	 * Ask all runs to end, and those that have not begun not to begin.
	 */
	public synchronized void request() {
		if (!this.usable) {
			throw new IllegalStateException("This signal is never given");
		}
		this.requested = true;
		notifyAll();
	}

	/**
	 * Return whether runs have to end.
	 * @return {@code true} once the signal was given
	 */
	public synchronized boolean isRequested() {
		return this.requested;
	}

	/**
	 * Return whether nothing is running.
	 * @return {@code true} if there is nothing to wait for
	 */
	public synchronized boolean isQuiet() {
		return this.runs.isEmpty();
	}

	/**
	 * Make runs end that do not do so by themselves. May have to be called again, since
	 * what it cancels may be followed by something else.
	 */
	public void force() {
		request();
		List<Run> left;
		synchronized (this) {
			left = List.copyOf(this.runs);
		}
		left.forEach((run) -> run.onForce.run());
	}

	/**
	 * Wait until nothing is running.
	 * @param longest the longest time to wait
	 * @return whether nothing is running
	 * @throws InterruptedException if the thread is interrupted
	 */
	public synchronized boolean awaitQuiet(Duration longest) throws InterruptedException {
		long end = System.nanoTime() + longest.toNanos();
		while (!this.runs.isEmpty() && waitUntil(end)) {
			continue;
		}
		return this.runs.isEmpty();
	}

	/**
	 * Pause until the signal is given, but not for longer than some time.
	 * @param longest the longest time to wait
	 * @return whether the signal was given
	 * @throws InterruptedException if the thread is interrupted
	 */
	public synchronized boolean pause(Duration longest) throws InterruptedException {
		long end = System.nanoTime() + longest.toNanos();
		while (!this.requested && waitUntil(end)) {
			continue;
		}
		return this.requested;
	}

	private boolean waitUntil(long end) throws InterruptedException {
		long millis = (end - System.nanoTime()) / 1_000_000;
		if (millis > 0) {
			wait(millis);
		}
		return millis > 0;
	}

	/**
	 * Tell that something runs that has to be waited for.
	 * @param onForce makes it end, called on the thread of whoever forces it
	 * @return to be closed at its end
	 */
	public synchronized Run begin(Runnable onForce) {
		Run run = new Run(onForce);
		this.runs.add(run);
		return run;
	}

	private synchronized void end(Run run) {
		this.runs.remove(run);
		notifyAll();
	}

	/**
	 * Something that runs until it is closed.
	 */
	public final class Run implements AutoCloseable {

		private final Runnable onForce;

		private Run(Runnable onForce) {
			this.onForce = onForce;
		}

		/**
		 * Tell that it has ended.
		 */
		@Override
		public void close() {
			end(this);
		}

	}

}
