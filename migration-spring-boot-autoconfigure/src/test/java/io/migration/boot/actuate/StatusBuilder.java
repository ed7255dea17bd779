// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.migration.AppliedMigration;
import io.migration.AppliedStep;
import io.migration.BackfillStatus;
import io.migration.LockStatus;
import io.migration.MigrationKind;
import io.migration.MigrationStatus;
import io.migration.PendingMigration;
import io.migration.RequiredSteps;
import io.migration.RunningStep;
import io.migration.StepState;
import io.migration.StepType;
import io.migration.TargetState;
import org.jspecify.annotations.Nullable;

/**
 * Builds states of a target; by default of one where nothing is applied and nothing
 * pending.
 */
final class StatusBuilder {

	static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

	private final List<AppliedMigration> applied = new ArrayList<>();

	private final List<AppliedMigration> unfinished = new ArrayList<>();

	private final List<PendingMigration> pending = new ArrayList<>();

	private List<String> warnings = List.of();

	private RequiredSteps required = new RequiredSteps(List.of(), List.of(), List.of(), List.of());

	private TargetState state = TargetState.UP_TO_DATE;

	private LockStatus lock = LockStatus.FREE;

	private @Nullable RunningStep running;

	private List<BackfillStatus> backfills = List.of();

	static StatusBuilder status() {
		return new StatusBuilder();
	}

	/**
	 * Return a state in which all of a number of migrations are applied.
	 * @param count the number
	 * @return the builder
	 */
	static StatusBuilder upToDate(int count) {
		StatusBuilder builder = new StatusBuilder();
		for (int version = count; version > 0; version--) {
			builder.applied(String.valueOf(version), true, succeeded());
		}
		return builder;
	}

	static AppliedStep succeeded() {
		return new AppliedStep(StepType.UP, null, StepState.SUCCEEDED, NOON, Duration.ofMillis(12), 2, 2, 1, null);
	}

	static AppliedStep failed(String error) {
		return new AppliedStep(StepType.UP, null, StepState.FAILED, NOON, Duration.ofMillis(7), 2, 0, 3, error);
	}

	static AppliedStep inState(StepType step, StepState state) {
		return new AppliedStep(step, null, state, null, null, 1, 0, 0, null);
	}

	StatusBuilder state(TargetState state) {
		this.state = state;
		return this;
	}

	StatusBuilder applied(String version, boolean known, AppliedStep... steps) {
		return applied(migration(version, known, steps));
	}

	StatusBuilder unfinished(String version, boolean known, AppliedStep... steps) {
		this.unfinished.add(migration(version, known, steps));
		return this;
	}

	private AppliedMigration migration(String version, boolean known, AppliedStep... steps) {
		return new AppliedMigration(version, "change " + version, MigrationKind.VERSIONED,
				"V" + version + "__change_" + version + ".sql", NOON, "shop_owner", Duration.ofMillis(12), true, known,
				List.of(steps));
	}

	StatusBuilder applied(AppliedMigration migration) {
		this.applied.add(migration);
		return this;
	}

	StatusBuilder pending(String version, StepType... steps) {
		this.pending.add(new PendingMigration(version, "change " + version, MigrationKind.VERSIONED,
				"V" + version + "__change_" + version + ".sql", List.of(steps)));
		return this;
	}

	StatusBuilder required(List<String> pending, List<String> running, List<String> failed, List<String> inDoubt) {
		this.required = new RequiredSteps(pending, running, failed, inDoubt);
		return this;
	}

	StatusBuilder running(RunningStep running) {
		this.running = running;
		return this;
	}

	StatusBuilder lock(LockStatus lock) {
		this.lock = lock;
		return this;
	}

	StatusBuilder warnings(String... warnings) {
		this.warnings = List.of(warnings);
		return this;
	}

	StatusBuilder backfills(BackfillStatus... backfills) {
		this.backfills = List.of(backfills);
		return this;
	}

	MigrationStatus build() {
		return build("default");
	}

	MigrationStatus build(String target) {
		String version = this.applied.isEmpty() ? null : this.applied.get(0).version();
		return new MigrationStatus(target, "PostgreSQL 18.1", "public", this.state, version, this.applied.size(),
				this.applied, this.unfinished, this.pending, this.running, this.lock, this.required, this.backfills,
				List.of(), List.of(), this.warnings);
	}

}
