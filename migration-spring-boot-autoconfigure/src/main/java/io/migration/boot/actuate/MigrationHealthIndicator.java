// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.migration.AppliedMigration;
import io.migration.AppliedStep;
import io.migration.LockStatus;
import io.migration.MigrationKind;
import io.migration.MigrationStatus;
import io.migration.RequiredSteps;
import io.migration.RunningStep;
import io.migration.StepState;
import io.migration.StepType;
import io.migration.boot.autoconfigure.BackgroundState;
import io.migration.boot.autoconfigure.ReleaseFitness;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.util.CollectionUtils;

/**
 * Health of one target. Judged are only the steps that this application needs: what newer
 * releases do to the database, backfills and held contracts are details, so that an old
 * instance goes on serving while a new one migrates or fails.
 */
class MigrationHealthIndicator implements HealthIndicator {

	/**
	 * Probes come often and from several sides; the database hears of one in a second.
	 */
	private static final Duration MAX_AGE = Duration.ofSeconds(1);

	private final TargetStatuses statuses;

	private final String target;

	private final @Nullable BackgroundState background;

	private final @Nullable ReleaseFitness fitness;

	MigrationHealthIndicator(TargetStatuses statuses, String target) {
		this(statuses, target, null);
	}

	MigrationHealthIndicator(TargetStatuses statuses, String target, @Nullable BackgroundState background) {
		this(statuses, target, background, null);
	}

	MigrationHealthIndicator(TargetStatuses statuses, String target, @Nullable BackgroundState background,
			@Nullable ReleaseFitness fitness) {
		this.statuses = statuses;
		this.target = target;
		this.background = background;
		this.fitness = fitness;
	}

	@Override
	public Health health() {
		StatusReading reading = this.statuses.get(this.target, MAX_AGE);
		MigrationStatus status = reading.status();
		Health.Builder health = (status != null) ? health(status)
				: Health.unknown().withDetail("error", String.valueOf(reading.error()));
		refuse(health);
		refuseUnfit(health);
		return health.build();
	}

	// What failed in the background need not have left a trace in the database
	private void refuse(Health.Builder health) {
		BackgroundState state = this.background;
		if (state == null || !state.concerns(this.target) || state.isDone()) {
			return;
		}
		String failure = state.failure();
		if (failure != null) {
			health.down().withDetail("background", Headline.of(failure));
		}
		else if (!Status.DOWN.equals(health.build().getStatus())) {
			health.outOfService();
		}
	}

	private void refuseUnfit(Health.Builder health) {
		String reason = (this.fitness != null) ? this.fitness.reason() : null;
		if (reason != null) {
			health.withDetail("unfit", reason);
			if (!Status.DOWN.equals(health.build().getStatus())) {
				health.outOfService();
			}
		}
	}

	private Health.Builder health(MigrationStatus status) {
		Health.Builder health = Health.status(judge(status.required()));
		health.withDetail("state", status.state());
		add(health, "version", status.version());
		add(health, "failed", status.required().failed());
		add(health, "inDoubt", status.required().inDoubt());
		add(health, "running", status.required().running());
		add(health, "pending", status.required().pending());
		add(health, "newerVersions", newerVersions(status));
		add(health, "backfilling", notDone(status, StepType.BACKFILL));
		add(health, "backfills", BackfillDetails.of(status.backfills()));
		add(health, "awaitingContract", notDone(status, StepType.CONTRACT));
		add(health, "lock", holder(status.lock(), status.running()));
		add(health, "warnings", status.warnings().stream().map(Headline::of).toList());
		return health;
	}

	private Status judge(RequiredSteps required) {
		if (!required.failed().isEmpty() || !required.inDoubt().isEmpty()) {
			return Status.DOWN;
		}
		return required.isComplete() ? Status.UP : Status.OUT_OF_SERVICE;
	}

	private Map<String, StepState> newerVersions(MigrationStatus status) {
		Map<String, StepState> versions = new LinkedHashMap<>();
		Stream.of(status.unfinished(), status.applied()).flatMap(List::stream).forEach((migration) -> {
			String version = migration.version();
			if (version != null && !migration.known() && migration.kind() == MigrationKind.VERSIONED) {
				versions.put(version, state(migration));
			}
		});
		return versions;
	}

	private StepState state(AppliedMigration migration) {
		return migration.steps()
			.stream()
			.map(AppliedStep::state)
			.filter((state) -> state != StepState.SUCCEEDED && state != StepState.HELD)
			.findFirst()
			.orElse(StepState.SUCCEEDED);
	}

	private List<String> notDone(MigrationStatus status, StepType type) {
		return status.applied()
			.stream()
			.filter((migration) -> migration.steps()
				.stream()
				.anyMatch((step) -> step.step() == type && step.state() != StepState.SUCCEEDED))
			.map(AppliedMigration::version)
			.filter(Objects::nonNull)
			.toList();
	}

	private Map<String, Object> holder(LockStatus lock, @Nullable RunningStep running) {
		Map<String, Object> holder = new LinkedHashMap<>();
		if (lock.held()) {
			putIfKnown(holder, "owner", lock.owner());
			putIfKnown(holder, "since", lock.since());
			putIfKnown(holder, "address", lock.address());
			putIfKnown(holder, "migration", (running != null) ? running.migration() : null);
			putIfKnown(holder, "step", (running != null) ? running.step() : null);
		}
		return holder;
	}

	private static void putIfKnown(Map<String, Object> map, String key, @Nullable Object value) {
		if (value != null) {
			map.put(key, value);
		}
	}

	private static void add(Health.Builder health, String key, @Nullable Object value) {
		boolean empty = (value instanceof Collection<?> list && list.isEmpty())
				|| (value instanceof Map<?, ?> map && CollectionUtils.isEmpty(map));
		if (value != null && !empty) {
			health.withDetail(key, value);
		}
	}

}
