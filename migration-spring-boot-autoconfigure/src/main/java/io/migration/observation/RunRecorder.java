// SPDX-License-Identifier: Apache-2.0
package io.migration.observation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.migration.BackfillStatus;
import io.migration.BatchRun;
import io.migration.MigrationListener;
import io.migration.MigrationRun;
import io.migration.MigrationStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps finished runs until there is somebody to observe them. Needs nothing that could
 * need the database, and works without Micrometer.
 *
 * @since 1.0.0
 */
public final class RunRecorder implements MigrationListener {

	private static final Logger logger = LoggerFactory.getLogger(RunRecorder.class);

	private final List<MigrationRun> backlog = new ArrayList<>();

	private @Nullable List<TargetObserver> observers;

	@Override
	public synchronized void afterRun(MigrationRun run) {
		if (this.observers == null) {
			this.backlog.add(run);
		}
		else {
			tell(this.observers, (observer) -> observer.runEnded(run));
		}
	}

	@Override
	public void backfillBegun(String target, BackfillStatus backfill) {
		backfillProgress(target, backfill);
	}

	@Override
	public void backfillBatch(String target, BatchRun batch) {
		tell((observer) -> observer.backfillBatch(target, batch));
	}

	@Override
	public void backfillProgress(String target, BackfillStatus backfill) {
		tell((observer) -> observer.backfillProgress(target, backfill));
	}

	@Override
	public void backfillEnded(String target, BackfillStatus backfill) {
		backfillProgress(target, backfill);
	}

	/**
	 * Tell the observers that a state was read. Dropped while there are none: the next
	 * reading is as good.
	 * @param status the state
	 */
	public void statusRead(MigrationStatus status) {
		tell((observer) -> observer.statusRead(status));
	}

	// Backfills begin when the application is ready, so nothing of them has to be kept
	private synchronized void tell(Consumer<TargetObserver> message) {
		if (this.observers != null) {
			tell(this.observers, message);
		}
	}

	/**
	 * Hand over the runs so far, oldest first, and from now on each run when it ends.
	 * @param observers who gets them, may be empty
	 */
	public synchronized void forwardTo(List<? extends TargetObserver> observers) {
		List<TargetObserver> receivers = List.copyOf(observers);
		this.observers = receivers;
		this.backlog.forEach((run) -> tell(receivers, (observer) -> observer.runEnded(run)));
		this.backlog.clear();
	}

	private void tell(List<TargetObserver> observers, Consumer<TargetObserver> message) {
		for (TargetObserver observer : observers) {
			try {
				message.accept(observer);
			}
			catch (RuntimeException ex) {
				logger.warn("Migrations cannot be observed by {}", observer.getClass().getName(), ex);
			}
		}
	}

}
