// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

import io.migration.BackfillStatus;
import io.migration.BatchRun;
import io.migration.HeldContract;
import io.migration.MigrationListener;
import io.migration.MigrationRun;
import io.migration.StepId;
import io.migration.StepRun;
import io.migration.StepState;
import io.migration.StepType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners and survives them.
 *
 * @since 1.0.0
 */
public final class ListenerNotifier {

	private static final Logger logger = LoggerFactory.getLogger(ListenerNotifier.class);

	private final String target;

	private final List<MigrationListener> listeners;

	/**
	 * Create a notifier.
	 * @param target name of the target
	 * @param listeners who is told, in their order
	 */
	public ListenerNotifier(String target, Collection<? extends MigrationListener> listeners) {
		this.target = target;
		this.listeners = List.copyOf(listeners);
	}

	/**
	 * Tell that the lock is about to be taken.
	 */
	public void beforeLock() {
		tell((listener) -> listener.beforeLock(this.target));
	}

	/**
	 * Tell that a run begins.
	 */
	public void beforeRun() {
		tell((listener) -> listener.beforeRun(this.target));
	}

	/**
	 * Tell that a run has ended.
	 * @param run what was done
	 */
	public void afterRun(MigrationRun run) {
		if (!this.listeners.isEmpty()) {
			tell((listener) -> listener.afterRun(run));
		}
	}

	/**
	 * Tell that a backfill has begun.
	 * @param backfill how it stands
	 */
	public void backfillBegun(BackfillStatus backfill) {
		tell((listener) -> listener.backfillBegun(this.target, backfill));
	}

	/**
	 * Tell that a batch was committed.
	 * @param batch what was done
	 */
	public void backfillBatch(BatchRun batch) {
		tell((listener) -> listener.backfillBatch(this.target, batch));
	}

	/**
	 * Tell how far a backfill is.
	 * @param backfill how far it is
	 */
	public void backfillProgress(BackfillStatus backfill) {
		tell((listener) -> listener.backfillProgress(this.target, backfill));
	}

	/**
	 * Tell that a backfill has ended.
	 * @param backfill how it stands
	 */
	public void backfillEnded(BackfillStatus backfill) {
		tell((listener) -> listener.backfillEnded(this.target, backfill));
	}

	void beforeStep(StepId step) {
		tell((listener) -> listener.beforeStep(this.target, step));
	}

	void afterStep(StepRun run) {
		tell((listener) -> listener.afterStep(this.target, run));
		if (run.id().step() == StepType.CONTRACT && run.state() == StepState.SUCCEEDED) {
			tell((listener) -> listener.contracted(this.target, run));
		}
	}

	/**
	 * Tell what a contract waits for.
	 * @param contract the contract
	 */
	public void contractHeld(HeldContract contract) {
		tell((listener) -> listener.contractHeld(this.target, contract));
	}

	/**
	 * Tell that a contract waits for nothing any more.
	 * @param contract the contract
	 */
	public void contractOpened(HeldContract contract) {
		tell((listener) -> listener.contractOpened(this.target, contract));
	}

	private void tell(Consumer<MigrationListener> call) {
		for (MigrationListener listener : this.listeners) {
			try {
				call.accept(listener);
			}
			catch (Exception | LinkageError | AssertionError ex) {
				logger.warn("The migration listener {} failed; the migration goes on", listener.getClass().getName(),
						ex);
			}
		}
	}

}
