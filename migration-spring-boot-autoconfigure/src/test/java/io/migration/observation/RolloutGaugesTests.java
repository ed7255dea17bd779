// SPDX-License-Identifier: Apache-2.0
package io.migration.observation;

import java.util.List;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.migration.GateCondition;
import io.migration.HeldContract;
import io.migration.Rollout;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RolloutGauges}.
 */
class RolloutGaugesTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final RolloutGauges gauges = new RolloutGauges(this.registry, "default");

	@Test
	void showWhatTheLastHeartbeatFound() {
		assertThat(values()).containsExactly(0, 0, 0);
		this.gauges.set(new Rollout(
				List.of(held("9", "approval"), held("10", "attempt"), held("11", "verify"), held("12", "soak")),
				List.of()));
		assertThat(values()).containsExactly(4, 2, 0);
		this.gauges.set(new Rollout(List.of(), List.of("9")));
		assertThat(values()).containsExactly(0, 0, 1);
	}

	private List<Integer> values() {
		return List.of("migration.contract.held", "migration.contract.failed", "migration.release.unfit")
			.stream()
			.map((name) -> (int) this.registry.get(name).tag("target", "default").gauge().value())
			.toList();
	}

	private static HeldContract held(String version, String unmet) {
		return new HeldContract(version, "names", null, List.of(new GateCondition("release", true, "It is so."),
				new GateCondition(unmet, false, "It is not.")));
	}

}
