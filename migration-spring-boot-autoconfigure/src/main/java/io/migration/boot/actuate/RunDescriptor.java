// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.migration.MigrationRun;
import io.migration.StepRun;
import io.migration.StepState;
import io.migration.StepType;
import org.jspecify.annotations.Nullable;

// JSON of what a run did
@JsonPropertyOrder({ "startedAt", "durationMs", "lockWaitMs", "steps", "appliedCount", "pendingCount" })
record RunDescriptor(Instant startedAt, long durationMs, long lockWaitMs, List<RanDescriptor> steps, int appliedCount,
		int pendingCount) {

	static RunDescriptor of(MigrationRun run) {
		return new RunDescriptor(run.startedAt(), run.duration().toMillis(), run.lockWait().toMillis(),
				run.steps().stream().map(RanDescriptor::of).toList(), run.appliedCount(), run.pendingCount());
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	@JsonPropertyOrder({ "migration", "description", "script", "step", "name", "state", "startedAt", "durationMs",
			"attempts", "statements" })
	record RanDescriptor(String migration, String description, String script, StepType step, @Nullable String name,
			StepState state, Instant startedAt, long durationMs, int attempts, int statements) {

		static RanDescriptor of(StepRun step) {
			return new RanDescriptor(step.id().migration(), step.id().description(), step.id().script(),
					step.id().step(), step.id().name(), step.state(), step.startedAt(), step.duration().toMillis(),
					step.attempts(), step.statements().size());
		}

	}

}
