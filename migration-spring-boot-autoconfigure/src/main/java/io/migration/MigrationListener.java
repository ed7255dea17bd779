// SPDX-License-Identifier: Apache-2.0
package io.migration;

/**
 * Told before and after runs and steps, on the thread that migrates. An exception thrown
 * by a listener is logged and otherwise ignored: it never breaks a migration. Not called
 * for a run that has nothing to do, except {@link #afterRun}.
 * <p>
 * Of a backfill it is told on the thread that works on it, in the instance that does:
 * each event occurs in one instance only, but the instance that begins a backfill need
 * not be the one that ends it.
 *
 * @since 1.0.0
 */
public interface MigrationListener {

	/**
	 * Called when there is something to do, before the lock is waited for. Other
	 * instances may have done it by the time the lock is had.
	 * @param target name of the target
	 */
	default void beforeLock(String target) {
	}

	/**
	 * Called when the lock is held and before the first step.
	 * @param target name of the target
	 */
	default void beforeRun(String target) {
	}

	/**
	 * Called when a run has ended, successfully or not.
	 * @param run what was done
	 */
	default void afterRun(MigrationRun run) {
	}

	/**
	 * Called before a step, outside of its transaction.
	 * @param target name of the target
	 * @param step the step
	 */
	default void beforeStep(String target, StepId step) {
	}

	/**
	 * Called when a step has succeeded or finally failed.
	 * @param target name of the target
	 * @param run the step and how it went
	 */
	default void afterStep(String target, StepRun run) {
	}

	/**
	 * Called when a backfill has begun, or begins anew.
	 * @param target name of the target
	 * @param backfill how it stands
	 */
	default void backfillBegun(String target, BackfillStatus backfill) {
	}

	/**
	 * Called after each batch that this instance has committed. Batches take a fraction
	 * of a second, so this has to return at once.
	 * @param target name of the target
	 * @param batch what was done
	 */
	default void backfillBatch(String target, BatchRun batch) {
	}

	/**
	 * Called about every ten seconds by each instance that works on a backfill.
	 * @param target name of the target
	 * @param backfill how far it is, by the work of all instances
	 */
	default void backfillProgress(String target, BackfillStatus backfill) {
	}

	/**
	 * Called when a backfill has ended.
	 * @param target name of the target
	 * @param backfill how it stands: {@link BackfillState#SUCCEEDED} or
	 * {@link BackfillState#FAILED}
	 */
	default void backfillEnded(String target, BackfillStatus backfill) {
	}

	/**
	 * Called when this instance notices that a contract is held, and whenever what it
	 * waits for has changed. Not called again while nothing changes.
	 * @param target name of the target
	 * @param contract the contract and what it waits for
	 */
	default void contractHeld(String target, HeldContract contract) {
	}

	/**
	 * Called when this instance notices that a contract waits for nothing any more. One
	 * of the instances is going to run it.
	 * @param target name of the target
	 * @param contract the contract
	 */
	default void contractOpened(String target, HeldContract contract) {
	}

	/**
	 * Called when a contract has run, in the instance that ran it.
	 * @param target name of the target
	 * @param run the step and how it went
	 */
	default void contracted(String target, StepRun run) {
	}

}
