// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.time.Duration;

import io.migration.execution.RunStop;
import org.jspecify.annotations.Nullable;

/**
 * How long a worker pauses, and whether it keeps its connection meanwhile.
 */
final class WorkerPauses {

	private static final Duration FOR_OTHERS = Duration.ofMillis(50);

	private static final Duration SHORT = Duration.ofMillis(500);

	private static final Duration LONGEST = Duration.ofSeconds(2);

	private final RunStop stop;

	private final WorkerConnection connection;

	private Duration idle = FOR_OTHERS;

	WorkerPauses(RunStop stop, WorkerConnection connection) {
		this.stop = stop;
		this.connection = connection;
	}

	// Something was done, so the next wait is short again.
	void worked() {
		this.idle = FOR_OTHERS;
	}

	/**
	 * Wait for others, twice as long each time.
	 * @param next when there is something to do at the latest, {@code null} if unknown
	 */
	void idle(@Nullable Duration next) {
		rest((next != null) ? BackfillRun.shorter(next, this.idle) : this.idle);
		this.idle = BackfillRun.shorter(this.idle.multipliedBy(2), LONGEST);
	}

	// Between batches. Without a pool a connection costs others more than a short pause
	// gives them.
	void breathe(Duration pause) {
		pause(pause, SHORT);
	}

	// Nobody waits on a connection.
	void rest(Duration pause) {
		pause(pause, FOR_OTHERS);
	}

	private void pause(Duration pause, Duration longestWithConnection) {
		if (pause.compareTo(longestWithConnection) > 0) {
			this.connection.close();
		}
		this.stop.pause(BackfillRun.shorter(pause, LONGEST));
	}

}
