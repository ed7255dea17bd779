// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.AvailabilityState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;

/**
 * Refuses traffic until the migrations in the background are done. An event that takes
 * back what Spring Boot says when the application has started would come too late: for a
 * moment the application would be ready.
 */
class BackgroundAvailability extends ApplicationAvailabilityBean {

	private final BackgroundState state;

	BackgroundAvailability(BackgroundState state, ApplicationContext context) {
		this.state = state;
		state.whenDone(() -> publish(context));
	}

	// Unless Spring Boot has still to say so
	private void publish(ApplicationContext context) {
		if (super.getState(ReadinessState.class) == ReadinessState.ACCEPTING_TRAFFIC) {
			AvailabilityChangeEvent.publish(context, this, ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

	@Override
	public <S extends AvailabilityState> S getState(Class<S> stateType, S defaultState) {
		return judged(stateType, super.getState(stateType, defaultState));
	}

	@Override
	@SuppressWarnings("NullAway")
	public <S extends AvailabilityState> S getState(Class<S> stateType) {
		return judged(stateType, super.getState(stateType));
	}

	private <S extends AvailabilityState> S judged(Class<S> stateType, S said) {
		boolean early = said == ReadinessState.ACCEPTING_TRAFFIC && !this.state.isDone();
		return early ? stateType.cast(ReadinessState.REFUSING_TRAFFIC) : said;
	}

}
