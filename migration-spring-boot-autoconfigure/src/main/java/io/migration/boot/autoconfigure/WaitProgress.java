// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.util.List;

import io.migration.LockStatus;
import io.migration.MigrationEngine;
import io.migration.MigrationException;
import io.migration.MigrationStatus;
import io.migration.PendingMigration;
import io.migration.RunningStep;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of another process that migrates. As long as two of them differ, it
 * goes on.
 *
 * @param pending what has not run
 * @param failed what has failed
 * @param running the step that runs, {@code null} if none does
 * @param lock who migrates
 */
record WaitProgress(List<String> pending, List<String> failed, @Nullable RunningStep running, LockStatus lock) {

	static final WaitProgress NONE = new WaitProgress(List.of(), List.of(), null, LockStatus.FREE);

	private static final int SHOWN = 10;

	static WaitProgress read(MigrationEngine engine) {
		try {
			MigrationStatus status = engine.statusWithoutHazards(0);
			return new WaitProgress(status.pending().stream().map(WaitProgress::name).toList(),
					status.required().failed(), status.running(), status.lock());
		}
		catch (MigrationException ex) {
			return NONE;
		}
	}

	private static String name(PendingMigration migration) {
		String version = migration.version();
		return (version != null) ? version : "R__" + migration.description();
	}

	// For the log
	String description() {
		return activity() + "; pending: " + shown(this.pending)
				+ (this.failed.isEmpty() ? "" : "; failed: " + shown(this.failed));
	}

	// For whoever sends a probe, whom names of machines do not concern
	String step() {
		RunningStep step = this.running;
		return "waiting for another process"
				+ ((step != null) ? ", which runs " + step.migration() + " " + step.step() : "");
	}

	String activity() {
		if (!this.lock.held()) {
			return "nobody migrates just now";
		}
		RunningStep step = this.running;
		return (step != null) ? step.instance() + " runs " + step.migration() + " " + step.step()
				: "the lock is held by '" + this.lock.owner() + "'";
	}

	private static String shown(List<String> migrations) {
		if (migrations.isEmpty()) {
			return "unknown";
		}
		String first = String.join(", ", migrations.subList(0, Math.min(SHOWN, migrations.size())));
		return (migrations.size() > SHOWN) ? first + " and " + (migrations.size() - SHOWN) + " more" : first;
	}

}
