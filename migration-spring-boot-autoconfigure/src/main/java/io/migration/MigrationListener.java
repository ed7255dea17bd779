// SPDX-License-Identifier: Apache-2.0
package io.migration;

/**
 * Told before and after runs and steps, on the thread that migrates. An exception thrown
 * by a listener is logged and otherwise ignored: it never breaks a migration. Not called
 * for a run that has nothing to do, except {@link #afterRun}.
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

}
