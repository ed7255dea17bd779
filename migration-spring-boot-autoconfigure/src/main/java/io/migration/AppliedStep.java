// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A step that the history knows.
 *
 * @param step which part
 * @param name name of a backfill if it has one
 * @param state how far it is
 * @param startedAt when it began, {@code null} while it is held
 * @param duration how long it took, {@code null} while it is not finished
 * @param statements how many statements it has
 * @param statementsDone how many of them are done
 * @param attempts how often it was tried
 * @param error what went wrong, without row data
 * @since 1.0.0
 */
public record AppliedStep(StepType step, @Nullable String name, StepState state, @Nullable Instant startedAt,
		@Nullable Duration duration, int statements, int statementsDone, int attempts, @Nullable String error) {

}
