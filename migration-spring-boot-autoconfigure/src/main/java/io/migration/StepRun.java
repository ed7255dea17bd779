// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One step that ran, or failed to.
 *
 * @param id the step
 * @param state {@link StepState#SUCCEEDED}, {@link StepState#FAILED} or
 * {@link StepState#IN_DOUBT}
 * @param startedAt when its first attempt began
 * @param duration time from there to its end, retries included
 * @param attempts how often it was tried in this run, at least 1
 * @param statements the statements of the last attempt
 * @param error what went wrong, without row data; {@code null} on success
 * @since 1.0.0
 */
public record StepRun(StepId id, StepState state, Instant startedAt, Duration duration, int attempts,
		List<StatementRun> statements, @Nullable String error) {

	public StepRun {
		statements = List.copyOf(statements);
	}

}
