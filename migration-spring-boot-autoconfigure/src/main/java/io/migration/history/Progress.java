// SPDX-License-Identifier: Apache-2.0
package io.migration.history;

import java.time.Instant;

import io.migration.StepState;
import org.jspecify.annotations.Nullable;

/**
 * How far a step is, as written into its row.
 *
 * @param state the state
 * @param statementsDone how many statements are done
 * @param attempts how often it was tried, all runs together
 * @param startedAt when it first began, {@code null} while it is held
 * @param finishedAt when it ended, {@code null} while it has not
 * @param error what went wrong, without row data
 * @since 1.0.0
 */
public record Progress(StepState state, int statementsDone, int attempts, @Nullable Instant startedAt,
		@Nullable Instant finishedAt, @Nullable String error) {

	/**
	 * Return the progress of a step that waits.
	 * @return the progress
	 */
	public static Progress held() {
		return new Progress(StepState.HELD, 0, 0, null, null, null);
	}

}
