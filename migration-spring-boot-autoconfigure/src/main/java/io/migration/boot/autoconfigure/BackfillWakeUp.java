// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import io.migration.MigrationListener;
import io.migration.MigrationRun;

/**
 * Tells the worker of backfills that a run has ended, which may have left one. The engine
 * needs its listeners, so the worker, which needs the engine, cannot be one itself.
 */
class BackfillWakeUp implements MigrationListener {

	private volatile Runnable worker = () -> {
	};

	void wake(Runnable newWorker) {
		this.worker = newWorker;
	}

	@Override
	public void afterRun(MigrationRun run) {
		this.worker.run();
	}

}
