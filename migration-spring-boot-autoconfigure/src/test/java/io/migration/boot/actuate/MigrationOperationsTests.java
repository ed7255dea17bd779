// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import io.migration.MigrationEngine;
import io.migration.MigrationPlan;
import io.migration.boot.actuate.MigrationOperations.Settings;
import io.migration.boot.actuate.OperationRejectedException.Reason;
import io.migration.testing.LogCapture;
import io.migration.testing.UnexpectedEngine;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the threads of {@link MigrationOperations}.
 */
@Timeout(60)
class MigrationOperationsTests {

	private static final MigrationPlan PLAN = new MigrationPlan("default", "PostgreSQL 18.1", "public", null, List.of(),
			true, List.of());

	private final CountDownLatch finish = new CountDownLatch(1);

	@Test
	void operationOutlastsTheCaller() {
		MigrationOperations operations = operations(Duration.ZERO, Duration.ZERO, engine("default", this::waits));
		OperationRun run = operations.run("default", "plan", Map.of(), "alice");
		assertThat(run.outcome()).isNull();
		assertThat(OperationStatus.of(run)).isEqualTo(202);
		this.finish.countDown();
		Awaitility.await().until(() -> run.outcome() != null);
		assertThat(OperationStatus.of(run)).isEqualTo(200);
		assertThat(operations.find("default", run.id())).isSameAs(run);
		assertThat(operations.find("other", run.id())).isNull();
	}

	@Test
	void callerWhoHeardOfTheEndCanGoOn() {
		MigrationOperations operations = operations(Duration.ofMinutes(1), Duration.ZERO,
				engine("default", () -> PLAN));
		for (int i = 0; i < 500; i++) {
			assertThat(operations.run("default", "plan", Map.of(), null).outcome()).isNotNull();
		}
	}

	@Test
	void targetsDoNotWaitForEachOther() {
		MigrationOperations operations = operations(Duration.ZERO, Duration.ZERO, engine("default", this::waits),
				engine("reports", () -> PLAN));
		operations.run("default", "plan", Map.of(), null);
		operations.run("reports", "plan", Map.of(), null);
		assertThatExceptionOfType(OperationRejectedException.class)
			.isThrownBy(() -> operations.run("default", "lint", Map.of(), null))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.BUSY));
		this.finish.countDown();
	}

	@Test
	void errorFreesTheTarget() {
		MigrationOperations operations = operations(Duration.ofMinutes(1), Duration.ZERO, engine("default", () -> {
			throw new StackOverflowError("password=secret");
		}));
		OperationRun run = operations.run("default", "plan", Map.of(), null);
		assertThat(OperationStatus.of(run)).isEqualTo(500);
		assertThat(OperationDescriptor.of(run, true).error()).isEqualTo(new FailureDescriptor(
				"java.lang.StackOverflowError", null, "Look into the log of the application.", List.of()));
		assertThat(operations.run("default", "plan", Map.of(), null)).isNotNull();
	}

	@Test
	void operationHasAThreadThatKeepsNoProcessAlive() {
		MigrationOperations operations = operations(Duration.ofMinutes(1), Duration.ZERO, engine("default", () -> {
			Thread thread = Thread.currentThread();
			return new MigrationPlan(thread.getName() + " " + thread.isDaemon(), "", "", null, List.of(), true,
					List.of(thread.getName() + " " + thread.isDaemon()));
		}));
		OperationRun run = operations.run("default", "plan", Map.of(), null);
		assertThat(OperationDescriptor.of(run, true).result())
			.asInstanceOf(InstanceOfAssertFactories.type(PlanDescriptor.class))
			.extracting(PlanDescriptor::warnings)
			.isEqualTo(List.of("migration-operation-default true"));
	}

	@Test
	void shutdownWaitsForWhatRuns() {
		MigrationOperations operations = operations(Duration.ZERO, Duration.ofMinutes(1),
				engine("default", this::waits));
		OperationRun run = operations.run("default", "plan", Map.of(), null);
		Thread shutdown = new Thread(operations::destroy);
		shutdown.start();
		Awaitility.await().until(() -> shutdown.getState() == Thread.State.TIMED_WAITING);
		assertThat(run.outcome()).isNull();
		this.finish.countDown();
		Awaitility.await().until(() -> !shutdown.isAlive());
		assertThat(run.outcome()).isNotNull();
	}

	@Test
	void shutdownDoesNotWaitForEver() {
		MigrationOperations operations = operations(Duration.ZERO, Duration.ofMillis(1),
				engine("default", this::waits));
		operations.run("default", "plan", Map.of(), null);
		try (LogCapture log = LogCapture.start()) {
			operations.destroy();
			assertThat(log.messages()).contains("Operation 'plan' of target 'default' still runs and is left behind; "
					+ "the next start goes on where it stops");
		}
		assertThatExceptionOfType(OperationRejectedException.class)
			.isThrownBy(() -> operations.run("default", "plan", Map.of(), null))
			.satisfies((ex) -> assertThat(OperationStatus.of(ex)).isEqualTo(503));
		this.finish.countDown();
	}

	@Test
	void callerCannotWriteLinesIntoTheLog() {
		MigrationOperations operations = operations(Duration.ofMinutes(1), Duration.ZERO,
				engine("default", () -> PLAN));
		try (LogCapture log = LogCapture.start()) {
			OperationRun run = operations.run("default", "plan", Map.of(), "eve\nINFO all is well");
			assertThat(log.messages())
				.contains("Operation 'plan' of target 'default' begins, asked for at the endpoint by "
						+ "'eve?INFO all is well', run " + run.id());
		}
	}

	private MigrationPlan waits() {
		try {
			this.finish.await();
			return PLAN;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static MigrationOperations operations(Duration answerWithin, Duration stopWithin,
			MigrationEngine... engines) {
		return new MigrationOperations(List.of(engines), new Settings(false, "baseline", answerWithin, stopWithin));
	}

	private static MigrationEngine engine(String target, Supplier<MigrationPlan> plan) {
		return new UnexpectedEngine() {

			@Override
			public String target() {
				return target;
			}

			@Override
			public MigrationPlan plan() {
				return plan.get();
			}

		};
	}

}
