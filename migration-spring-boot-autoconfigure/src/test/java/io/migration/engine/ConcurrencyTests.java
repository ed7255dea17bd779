// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

import io.migration.ExecutionOptions;
import io.migration.MigrationRun;
import io.migration.PlanOptions;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for many instances that start at the same moment. How long the transaction stays
 * open that an index build waits for: system property {@code test.hold-seconds}, by
 * default 4, longer than the lock time-out of other statements.
 */
class ConcurrencyTests {

	private static final Duration HOLD = Duration.ofSeconds(Integer.getInteger("test.hold-seconds", 4));

	private static final int INSTANCES = 30;

	@RegisterExtension
	private final TestProject project = new TestProject();

	private final Background background = new Background();

	@AfterEach
	void close() {
		this.background.close();
	}

	@Test
	void thirtyInstancesOnAnEmptyDatabaseRunEveryMigrationOnce() {
		shop(this.project);
		List<MigrationRun> runs = Background.results(start(INSTANCES, 2));
		everythingRanOnce(runs);
		assertThat(runs).filteredOn((run) -> !run.steps().isEmpty()).hasSize(1);
	}

	@Test
	void instancesThatWaitDoNotDelayTheIndexBuildOfTheOneTheyWaitFor() {
		Shop.orders(this.project);
		this.project.engine().migrate();
		shop(this.project);
		List<Future<MigrationRun>> runs;
		try (TestSession old = this.project.database().session()) {
			old.execute("BEGIN; INSERT INTO orders VALUES (0, 0)");
			runs = start(INSTANCES, 2);
			Awaitility.await().during(HOLD).atMost(HOLD.plusSeconds(30)).until(() -> buildsThatWaitFor(old.pid()) == 1);
			assertThat(runs).noneMatch(Future::isDone);
			old.execute("COMMIT");
		}
		everythingRanOnce(Background.results(runs));
	}

	@Test
	void poolsOfOneConnectionAreEnough() {
		Shop.orders(this.project);
		this.project.engine().migrate();
		shop(this.project);
		this.project.options((builder) -> builder.execution(reportingEvery(Duration.ofMillis(100))));
		List<Future<MigrationRun>> runs;
		try (TestSession old = this.project.database().session()) {
			old.execute("BEGIN; INSERT INTO orders VALUES (0, 0)");
			runs = start(8, 1);
			Awaitility.await()
				.during(Duration.ofSeconds(1))
				.atMost(Duration.ofSeconds(30))
				.until(() -> buildsThatWaitFor(old.pid()) == 1);
			old.execute("ROLLBACK");
		}
		everythingRanOnce(Background.results(runs));
	}

	@Test
	void missingSchemaIsCreatedByOneOfThem() {
		PlanOptions plan = PlanOptions.DEFAULTS;
		this.project.script("V1__t.sql", "CREATE TABLE t (id int)")
			.options((builder) -> builder.schema("shop")
				.plan(new PlanOptions(plan.outOfOrder(), plan.onAhead(), false, plan.baselineVersion(), "baseline",
						true)));
		List<MigrationRun> runs = Background.results(start(INSTANCES, 1));
		assertThat(runs).extracting(MigrationRun::appliedCount).containsOnly(1);
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM shop.migration_history")).isOne();
	}

	@Test
	void schemaThatAnotherSessionIsAboutToCreateIsNoFailure() {
		PlanOptions plan = PlanOptions.DEFAULTS;
		this.project.script("V1__t.sql", "CREATE TABLE t (id int)")
			.options((builder) -> builder.schema("shop")
				.plan(new PlanOptions(plan.outOfOrder(), plan.onAhead(), false, plan.baselineVersion(), "baseline",
						true)));
		try (TestSession other = this.project.database().session()) {
			other.execute("BEGIN; CREATE SCHEMA shop");
			Future<MigrationRun> run = start(1, 1).get(0);
			Awaitility.await()
				.until(() -> this.project.value(Integer.class, "SELECT count(*) FROM pg_stat_activity WHERE "
						+ other.pid() + " = ANY (pg_blocking_pids(pid))") == 1);
			other.execute("COMMIT");
			assertThat(Background.result(run).steps()).hasSize(1);
		}
	}

	@Test
	void instancesOfTwoReleasesStartAtTheSameMoment(@TempDir Path older) {
		shop(this.project);
		TestProject olderRelease = new TestProject(older, this.project.database());
		shop(olderRelease).remove("V6__view.sql");
		List<Callable<MigrationRun>> engines = engines(this.project, 4, 1);
		engines.addAll(engines(olderRelease, 4, 1));
		List<MigrationRun> runs = Background.results(this.background.runAtOnce(engines));
		assertThat(runs).hasSize(8).allMatch((run) -> run.error() == null);
		assertThat(this.project.history()).containsExactlyInAnyOrder("1 UP SUCCEEDED 4/4", "2 UP SUCCEEDED 3/3",
				"3 UP SUCCEEDED 1/1", "4 UP SUCCEEDED 1/1", "5 UP SUCCEEDED 2/2", "6 UP SUCCEEDED 2/2",
				"R__totals UP SUCCEEDED 2/2");
	}

	private List<Future<MigrationRun>> start(int instances, int poolSize) {
		return this.background.runAtOnce(engines(this.project, instances, poolSize));
	}

	private static List<Callable<MigrationRun>> engines(TestProject release, int instances, int poolSize) {
		List<Callable<MigrationRun>> engines = new ArrayList<>();
		for (int i = 0; i < instances; i++) {
			engines.add(release.engine(release.database().pool(poolSize))::migrate);
		}
		return engines;
	}

	private static TestProject shop(TestProject release) {
		return Shop.orders(release)
			.script("V2__index.sql", """
					INSERT INTO audit VALUES ('2, before');
					CREATE INDEX CONCURRENTLY orders_customer ON orders (customer);
					INSERT INTO audit VALUES ('2, behind');
					""")
			.script("V3__unique.sql", "CREATE UNIQUE INDEX CONCURRENTLY orders_id ON orders (id, customer)")
			.script("V5__alter.sql", "ALTER TABLE orders ADD note text; INSERT INTO audit VALUES ('5')")
			.script("V6__view.sql", "CREATE VIEW notes AS SELECT note FROM orders; INSERT INTO audit VALUES ('6')")
			.script("R__totals.sql", """
					CREATE OR REPLACE VIEW totals AS SELECT customer, count(*) AS n FROM orders GROUP BY 1;
					INSERT INTO audit VALUES ('R');
					""")
			.code(new V4__Audit());
	}

	private void everythingRanOnce(List<MigrationRun> runs) {
		assertThat(this.project.database().jdbc().sql("SELECT migration FROM audit").query(String.class).list())
			.containsExactly("1", "2, before", "2, behind", "4", "5", "6", "R");
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 4/4", "2 UP SUCCEEDED 3/3",
				"3 UP SUCCEEDED 1/1", "4 UP SUCCEEDED 1/1", "5 UP SUCCEEDED 2/2", "6 UP SUCCEEDED 2/2",
				"R__totals UP SUCCEEDED 2/2");
		assertThat(this.project.value(Integer.class, "SELECT max(attempts) FROM migration_history")).isOne();
		assertThat(this.project.value(Integer.class,
				"SELECT count(*) FROM pg_index WHERE indrelid = 'orders'::regclass AND indisvalid"))
			.isEqualTo(2);
		assertThat(runs).extracting(MigrationRun::appliedCount).containsOnly(7);
		assertThat(runs).extracting(MigrationRun::pendingCount).containsOnly(0);
		assertThat(runs).allMatch((run) -> run.error() == null);
	}

	private int buildsThatWaitFor(int session) {
		return this.project.value(Integer.class, "SELECT count(*) FROM pg_stat_activity "
				+ "WHERE query LIKE 'CREATE INDEX CONCURRENTLY%' AND " + session + " = ANY (pg_blocking_pids(pid))");
	}

	private static ExecutionOptions reportingEvery(Duration interval) {
		ExecutionOptions defaults = ExecutionOptions.DEFAULTS;
		return new ExecutionOptions(defaults.lockTimeout(), defaults.statementTimeout(), defaults.onlineTimeout(),
				defaults.retryBudget(), defaults.retryInitialDelay(), defaults.retryMaxDelay(), interval);
	}

}
