// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import io.migration.AppliedStep;
import io.migration.LockStatus;
import io.migration.MigrationStatus;
import io.migration.RunningStep;
import io.migration.StepState;
import io.migration.StepType;
import io.migration.TargetState;
import io.migration.TargetUnusableException;
import io.migration.TargetUnusableException.Reason;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationHealthIndicator}.
 */
class MigrationHealthIndicatorTests {

	private final AtomicLong nanoTime = new AtomicLong();

	private final FakeEngine engine = new FakeEngine();

	private final MigrationHealthIndicator indicator = new MigrationHealthIndicator(
			new TargetStatuses(List.of(this.engine), (status) -> {
			}, this.nanoTime::get), "default");

	@Test
	void upToDateIsUp() {
		assertHealth(StatusBuilder.upToDate(3).build(), Status.UP, Map.of("state", "UP_TO_DATE", "version", "3"));
	}

	@Test
	void nothingAppliedAndNothingToDoIsUp() {
		assertHealth(StatusBuilder.status().build(), Status.UP, Map.of("state", "UP_TO_DATE"));
	}

	@Test
	void pendingIsOutOfService() {
		MigrationStatus status = StatusBuilder.upToDate(1)
			.state(TargetState.PENDING)
			.required(List.of("2", "R__view"), List.of(), List.of(), List.of())
			.build();
		assertHealth(status, Status.OUT_OF_SERVICE,
				Map.of("state", "PENDING", "version", "1", "pending", List.of("2", "R__view")));
	}

	@Test
	void runningIsOutOfService() {
		MigrationStatus status = StatusBuilder.upToDate(1)
			.state(TargetState.RUNNING)
			.required(List.of("3"), List.of("2"), List.of(), List.of())
			.running(new RunningStep("2", StepType.UP, "host-1-abc", StatusBuilder.NOON))
			.lock(new LockStatus(true, "migration 2 UP host-1-abc", StatusBuilder.NOON, "10.0.0.7"))
			.build();
		assertHealth(status, Status.OUT_OF_SERVICE,
				Map.of("state", "RUNNING", "version", "1", "running", List.of("2"), "pending", List.of("3"), "lock",
						Map.of("owner", "migration 2 UP host-1-abc", "since", StatusBuilder.NOON.toString(), "address",
								"10.0.0.7", "migration", "2", "step", "UP")));
	}

	@Test
	void failedIsDown() {
		MigrationStatus status = StatusBuilder.upToDate(1)
			.state(TargetState.FAILED)
			.required(List.of("3"), List.of(), List.of("2"), List.of())
			.build();
		assertHealth(status, Status.DOWN,
				Map.of("state", "FAILED", "version", "1", "failed", List.of("2"), "pending", List.of("3")));
	}

	@Test
	void inDoubtIsDown() {
		MigrationStatus status = StatusBuilder.upToDate(1)
			.state(TargetState.IN_DOUBT)
			.required(List.of(), List.of(), List.of(), List.of("2"))
			.build();
		assertHealth(status, Status.DOWN, Map.of("state", "IN_DOUBT", "version", "1", "inDoubt", List.of("2")));
	}

	@Test
	void unreachableDatabaseIsUnknown() {
		this.engine.fails(
				new TargetUnusableException(Reason.UNREACHABLE, "No connection to the database.", "Start it.", null));
		Health health = this.indicator.health();
		assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(health.getDetails()).isEqualTo(Map.of("error", "No connection to the database."));
	}

	@Test
	void unexpectedFailureIsUnknown() {
		this.engine.fails(new IllegalStateException("secret"));
		Health health = this.indicator.health();
		assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(health.getDetails()).isEqualTo(Map.of("error", "java.lang.IllegalStateException"));
	}

	@Test
	void oldInstanceStaysUpWhileANewOneMigrates() {
		MigrationStatus status = StatusBuilder.status()
			.unfinished("2", false, StatusBuilder.inState(StepType.UP, StepState.RUNNING))
			.applied("1", true, StatusBuilder.succeeded())
			.state(TargetState.RUNNING)
			.running(new RunningStep("2", StepType.UP, "host-2-def", StatusBuilder.NOON))
			.lock(new LockStatus(true, "migration 2 UP host-2-def", null, null))
			.warnings("The database is ahead.", "Migration 1 was changed:\n    SECRET")
			.build();
		assertHealth(status, Status.UP,
				Map.of("state", "RUNNING", "version", "1", "newerVersions", Map.of("2", "RUNNING"), "lock",
						Map.of("owner", "migration 2 UP host-2-def", "migration", "2", "step", "UP"), "warnings",
						List.of("The database is ahead.", "Migration 1 was changed")));
	}

	@Test
	void oldInstanceStaysUpWhenANewOneFailed() {
		MigrationStatus status = StatusBuilder.status()
			.unfinished("2", false, StatusBuilder.failed("syntax error"))
			.applied("1", true, StatusBuilder.succeeded())
			.state(TargetState.AHEAD)
			.build();
		assertHealth(status, Status.UP,
				Map.of("state", "AHEAD", "version", "1", "newerVersions", Map.of("2", "FAILED")));
	}

	@Test
	void oldInstanceStaysUpWhenANewOneIsInDoubt() {
		MigrationStatus status = StatusBuilder.status()
			.unfinished("3", false, StatusBuilder.inState(StepType.UP, StepState.IN_DOUBT))
			.applied("2", false, StatusBuilder.succeeded(), StatusBuilder.inState(StepType.CONTRACT, StepState.HELD))
			.applied("1", true, StatusBuilder.succeeded())
			.state(TargetState.AHEAD)
			.build();
		assertHealth(status, Status.UP, Map.of("state", "AHEAD", "version", "2", "newerVersions",
				Map.of("3", "IN_DOUBT", "2", "SUCCEEDED"), "awaitingContract", List.of("2")));
	}

	@Test
	void backfillsAndHeldContractsAreDetails() {
		AppliedStep held = StatusBuilder.inState(StepType.CONTRACT, StepState.HELD);
		MigrationStatus status = StatusBuilder.status()
			.state(TargetState.BACKFILLING)
			.applied("3", true, StatusBuilder.succeeded(), StatusBuilder.inState(StepType.BACKFILL, StepState.RUNNING),
					held)
			.applied("2", true, StatusBuilder.succeeded(), held)
			.applied("1", true, StatusBuilder.succeeded())
			.build();
		assertHealth(status, Status.UP, Map.of("state", "BACKFILLING", "version", "3", "backfilling", List.of("3"),
				"awaitingContract", List.of("3", "2")));
	}

	@Test
	void databaseIsAskedOnceInASecond() {
		this.engine.tells(StatusBuilder.upToDate(1).build());
		this.indicator.health();
		this.nanoTime.addAndGet(Duration.ofMillis(999).toNanos());
		this.indicator.health();
		assertThat(this.engine.reads()).isEqualTo(1);
		this.nanoTime.addAndGet(Duration.ofMillis(1).toNanos());
		this.indicator.health();
		assertThat(this.engine.reads()).isEqualTo(2);
	}

	private void assertHealth(MigrationStatus status, Status expected, Map<String, Object> details) {
		this.engine.tells(status);
		Health health = this.indicator.health();
		assertThat(health.getStatus()).isEqualTo(expected);
		assertThat(text(health.getDetails())).isEqualTo(text(details));
	}

	private Object text(Object value) {
		if (value instanceof Map<?, ?> map) {
			return map.entrySet()
				.stream()
				.collect(Collectors.toMap((entry) -> entry.getKey().toString(), (entry) -> text(entry.getValue())));
		}
		return value.toString();
	}

}
