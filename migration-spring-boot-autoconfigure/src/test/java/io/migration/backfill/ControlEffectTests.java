// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import io.migration.BackfillAction;
import io.migration.BackfillState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every state and every action.
 */
class ControlEffectTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			WAITING,   PAUSE,  CHANGES, PAUSED
			WAITING,   RESUME, NOTHING, WAITING
			WAITING,   CANCEL, CHANGES, CANCELLED
			WAITING,   SPEED,  CHANGES, WAITING
			RUNNING,   PAUSE,  CHANGES, PAUSED
			RUNNING,   RESUME, NOTHING, RUNNING
			RUNNING,   CANCEL, CHANGES, CANCELLED
			RUNNING,   SPEED,  CHANGES, RUNNING
			PAUSED,    PAUSE,  NOTHING, PAUSED
			PAUSED,    RESUME, CHANGES, RUNNING
			PAUSED,    CANCEL, CHANGES, CANCELLED
			PAUSED,    SPEED,  CHANGES, PAUSED
			CANCELLED, PAUSE,  REFUSED, CANCELLED
			CANCELLED, RESUME, CHANGES, RUNNING
			CANCELLED, CANCEL, NOTHING, CANCELLED
			CANCELLED, SPEED,  CHANGES, CANCELLED
			FAILED,    PAUSE,  REFUSED, FAILED
			FAILED,    RESUME, CHANGES, RUNNING
			FAILED,    CANCEL, CHANGES, CANCELLED
			FAILED,    SPEED,  CHANGES, FAILED
			SUCCEEDED, PAUSE,  REFUSED, SUCCEEDED
			SUCCEEDED, RESUME, REFUSED, SUCCEEDED
			SUCCEEDED, CANCEL, REFUSED, SUCCEEDED
			SUCCEEDED, SPEED,  REFUSED, SUCCEEDED
			""")
	void actionHasItsEffectInEachState(BackfillState state, BackfillAction action, ControlEffect.Kind kind,
			BackfillState next) {
		ControlEffect effect = ControlEffect.of(state, action);
		assertThat(effect.kind()).isEqualTo(kind);
		assertThat(effect.next()).isEqualTo(next);
	}

	@ParameterizedTest
	@EnumSource(BackfillAction.class)
	void repeatedActionIsNeverRefused(BackfillAction action) {
		for (BackfillState state : BackfillState.values()) {
			ControlEffect first = ControlEffect.of(state, action);
			if (first.kind() == ControlEffect.Kind.CHANGES) {
				assertThat(ControlEffect.of(first.next(), action).kind()).as("%s", state)
					.isNotEqualTo(ControlEffect.Kind.REFUSED);
			}
		}
	}

}
