// SPDX-License-Identifier: Apache-2.0
package io.migration.observation;

import java.util.Set;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.migration.HeldContract;
import io.migration.Rollout;

/**
 * The gauges of contracts. They hold what the last heartbeat has found; a scrape never
 * asks the database.
 *
 * @since 1.0.0
 */
public final class RolloutGauges {

	private static final Set<String> TROUBLES = Set.of("verify", "attempt");

	private volatile Rollout rollout = Rollout.NONE;

	/**
	 * Create the gauges of one target.
	 * @param registry gets the gauges
	 * @param target name of the target
	 */
	public RolloutGauges(MeterRegistry registry, String target) {
		register(registry, target, ObservationNames.CONTRACT_HELD, "Contracts that are held",
				(rollout) -> rollout.held().size());
		register(registry, target, ObservationNames.CONTRACT_FAILED,
				"Held contracts whose last attempt failed or is in doubt", RolloutGauges::failed);
		register(registry, target, ObservationNames.UNFIT,
				"Whether this release is too old for a contract that has run",
				(rollout) -> rollout.unknown().isEmpty() ? 0 : 1);
	}

	private void register(MeterRegistry registry, String target, String name, String description,
			ToDoubleFunction<Rollout> value) {
		Gauge.builder(name, this, (gauges) -> value.applyAsDouble(gauges.rollout))
			.description(description)
			.tag(ObservationNames.TARGET, target)
			.strongReference(true)
			.register(registry);
	}

	private static long failed(Rollout rollout) {
		return rollout.held().stream().filter(RolloutGauges::isFailed).count();
	}

	private static boolean isFailed(HeldContract contract) {
		return contract.conditions()
			.stream()
			.anyMatch((condition) -> !condition.met() && TROUBLES.contains(condition.name()));
	}

	/**
	 * Take over what a heartbeat has found.
	 * @param found what it has found
	 */
	public void set(Rollout found) {
		this.rollout = found;
	}

}
