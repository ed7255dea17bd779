// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What one run did.
 *
 * @param target name of the target
 * @param startedAt when the run began
 * @param duration how long it took
 * @param lockWait how long it waited for the lock, zero if it took none
 * @param steps the steps that ran, in their order
 * @param appliedCount how many migrations are applied now, repeatable ones included
 * @param pendingCount how many required steps are left
 * @param error what went wrong; {@code null} on success
 * @since 1.0.0
 */
public record MigrationRun(String target, Instant startedAt, Duration duration, Duration lockWait, List<StepRun> steps,
		int appliedCount, int pendingCount, @Nullable String error) {

	public MigrationRun {
		steps = List.copyOf(steps);
	}

	/**
	 * Return how often steps had to be tried again.
	 * @return the number of retries, at least 0
	 */
	public int retries() {
		return this.steps.stream().mapToInt((step) -> step.attempts() - 1).sum();
	}

}
