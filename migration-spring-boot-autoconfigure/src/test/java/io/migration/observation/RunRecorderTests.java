// SPDX-License-Identifier: Apache-2.0
package io.migration.observation;

import java.util.ArrayList;
import java.util.List;

import io.migration.LockStatus;
import io.migration.MigrationRun;
import io.migration.MigrationStatus;
import io.migration.RequiredSteps;
import io.migration.TargetState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RunRecorder}.
 */
class RunRecorderTests {

	private final RunRecorder recorder = new RunRecorder();

	private final Observer observer = new Observer();

	@Test
	void runsBeforeThereAreObserversAreHandedOverInTheirOrder() {
		this.recorder.afterRun(Runs.idle("first", 1));
		this.recorder.afterRun(Runs.idle("second", 1));
		assertThat(this.observer.seen).isEmpty();
		this.recorder.forwardTo(List.of(this.observer));
		assertThat(this.observer.seen).containsExactly("first", "second");
	}

	@Test
	void runsAfterwardsArePassedOn() {
		this.recorder.forwardTo(List.of(this.observer));
		this.recorder.afterRun(Runs.idle("later", 1));
		assertThat(this.observer.seen).containsExactly("later");
	}

	@Test
	void runsAreHandedOverOnce() {
		this.recorder.afterRun(Runs.idle("first", 1));
		this.recorder.forwardTo(List.of());
		this.recorder.forwardTo(List.of(this.observer));
		assertThat(this.observer.seen).isEmpty();
	}

	@Test
	void statesArePassedOnToWhoIsThere() {
		MigrationStatus status = new MigrationStatus("reports", "PostgreSQL 18.1", "public", TargetState.UP_TO_DATE,
				null, 0, List.of(), List.of(), List.of(), null, LockStatus.FREE,
				new RequiredSteps(List.of(), List.of(), List.of(), List.of()), List.of(), List.of(), List.of(),
				List.of());
		this.recorder.statusRead(status);
		this.recorder.forwardTo(List.of(this.observer));
		this.recorder.statusRead(status);
		assertThat(this.observer.seen).containsExactly("status of reports");
	}

	@Test
	void failingObserverDoesNotDisturbTheOthers() {
		TargetObserver failing = (run) -> {
			throw new IllegalStateException("registry is closed");
		};
		this.recorder.afterRun(Runs.idle("first", 1));
		this.recorder.forwardTo(List.of(failing, this.observer));
		this.recorder.afterRun(Runs.idle("second", 1));
		assertThat(this.observer.seen).containsExactly("first", "second");
	}

	private static final class Observer implements TargetObserver {

		private final List<String> seen = new ArrayList<>();

		@Override
		public void runEnded(MigrationRun run) {
			this.seen.add(run.target());
		}

		@Override
		public void statusRead(MigrationStatus status) {
			this.seen.add("status of " + status.target());
		}

	}

}
