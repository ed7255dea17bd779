// SPDX-License-Identifier: Apache-2.0
package io.migration.observation;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.migration.BackfillStatus;
import io.migration.BatchRun;
import org.jspecify.annotations.Nullable;

/**
 * Meters of backfills. The counter is of this instance, so the sum over instances is the
 * whole; the gauge tells what was last known of the work of all.
 */
final class BackfillMeters {

	/**
	 * Value of {@link ObservationNames#NAME} for a backfill without a name.
	 */
	private static final String UNNAMED = "none";

	private final Map<Tags, Progress> progress = new ConcurrentHashMap<>();

	private final MeterRegistry registry;

	BackfillMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	void count(String target, BatchRun batch) {
		Counter.builder(ObservationNames.BACKFILL_ROWS)
			.description("Rows that backfills walked over in this instance")
			.tags(tags(target, batch.version(), batch.name()))
			.register(this.registry)
			.increment(batch.rows());
	}

	void note(String target, BackfillStatus backfill) {
		Double percentage = backfill.percentage();
		this.progress.computeIfAbsent(tags(target, backfill.version(), backfill.name()), this::register)
			.done()
			.set((percentage != null) ? percentage / 100 : Double.NaN);
	}

	// What is not listed any more was undone, or has been done for long
	void noteAll(String target, Collection<BackfillStatus> backfills) {
		Set<Tags> listed = new HashSet<>();
		backfills.forEach((backfill) -> {
			note(target, backfill);
			listed.add(tags(target, backfill.version(), backfill.name()));
		});
		for (Tags tags : Set.copyOf(this.progress.keySet())) {
			boolean gone = isOf(target, tags) && !listed.contains(tags);
			Progress left = gone ? this.progress.remove(tags) : null;
			if (left != null) {
				this.registry.remove(left.gauge());
			}
		}
	}

	private static boolean isOf(String target, Tags tags) {
		return tags.stream()
			.anyMatch((tag) -> tag.getKey().equals(ObservationNames.TARGET) && tag.getValue().equals(target));
	}

	private static Tags tags(String target, String version, @Nullable String name) {
		return Tags.of(ObservationNames.TARGET, target, ObservationNames.VERSION, version, ObservationNames.NAME,
				(name != null) ? name : UNNAMED);
	}

	private Progress register(Tags tags) {
		AtomicReference<Double> done = new AtomicReference<>(Double.NaN);
		Gauge gauge = Gauge.builder(ObservationNames.BACKFILL_PROGRESS, done, AtomicReference::get)
			.description("Part of a backfill that is done, from 0 to 1")
			.tags(tags)
			.strongReference(true)
			.register(this.registry);
		return new Progress(gauge, done);
	}

	/**
	 * A gauge and what it shows.
	 *
	 * @param gauge the gauge
	 * @param done what it shows
	 */
	private record Progress(Gauge gauge, AtomicReference<Double> done) {

	}

}
