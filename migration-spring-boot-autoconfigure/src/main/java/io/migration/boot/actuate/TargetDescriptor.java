// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.migration.AppliedMigration;
import io.migration.AppliedStep;
import io.migration.GateCondition;
import io.migration.HeldContract;
import io.migration.LockStatus;
import io.migration.MigrationKind;
import io.migration.MigrationStatus;
import io.migration.PendingMigration;
import io.migration.RegisteredInstance;
import io.migration.RiskClass;
import io.migration.RunningStep;
import io.migration.StepState;
import io.migration.StepType;
import io.migration.TargetState;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SanitizableData;

// JSON of a target whose state could be read. Names, order and nesting are a contract: what
// is not known, or comes with later features, is null or empty, but present. Absent may be
// only unfinished migrations, the name and the error of a step, and who holds the lock
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({ "database", "schema", "state", "version", "appliedCount", "applied", "unfinished", "pending",
		"running", "lock", "backfills", "held", "instances", "drift" })
record TargetDescriptor(String database, String schema, TargetState state, @Nullable String version, int appliedCount,
		List<AppliedDescriptor> applied, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AppliedDescriptor> unfinished,
		List<PendingDescriptor> pending, @Nullable RunningDescriptor running, LockDescriptor lock,
		List<BackfillDescriptor> backfills, List<HeldDescriptor> held, List<InstanceDescriptor> instances,
		@Nullable Object drift) implements OperationResponseBody {

	static TargetDescriptor of(MigrationStatus status, int limit, boolean showValues) {
		List<AppliedDescriptor> applied = AppliedDescriptor.of(status.applied(), limit, showValues);
		List<AppliedDescriptor> unfinished = AppliedDescriptor.of(status.unfinished(), Integer.MAX_VALUE, showValues);
		List<PendingDescriptor> pending = status.pending()
			.stream()
			.map((migration) -> PendingDescriptor.of(migration, showValues))
			.toList();
		RunningDescriptor running = (status.running() != null) ? RunningDescriptor.of(status.running()) : null;
		return new TargetDescriptor(status.database(), status.schema(), status.state(), status.version(),
				status.appliedCount(), applied, unfinished, pending, running, LockDescriptor.of(status),
				BackfillDescriptor.of(status.backfills(), showValues),
				status.held().stream().map(HeldDescriptor::of).toList(),
				status.instances().stream().map(InstanceDescriptor::of).toList(), null);
	}

	@JsonInclude(JsonInclude.Include.ALWAYS)
	@JsonPropertyOrder({ "version", "description", "kind", "script", "installedAt", "installedBy", "durationMs",
			"reversible", "steps" })
	record AppliedDescriptor(@Nullable String version, String description, MigrationKind kind, String script,
			Instant installedAt, String installedBy, long durationMs, boolean reversible,
			List<StepDescriptor> steps) implements OperationResponseBody {

		static List<AppliedDescriptor> of(List<AppliedMigration> migrations, int limit, boolean showValues) {
			return migrations.stream().limit(limit).map((migration) -> of(migration, showValues)).toList();
		}

		static AppliedDescriptor of(AppliedMigration migration, boolean showValues) {
			String installedBy = showValues ? migration.installedBy() : SanitizableData.SANITIZED_VALUE;
			List<StepDescriptor> steps = migration.steps()
				.stream()
				.map((step) -> StepDescriptor.of(step, showValues))
				.toList();
			return new AppliedDescriptor(migration.version(), migration.description(), migration.kind(),
					migration.script(), migration.installedAt(), installedBy, migration.duration().toMillis(),
					migration.reversible(), steps);
		}

	}

	@JsonInclude(JsonInclude.Include.ALWAYS)
	@JsonPropertyOrder({ "step", "name", "state", "startedAt", "durationMs", "statements", "statementsDone", "attempts",
			"error" })
	record StepDescriptor(StepType step, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String name,
			StepState state, @Nullable Instant startedAt, @Nullable Long durationMs, int statements, int statementsDone,
			int attempts, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String error) {

		static StepDescriptor of(AppliedStep step, boolean showValues) {
			String error = step.error();
			Duration duration = step.duration();
			return new StepDescriptor(step.step(), step.name(), step.state(), step.startedAt(),
					(duration != null) ? duration.toMillis() : null, step.statements(), step.statementsDone(),
					step.attempts(), (error == null || showValues) ? error : Headline.of(error));
		}

	}

	@JsonInclude(JsonInclude.Include.ALWAYS)
	@JsonPropertyOrder({ "version", "description", "steps", "risk", "findings" })
	record PendingDescriptor(@Nullable String version, String description, List<StepType> steps,
			@Nullable RiskClass risk, List<FindingDescriptor> findings) implements OperationResponseBody {

		static PendingDescriptor of(PendingMigration migration, boolean showValues) {
			return new PendingDescriptor(migration.version(), migration.description(), migration.steps(),
					migration.risk(), FindingDescriptor.of(migration.findings(), showValues));
		}

	}

	@JsonInclude(JsonInclude.Include.ALWAYS)
	@JsonPropertyOrder({ "migration", "step", "instance", "startedAt" })
	record RunningDescriptor(String migration, StepType step, String instance, @Nullable Instant startedAt) {

		static RunningDescriptor of(RunningStep running) {
			return new RunningDescriptor(running.migration(), running.step(), running.instance(), running.startedAt());
		}

	}

	@JsonInclude(JsonInclude.Include.ALWAYS)
	@JsonPropertyOrder({ "version", "description", "since", "open", "conditions" })
	record HeldDescriptor(String version, String description, @Nullable Instant since, boolean open,
			List<ConditionDescriptor> conditions) {

		static HeldDescriptor of(HeldContract contract) {
			return new HeldDescriptor(contract.version(), contract.description(), contract.since(), contract.isOpen(),
					contract.conditions().stream().map(ConditionDescriptor::of).toList());
		}

	}

	@JsonPropertyOrder({ "name", "met", "detail" })
	record ConditionDescriptor(String name, boolean met, String detail) {

		static ConditionDescriptor of(GateCondition condition) {
			return new ConditionDescriptor(condition.name(), condition.met(), condition.detail());
		}

	}

	@JsonInclude(JsonInclude.Include.ALWAYS)
	@JsonPropertyOrder({ "instance", "application", "applicationVersion", "newestVersion", "address", "startedAt",
			"heartbeatAt", "alive" })
	record InstanceDescriptor(String instance, @Nullable String application, @Nullable String applicationVersion,
			@Nullable String newestVersion, @Nullable String address, Instant startedAt, Instant heartbeatAt,
			boolean alive) {

		static InstanceDescriptor of(RegisteredInstance instance) {
			return new InstanceDescriptor(instance.instance(), instance.application(), instance.applicationVersion(),
					instance.newestVersion(), instance.address(), instance.startedAt(), instance.heartbeatAt(),
					instance.alive());
		}

	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	@JsonPropertyOrder({ "held", "owner", "since", "address", "migration", "step" })
	record LockDescriptor(boolean held, @Nullable String owner, @Nullable Instant since, @Nullable String address,
			@Nullable String migration, @Nullable StepType step) {

		static LockDescriptor of(MigrationStatus status) {
			LockStatus lock = status.lock();
			RunningStep running = lock.held() ? status.running() : null;
			return new LockDescriptor(lock.held(), lock.owner(), lock.since(), lock.address(),
					(running != null) ? running.migration() : null, (running != null) ? running.step() : null);
		}

	}

}
