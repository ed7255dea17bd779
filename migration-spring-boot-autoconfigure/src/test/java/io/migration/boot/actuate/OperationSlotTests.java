// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.time.Duration;
import java.time.Instant;

import io.migration.boot.actuate.OperationRejectedException.Reason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OperationSlot}: each event in each of its states.
 */
class OperationSlotTests {

	private static final OperationOutcome DONE = OperationOutcome.succeeded(Duration.ofMillis(7),
			(showValues) -> "done");

	private final OperationSlot slot = new OperationSlot();

	@Test
	void idleBegins() {
		OperationRun run = run("1");
		this.slot.begin(run);
		assertThat(this.slot.find("1")).isSameAs(run);
		assertThat(run.outcome()).isNull();
	}

	@Test
	void idleFindsNothing() {
		assertThat(this.slot.find("1")).isNull();
	}

	@Test
	void idleCloses() {
		assertThat(this.slot.close()).isNull();
		assertStopping();
	}

	@Test
	void runningRefusesToBeginAnother() {
		OperationRun first = run("1");
		this.slot.begin(first);
		assertThatExceptionOfType(OperationRejectedException.class).isThrownBy(() -> this.slot.begin(run("2")))
			.withMessage("Operation 'migrate' of target 'default' has been running since 2026-11-20T12:00:00Z.")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.BUSY))
			.satisfies((ex) -> assertThat(ex.running()).isSameAs(first));
		assertThat(this.slot.find("2")).isNull();
		assertThat(this.slot.find("1")).isSameAs(first);
	}

	@Test
	void runningEnds() throws InterruptedException {
		OperationRun run = run("1");
		this.slot.begin(run);
		assertThat(run.await(Duration.ZERO)).isFalse();
		this.slot.end(run, DONE);
		assertThat(run.await(Duration.ZERO)).isTrue();
		assertThat(run.outcome()).isSameAs(DONE);
		assertThat(this.slot.find("1")).isSameAs(run);
		this.slot.begin(run("2"));
	}

	@Test
	void runningClosesAndEnds() {
		OperationRun run = run("1");
		this.slot.begin(run);
		assertThat(this.slot.close()).isSameAs(run);
		assertStopping();
		this.slot.end(run, DONE);
		assertThat(this.slot.find("1")).isSameAs(run);
		assertThat(this.slot.close()).isNull();
		assertStopping();
	}

	@Test
	void lastTwentyAreKept() {
		for (int i = 1; i <= 22; i++) {
			OperationRun run = run(String.valueOf(i));
			this.slot.begin(run);
			this.slot.end(run, DONE);
		}
		assertThat(this.slot.find("2")).isNull();
		assertThat(this.slot.find("3")).isNotNull();
		assertThat(this.slot.find("22")).isNotNull();
	}

	private void assertStopping() {
		assertThatExceptionOfType(OperationRejectedException.class).isThrownBy(() -> this.slot.begin(run("3")))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.STOPPING));
	}

	private static OperationRun run(String id) {
		return new OperationRun(id, "default", EndpointOperation.MIGRATE, null, Instant.parse("2026-11-20T12:00:00Z"));
	}

}
