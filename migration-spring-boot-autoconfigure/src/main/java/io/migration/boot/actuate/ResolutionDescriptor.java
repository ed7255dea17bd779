// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.migration.Resolution;
import io.migration.StepState;
import io.migration.StepType;
import org.jspecify.annotations.Nullable;

// JSON of how a step stands after somebody said what became of it
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({ "migration", "step", "name", "state", "statements", "statementsDone" })
record ResolutionDescriptor(String migration, StepType step, @Nullable String name, StepState state, int statements,
		int statementsDone) {

	static ResolutionDescriptor of(Resolution resolution) {
		return new ResolutionDescriptor(resolution.step().migration(), resolution.step().step(),
				resolution.step().name(), resolution.state(), resolution.statements(), resolution.statementsDone());
	}

}
