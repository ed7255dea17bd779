// SPDX-License-Identifier: Apache-2.0
package io.migration.observation;

import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The gauges of one target. They hold what was last known; a scrape never asks the
 * database.
 */
final class TargetGauges {

	private volatile Values values = new Values(0, 0, 0);

	TargetGauges(MeterRegistry registry, String target) {
		register(registry, target, ObservationNames.PENDING, "Required steps that have not succeeded", Values::pending);
		register(registry, target, ObservationNames.APPLIED, "Applied migrations", Values::applied);
		register(registry, target, ObservationNames.FAILED, "Required steps that failed or are in doubt",
				Values::failed);
	}

	private void register(MeterRegistry registry, String target, String name, String description,
			ToDoubleFunction<Values> value) {
		Gauge.builder(name, this, (gauges) -> value.applyAsDouble(gauges.values))
			.description(description)
			.tag(ObservationNames.TARGET, target)
			.strongReference(true)
			.register(registry);
	}

	void set(int pending, int applied, int failed) {
		this.values = new Values(pending, applied, failed);
	}

	private record Values(int pending, int applied, int failed) {

	}

}
