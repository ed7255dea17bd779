// SPDX-License-Identifier: Apache-2.0
package io.migration.observation;

import java.util.Locale;

import io.migration.MigrationRun;
import io.migration.StepRun;
import io.migration.StepState;

/**
 * Values of {@link ObservationNames#OUTCOME}. A step in doubt has not succeeded.
 */
enum Outcome {

	SUCCESS, FAILED;

	static Outcome of(MigrationRun run) {
		return (run.error() == null) ? SUCCESS : FAILED;
	}

	static Outcome of(StepRun step) {
		return (step.state() == StepState.SUCCEEDED) ? SUCCESS : FAILED;
	}

	String value() {
		return name().toLowerCase(Locale.ROOT);
	}

}
