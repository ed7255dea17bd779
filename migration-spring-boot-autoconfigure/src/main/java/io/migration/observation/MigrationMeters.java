// SPDX-License-Identifier: Apache-2.0
package io.migration.observation;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.migration.BackfillStatus;
import io.migration.BatchRun;
import io.migration.MigrationRun;
import io.migration.MigrationStatus;
import io.migration.RequiredSteps;
import io.migration.StepRun;

/**
 * Records runs and states in a {@link MeterRegistry}.
 *
 * @since 1.0.0
 * @see ObservationNames
 */
public final class MigrationMeters implements TargetObserver {

	private final Map<String, TargetGauges> gauges = new ConcurrentHashMap<>();

	private final MeterRegistry registry;

	private final BackfillMeters backfills;

	/**
	 * Create an observer.
	 * @param registry gets the meters
	 */
	public MigrationMeters(MeterRegistry registry) {
		this.registry = registry;
		this.backfills = new BackfillMeters(registry);
	}

	@Override
	public void runEnded(MigrationRun run) {
		Tags target = Tags.of(ObservationNames.TARGET, run.target());
		timer(ObservationNames.RUN, "Runs of the migrations of a target",
				target.and(ObservationNames.OUTCOME, Outcome.of(run).value()))
			.record(run.duration());
		run.steps().forEach((step) -> record(target, step));
		Timer lockWait = timer(ObservationNames.LOCK_WAIT, "Waiting for the lock", target);
		if (run.lockWait().compareTo(Duration.ZERO) > 0) {
			lockWait.record(run.lockWait());
		}
		Counter.builder(ObservationNames.RETRIES)
			.description("Attempts of steps after the first one")
			.tags(target)
			.register(this.registry)
			.increment(run.retries());
		gauges(run.target()).set(run.pendingCount(), run.appliedCount(), failures(run));
	}

	private void record(Tags target, StepRun step) {
		timer(ObservationNames.STEP_RUN, "Steps of migrations",
				target.and(ObservationNames.VERSION, step.id().migration(), ObservationNames.STEP,
						step.id().step().name().toLowerCase(Locale.ROOT), ObservationNames.OUTCOME,
						Outcome.of(step).value()))
			.record(step.duration());
	}

	private Timer timer(String name, String description, Tags tags) {
		return Timer.builder(name).description(description).tags(tags).register(this.registry);
	}

	private int failures(MigrationRun run) {
		return (int) run.steps().stream().filter((step) -> Outcome.of(step) == Outcome.FAILED).count();
	}

	@Override
	public void backfillBatch(String target, BatchRun batch) {
		this.backfills.count(target, batch);
	}

	@Override
	public void backfillProgress(String target, BackfillStatus backfill) {
		this.backfills.note(target, backfill);
	}

	@Override
	public void statusRead(MigrationStatus status) {
		this.backfills.noteAll(status.target(), status.backfills());
		RequiredSteps required = status.required();
		int failed = required.failed().size() + required.inDoubt().size();
		int pending = required.pending().size() + required.running().size() + failed;
		gauges(status.target()).set(pending, status.appliedCount(), failed);
	}

	private TargetGauges gauges(String target) {
		return this.gauges.computeIfAbsent(target, (name) -> new TargetGauges(this.registry, name));
	}

}
