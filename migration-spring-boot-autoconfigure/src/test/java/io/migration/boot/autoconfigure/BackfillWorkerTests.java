// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.migration.MigrationEngine;
import io.migration.Rollout;
import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BackfillWorker}.
 */
@ExtendWith(OutputCaptureExtension.class)
class BackfillWorkerTests {

	private final MigrationShutdown shutdown = new MigrationShutdown(Duration.ofSeconds(5));

	private final BackfillWakeUp wakeUp = new BackfillWakeUp();

	private TestDatabase database;

	@BeforeEach
	void createDatabase() {
		this.database = PostgresServer.newDatabase();
	}

	@AfterEach
	void close() {
		this.shutdown.destroy();
		this.database.close();
	}

	@Test
	void hasNoThreadWhileNothingIsLeft() {
		LeavingEngine engine = new LeavingEngine(0);
		BackfillWorker worker = new BackfillWorker(engine, this.wakeUp, this.shutdown, true);
		worker.start();
		assertThat(threads()).isEmpty();
		worker.stop();
		assertThat(engine.calls).hasValue(0);
	}

	@Test
	void worksUntilNothingIsLeftAndAgainAfterARun() {
		LeavingEngine engine = new LeavingEngine(1);
		BackfillWorker worker = new BackfillWorker(engine, this.wakeUp, this.shutdown, true);
		worker.start();
		Awaitility.await().until(() -> engine.calls.get() == 1 && threads().isEmpty());
		engine.left.set(1);
		this.wakeUp.afterRun(RecordingEngine.RUN);
		Awaitility.await().until(() -> engine.calls.get() == 2 && threads().isEmpty());
		worker.stop();
		engine.left.set(1);
		this.wakeUp.afterRun(RecordingEngine.RUN);
		assertThat(threads()).isEmpty();
		assertThat(engine.calls).hasValue(2);
	}

	@Test
	void endsWhileItWaitsForSomebodyToResume() {
		LeavingEngine engine = new LeavingEngine(Integer.MAX_VALUE);
		BackfillWorker worker = new BackfillWorker(engine, this.wakeUp, this.shutdown, true);
		worker.start();
		Awaitility.await().until(() -> engine.calls.get() > 0);
		worker.stop();
		Awaitility.await().until(() -> threads().isEmpty());
	}

	@Test
	void heartbeatWakesItForWhatOthersHaveLeft() {
		LeavingEngine engine = new LeavingEngine(0);
		BackfillWorker worker = new BackfillWorker(engine, this.wakeUp, this.shutdown, true);
		worker.rolloutRead(Rollout.NONE);
		worker.start();
		worker.rolloutRead(Rollout.NONE);
		assertThat(threads()).isEmpty();
		engine.left.set(1);
		worker.rolloutRead(Rollout.NONE);
		Awaitility.await().until(() -> engine.calls.get() == 1 && threads().isEmpty());
		worker.stop();
		engine.left.set(1);
		worker.rolloutRead(Rollout.NONE);
		assertThat(threads()).isEmpty();
	}

	@Test
	void instanceThatRunsTakesPartInWhatACommandHasLeft() {
		runner().withUserConfiguration(QuickRegister.class)
			.withBean(MigrationStrategy.class, () -> (engine) -> null)
			.run((context) -> {
				assertThat(context.getBean(MigrationEngine.class).backfillsLeft()).isFalse();
				runner().withPropertyValues("migration.backfill.worker=false")
					.run((command) -> assertThat(isComplete()).isFalse());
				Awaitility.await().until(this::isComplete);
			});
	}

	@Test
	void worksAgainAfterAStopAndAStart() {
		LeavingEngine engine = new LeavingEngine(Integer.MAX_VALUE);
		BackfillWorker worker = new BackfillWorker(engine, this.wakeUp, this.shutdown, true);
		worker.start();
		Awaitility.await().until(() -> engine.calls.get() > 0);
		worker.stop();
		Awaitility.await().until(() -> threads().isEmpty());
		int before = engine.calls.get();
		worker.start();
		Awaitility.await().until(() -> engine.calls.get() > before);
		worker.stop();
	}

	@ParameterizedTest
	@ValueSource(strings = { "stop and start", "pause and restart" })
	void contextThatGoesOnWorksOn(String how) {
		runner().run((context) -> {
			Awaitility.await().until(this::isComplete);
			this.database.execute("UPDATE item SET upper_name = NULL; UPDATE migration_backfill SET state = 'PAUSED'; "
					+ "UPDATE migration_history SET state = 'HELD' WHERE step = 'BACKFILL'");
			MigrationEngine engine = context.getBean(MigrationEngine.class);
			engine.migrate();
			Awaitility.await().until(() -> !threads().isEmpty());
			ConfigurableApplicationContext source = context.getSourceApplicationContext();
			if (how.startsWith("stop")) {
				source.stop();
				Awaitility.await().until(() -> threads().isEmpty());
				source.start();
			}
			else {
				source.pause();
				Awaitility.await().until(() -> threads().isEmpty());
				source.restart();
			}
			this.database.execute("UPDATE migration_backfill SET state = 'WAITING'");
			Awaitility.await().until(this::isComplete);
			Awaitility.await().until(() -> !engine.backfillsLeft());
		});
	}

	@Test
	void errorOfABatchDoesNotEndTheWork(CapturedOutput output) {
		AtomicInteger calls = new AtomicInteger();
		BackfillWorker worker = new BackfillWorker(new LeavingEngine(Integer.MAX_VALUE) {

			@Override
			public boolean backfill() {
				if (calls.incrementAndGet() == 1) {
					throw new StackOverflowError("too deep");
				}
				return super.backfill();
			}

		}, this.wakeUp, this.shutdown, true);
		worker.start();
		Awaitility.await().until(() -> calls.get() > 1);
		worker.stop();
		assertThat(output).containsOnlyOnce("too deep");
	}

	@ParameterizedTest
	@ValueSource(strings = { "migration.mode=migrate", "migration.mode=background" })
	void backfillIsCompleteSoonAfterTheStart(String mode) {
		runner().withPropertyValues(mode).run((context) -> {
			MigrationEngine engine = context.getBean(MigrationEngine.class);
			Awaitility.await().until(this::isComplete);
			Awaitility.await().until(() -> !engine.backfillsLeft());
			Awaitility.await().until(() -> threads().isEmpty());
		});
	}

	@Test
	void instanceThatIsNoWorkerLeavesBackfillsToOthers() {
		runner().withPropertyValues("migration.backfill.worker=false").run((context) -> {
			assertThat(context.getBean(BackfillWorker.class).isAutoStartup()).isFalse();
			assertThat(context.getBean(MigrationEngine.class).backfillsLeft()).isTrue();
		});
		runner().withPropertyValues("migration.mode=wait")
			.run((context) -> assertThat(context.getBean(BackfillWorker.class).isAutoStartup()).isFalse());
		assertThat(isComplete()).isFalse();
		runner().run((context) -> Awaitility.await().until(this::isComplete));
	}

	private boolean isComplete() {
		boolean begun = this.database.jdbc()
			.sql("SELECT to_regclass('migration_history') IS NOT NULL")
			.query(Boolean.class)
			.single();
		return begun && this.database.jdbc()
			.sql("SELECT state FROM migration_history WHERE step = 'BACKFILL'")
			.query(String.class)
			.optional()
			.filter("SUCCEEDED"::equals)
			.isPresent();
	}

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationAutoConfiguration.class))
			.withPropertyValues(this.database.properties())
			.withPropertyValues("migration.locations=classpath:backfill/worker");
	}

	private static List<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("migration-backfill"))
			.toList();
	}

	/**
	 * An engine with something left for a number of calls.
	 */
	private static class LeavingEngine extends RecordingEngine {

		private final AtomicInteger left;

		private final AtomicInteger calls = new AtomicInteger();

		LeavingEngine(int left) {
			this.left = new AtomicInteger(left);
		}

		@Override
		public boolean backfillsLeft() {
			return this.left.get() > 0;
		}

		@Override
		public boolean backfill() {
			this.calls.incrementAndGet();
			return this.left.decrementAndGet() > 0;
		}

	}

}
