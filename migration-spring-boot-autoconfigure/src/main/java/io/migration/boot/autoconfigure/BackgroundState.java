// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import io.migration.MigrationException;
import io.migration.MigrationListener;
import io.migration.MigrationRun;
import io.migration.StepType;
import org.jspecify.annotations.Nullable;

/**
 * How the run in the background stands, which decides whether the application is ready.
 *
 * <table>
 * <caption>States and events</caption>
 * <tr>
 * <th></th>
 * <th>the run succeeds</th>
 * <th>the run fails</th>
 * <th>a later run succeeds, asked for at the endpoint</th>
 * <th>readiness</th>
 * <th>health</th>
 * </tr>
 * <tr>
 * <td>unfinished</td>
 * <td>done</td>
 * <td>failed</td>
 * <td>done</td>
 * <td>refused</td>
 * <td>OUT_OF_SERVICE</td>
 * </tr>
 * <tr>
 * <td>failed</td>
 * <td>done, after a stop and a start</td>
 * <td>failed, after a stop and a start</td>
 * <td>done</td>
 * <td>refused</td>
 * <td>DOWN</td>
 * </tr>
 * <tr>
 * <td>done</td>
 * <td>done</td>
 * <td>done</td>
 * <td>done</td>
 * <td>accepted</td>
 * <td>as the database is</td>
 * </tr>
 * </table>
 *
 * @since 1.0.0
 */
public final class BackgroundState implements MigrationListener {

	private @Nullable String target;

	private @Nullable Throwable failure;

	private boolean done;

	private Runnable whenDone = () -> {
	};

	synchronized void begin(String newTarget) {
		this.target = newTarget;
	}

	synchronized void whenDone(Runnable action) {
		this.whenDone = action;
	}

	void succeed() {
		Runnable action;
		synchronized (this) {
			if (this.done) {
				return;
			}
			this.done = true;
			this.failure = null;
			action = this.whenDone;
		}
		action.run();
	}

	synchronized void fail(Throwable newFailure) {
		if (!this.done) {
			this.failure = newFailure;
		}
	}

	@Override
	public void afterRun(MigrationRun run) {
		boolean complete = run.error() == null && run.pendingCount() == 0
				&& run.steps().stream().allMatch((step) -> step.id().step() == StepType.UP);
		if (complete && concerns(run.target())) {
			succeed();
		}
	}

	/**
	 * Return whether a target is the one that is migrated in the background.
	 * @param name name of a target
	 * @return {@code true} if it is
	 */
	public synchronized boolean concerns(String name) {
		return name.equals(this.target);
	}

	/**
	 * Return whether everything required has run.
	 * @return {@code true} if the application is ready, as far as migrations go
	 */
	public synchronized boolean isDone() {
		return this.done;
	}

	/**
	 * Return why the run failed.
	 * @return what happened, {@code null} if it did not fail
	 */
	public synchronized @Nullable String failure() {
		Throwable known = this.failure;
		if (known instanceof MigrationException migration) {
			return migration.description();
		}
		// Not ours, so its message may hold what must not be shown
		return (known != null) ? known.getClass().getName() : null;
	}

}
