// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.migration.Rollout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReleaseFitness}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReleaseFitnessTests {

	private static final Rollout UNFIT = new Rollout(List.of(), List.of("7", "9"));

	private final List<Object> states = new ArrayList<>();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withBean(ApplicationAvailabilityBean.class)
		.withInitializer((context) -> context.addApplicationListener(
				(ApplicationListener<AvailabilityChangeEvent<?>>) (event) -> this.states.add(event.getState())));

	@Test
	void saysNothingWhileTheReleaseFits() {
		run((fitness, context) -> {
			fitness.rolloutRead(Rollout.NONE);
			assertThat(fitness.reason()).isNull();
			assertThat(this.states).containsExactly(ReadinessState.ACCEPTING_TRAFFIC);
		});
	}

	@Test
	void refusesTrafficUntilTheContractIsUndone(CapturedOutput output) {
		run((fitness, context) -> {
			fitness.rolloutRead(UNFIT);
			fitness.rolloutRead(UNFIT);
			assertThat(fitness.reason())
				.startsWith("the contract of migration 7, 9 has run, which this release does not " + "contain.");
			fitness.rolloutRead(Rollout.NONE);
			fitness.rolloutRead(Rollout.NONE);
			assertThat(this.states).containsExactly(ReadinessState.ACCEPTING_TRAFFIC, ReadinessState.REFUSING_TRAFFIC,
					ReadinessState.ACCEPTING_TRAFFIC);
			assertThat(output)
				.containsOnlyOnce("This instance refuses traffic: the contract of migration 7, 9 has run");
		});
	}

	@Test
	void refusesAgainWhatTheApplicationHasAcceptedMeanwhile() {
		run((fitness, context) -> {
			fitness.rolloutRead(UNFIT);
			AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
			fitness.rolloutRead(UNFIT);
			assertThat(this.states).endsWith(ReadinessState.ACCEPTING_TRAFFIC, ReadinessState.REFUSING_TRAFFIC);
		});
	}

	private void run(Scenario scenario) {
		this.contextRunner.run((context) -> {
			AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
			scenario.play(new ReleaseFitness(context), context);
		});
	}

	private interface Scenario {

		void play(ReleaseFitness fitness, ApplicationContext context);

	}

}
