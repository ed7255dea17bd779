// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.migration.GateCondition;
import io.migration.HeldContract;
import io.migration.MigrationRun;
import io.migration.Rollout;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContractRunner}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ContractRunnerTests {

	private static final Rollout OPEN = rollout(true);

	private final AtomicInteger runs = new AtomicInteger();

	private final CountDownLatch end = new CountDownLatch(1);

	private volatile boolean fails;

	private final MigrationShutdown shutdown = new MigrationShutdown(Duration.ZERO);

	private final ContractRunner runner = new ContractRunner(new RecordingEngine() {

		@Override
		public MigrationRun runOpenContracts() {
			ContractRunnerTests.this.runs.incrementAndGet();
			if (ContractRunnerTests.this.fails) {
				throw new IllegalStateException("refused");
			}
			Awaitility.await().until(() -> ContractRunnerTests.this.end.getCount() == 0);
			return RUN;
		}

	}, this.shutdown, true);

	@AfterEach
	void stop() {
		this.end.countDown();
		this.runner.stop();
		this.shutdown.destroy();
	}

	@Test
	void runsWhatIsOpenOneAtATime() {
		this.runner.start();
		this.runner.rolloutRead(OPEN);
		this.runner.rolloutRead(OPEN);
		Awaitility.await().until(() -> this.runs.get() == 1);
		this.end.countDown();
		Awaitility.await().until(() -> {
			this.runner.rolloutRead(OPEN);
			return this.runs.get() > 1;
		});
	}

	@Test
	void runsNothingThatIsHeldOrBeforeItsStart() {
		this.runner.rolloutRead(OPEN);
		this.runner.start();
		this.runner.rolloutRead(Rollout.NONE);
		this.runner.rolloutRead(rollout(false));
		this.runner.stop();
		assertThat(this.runs).hasValue(0);
	}

	@Test
	void goesOnAfterAFailure(CapturedOutput output) {
		this.fails = true;
		this.runner.start();
		Awaitility.await().until(() -> {
			this.runner.rolloutRead(OPEN);
			return this.runs.get() > 1;
		});
		assertThat(output).contains("A contract did not run");
	}

	@Test
	void runsAgainAfterAStopAndAStart() {
		this.runner.start();
		this.runner.rolloutRead(OPEN);
		Awaitility.await().until(() -> this.runs.get() == 1);
		this.end.countDown();
		this.runner.stop();
		this.shutdown.stop();
		this.runner.start();
		assertThat(this.shutdown.signal().isRequested()).isFalse();
		Awaitility.await().until(() -> {
			this.runner.rolloutRead(OPEN);
			return this.runs.get() > 1;
		});
	}

	@Test
	void isLeftToOthersByThoseWhoDoNotMigrate() {
		assertThat(worker()).isTrue();
		assertThat(worker("migration.mode=background")).isTrue();
		assertThat(worker("migration.mode=validate")).isFalse();
		assertThat(worker("migration.mode=wait")).isFalse();
		assertThat(worker("migration.backfill.worker=false")).isFalse();
	}

	private boolean worker(String... properties) {
		boolean[] worker = new boolean[1];
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationAutoConfiguration.class))
			.withBean("migrationEngine", RecordingEngine.class)
			.withPropertyValues("spring.datasource.url=jdbc:postgresql://localhost:1/none",
					"migration.wait-timeout=1ms")
			.withPropertyValues(properties)
			.withBean(MigrationStrategy.class, () -> (engine) -> null)
			.withBean(MigrationInitializer.class,
					() -> new MigrationInitializer(new RecordingEngine(), null, (engine) -> null, () -> {
					}))
			.run((context) -> worker[0] = context.getBean(ContractRunner.class).isAutoStartup());
		return worker[0];
	}

	private static Rollout rollout(boolean open) {
		return new Rollout(List
			.of(new HeldContract("9", "names", null, List.of(new GateCondition("approval", open, "It is so.")))),
				List.of());
	}

}
