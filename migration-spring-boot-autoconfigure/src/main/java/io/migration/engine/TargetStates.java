// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.Collection;

import io.migration.RequiredSteps;
import io.migration.RunningStep;
import io.migration.StepState;
import io.migration.StepType;
import io.migration.TargetState;
import io.migration.history.HistoryRow;
import io.migration.history.HistorySnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Decides the state of a target.
 */
final class TargetStates {

	private TargetStates() {
	}

	static TargetState of(RequiredSteps required, @Nullable RunningStep running, HistorySnapshot history,
			Comparison comparison) {
		if (!required.failed().isEmpty()) {
			return TargetState.FAILED;
		}
		if (!required.inDoubt().isEmpty()) {
			return TargetState.IN_DOUBT;
		}
		if (running != null) {
			return TargetState.RUNNING;
		}
		if (!required.pending().isEmpty()) {
			return TargetState.PENDING;
		}
		if (isLeft(history, StepType.BACKFILL)) {
			return TargetState.BACKFILLING;
		}
		if (isLeft(history, StepType.CONTRACT)) {
			return TargetState.AWAITING_CONTRACT;
		}
		return comparison.ahead().isEmpty() ? TargetState.UP_TO_DATE : TargetState.AHEAD;
	}

	private static boolean isLeft(HistorySnapshot history, StepType type) {
		return history.versions()
			.stream()
			.flatMap(Collection::stream)
			.anyMatch((HistoryRow row) -> row.step() == type && row.state() != StepState.SUCCEEDED);
	}

}
