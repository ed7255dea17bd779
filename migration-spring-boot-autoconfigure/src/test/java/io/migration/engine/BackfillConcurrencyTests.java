// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

import io.migration.BackfillSettings;
import io.migration.BackfillSettings.OnError;
import io.migration.InstanceIdentity;
import io.migration.MigrationEngine;
import io.migration.RollbackRequest;
import io.migration.StopSignal;
import io.migration.TargetState;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for several engines on one table, and for those who stop them.
 */
class BackfillConcurrencyTests {

	private static final BackfillSettings SHORT = new BackfillSettings(Duration.ofMillis(20), 50, 3, OnError.STOP,
			Duration.ofMillis(500));

	@RegisterExtension
	private final TestProject project = new TestProject();

	private final Background background = new Background();

	@AfterEach
	void close() {
		this.background.close();
	}

	@Test
	void severalEnginesChangeEachRowOnceAndNoneIdles() {
		create(60_000);
		migrate("once=true", "UPDATE counter SET n = n + 1, who = current_setting('application_name') WHERE :batch");
		List<Callable<Boolean>> works = new ArrayList<>();
		for (int i = 1; i <= 4; i++) {
			works.add(engine("instance-" + i, StopSignal.never())::backfill);
		}
		assertThat(Background.results(this.background.runAtOnce(works))).containsOnly(false);
		assertThat(numbers()).isEqualTo("60000 1 1");
		List<Integer> shares = this.project.database()
			.jdbc()
			.sql("SELECT count(*)::int FROM counter GROUP BY who")
			.query(Integer.class)
			.list();
		assertThat(shares).hasSize(4).allMatch((rows) -> rows > 2000);
	}

	@Test
	void goesOnWhereItWasStoppedBetweenBatches() {
		create(20_000);
		migrate("once=true batch=100", "UPDATE counter SET n = n + 1 WHERE :batch");
		StopSignal signal = new StopSignal();
		try (TestSession writer = this.project.database().session()) {
			writer.execute("BEGIN; SELECT * FROM counter WHERE id = 10000 FOR UPDATE");
			Future<Boolean> run = this.background.run(engine("first", signal)::backfill);
			Awaitility.await()
				.until(() -> this.project.value(Integer.class, "SELECT count(*) FROM counter WHERE n = 1") > 0);
			signal.request();
			assertThat(Background.result(run)).isTrue();
		}
		assertThat(signal.isQuiet()).isTrue();
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM counter WHERE n = 1")).isLessThan(20_000);
		assertThat(engine("second", StopSignal.never()).backfill()).isFalse();
		assertThat(numbers()).isEqualTo("20000 1 1");
	}

	@Test
	void aStatementThatDoesNotEndIsCancelledAndRunsAgain() {
		create(10);
		this.project.database().execute("CREATE TABLE slow (seconds int); INSERT INTO slow VALUES (60)");
		migrate("once=true", "UPDATE counter SET n = n + 1 FROM (SELECT pg_sleep(seconds) FROM slow) s WHERE :batch");
		StopSignal signal = new StopSignal();
		Future<Boolean> run = this.background.run(engine("first", signal)::backfill);
		Awaitility.await().until(() -> sessions("wait_event = 'PgSleep'") == 1);
		signal.force();
		assertThat(Background.result(run)).isTrue();
		assertThat(sessions("application_name LIKE 'migration%'")).isZero();
		this.project.database().execute("UPDATE slow SET seconds = 0");
		assertThat(engine("second", StopSignal.never()).backfill()).isFalse();
		assertThat(numbers()).isEqualTo("10 1 1");
	}

	@Test
	void obeysWhoeverPausesAndResumesIt() {
		create(100_000);
		migrate("once=true", "UPDATE counter SET n = n + 1 WHERE :batch");
		MigrationEngine engine = engine("first", StopSignal.never());
		Future<Boolean> run = this.background.run(engine::backfill);
		Awaitility.await().until(() -> sessions("query LIKE 'UPDATE counter%'") > 0);
		this.project.database().execute("UPDATE migration_backfill SET state = 'PAUSED'");
		assertThat(Background.result(run)).isTrue();
		String paused = numbers();
		assertThat(engine.backfill()).isTrue();
		assertThat(numbers()).isEqualTo(paused);
		this.project.database().execute("UPDATE migration_backfill SET state = 'RUNNING'");
		assertThat(engine.backfill()).isFalse();
		assertThat(numbers()).isEqualTo("100000 1 1");
	}

	@Test
	void obeysALimitOfRowsForAllInstances() {
		create(3000);
		migrate("once=true batch=100", "UPDATE counter SET n = n + 1 WHERE :batch");
		this.project.options((builder) -> builder.backfill(SHORT));
		Future<Boolean> opened = this.background.run(engine("zero", StopSignal.never())::backfill);
		Background.result(opened);
		this.project.database().execute("UPDATE counter SET n = 0");
		this.project.database()
			.execute("UPDATE migration_backfill SET state = 'WAITING', row_limit = 1000; "
					+ "UPDATE migration_history SET state = 'HELD' WHERE step = 'BACKFILL'");
		long start = System.nanoTime();
		Background.results(this.background.runAtOnce(
				List.of(engine("one", StopSignal.never())::backfill, engine("two", StopSignal.never())::backfill)));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1900));
		assertThat(numbers()).isEqualTo("3000 1 1");
	}

	@Test
	void rollbackWaitsForBatchesAndNoneIsCommittedBehindIt() {
		create(100_000);
		this.project.script("V1__count.sql", """
				-- migrate:up
				ALTER TABLE counter ADD copied int;
				-- migrate:backfill table=counter
				UPDATE counter SET copied = id, n = n + 1 WHERE copied IS NULL AND :batch;
				-- migrate:down
				ALTER TABLE counter DROP COLUMN copied;
				""");
		this.project.options((builder) -> builder.plan(TestProject.baselineAt("0")).backfill(SHORT));
		MigrationEngine engine = this.project.engine();
		engine.migrate();
		List<Future<Boolean>> runs = List.of(this.background.run(engine("one", StopSignal.never())::backfill),
				this.background.run(engine("two", StopSignal.never())::backfill),
				this.background.run(engine("three", StopSignal.never())::backfill));
		Awaitility.await().until(() -> this.project.value(Integer.class, "SELECT max(n) FROM counter") == 1);
		engine.rollback(RollbackRequest.lastSteps(1).acceptingDataLoss());
		String after = numbers();
		assertThat(Background.results(runs)).containsOnly(false);
		assertThat(numbers()).isEqualTo(after).startsWith("100000 0 1");
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM migration_backfill")).isZero();
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM migration_backfill_range")).isZero();
		assertThat(this.project.value(Integer.class,
				"SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()"))
			.isZero();
		engine.migrate();
		assertThat(engine.backfill()).isFalse();
		assertThat(engine.status(0).state()).isEqualTo(TargetState.UP_TO_DATE);
	}

	private void create(int rows) {
		this.project.database()
			.execute("CREATE TABLE counter (id int PRIMARY KEY, n int NOT NULL DEFAULT 0, who text); "
					+ "INSERT INTO counter SELECT i FROM generate_series(1, " + rows + ") i");
	}

	private void migrate(String options, String statement) {
		this.project.script("V1__count.sql",
				"-- migrate:up\nSELECT 1;\n-- migrate:backfill table=counter " + options + "\n" + statement + ";\n");
		this.project.options((builder) -> builder.plan(TestProject.baselineAt("0")));
		this.project.engine().migrate();
	}

	private MigrationEngine engine(String name, StopSignal stop) {
		this.project.options((builder) -> builder.plan(TestProject.baselineAt("0"))
			.backfill(SHORT)
			.stop(stop)
			.identity(new InstanceIdentity(name, null, null, "localhost")));
		return this.project.engine();
	}

	private String numbers() {
		return this.project.value(String.class, "SELECT concat_ws(' ', count(*), min(n), max(n)) FROM counter");
	}

	private int sessions(String condition) {
		return this.project.value(Integer.class, "SELECT count(*) FROM pg_stat_activity WHERE datname = "
				+ "current_database() AND pid <> pg_backend_pid() AND " + condition);
	}

}
