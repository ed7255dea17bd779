// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.mode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.migration.boot.actuate.BackgroundReadinessAutoConfiguration;
import io.migration.boot.actuate.MigrationHealthContributorAutoConfiguration;
import io.migration.boot.actuate.MigrationObservationAutoConfiguration;
import io.migration.boot.actuate.MigrationsEndpointAutoConfiguration;
import io.migration.boot.autoconfigure.BackgroundAvailabilityAutoConfiguration;
import io.migration.boot.autoconfigure.MigrationAutoConfiguration;
import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.application.AvailabilityHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real processes that start and are asked to end, as an orchestrator does it. System
 * properties: {@code test.migration-seconds}, how long the migration takes during which
 * probes are sent, by default 3; {@code test.terminations}, how often a long run is asked
 * to end, by default 3; {@code test.waiting}, how many instances wait for a Job, by
 * default 2.
 */
@Tag("processes")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Processes are ended by SIGTERM")
class ModeProcessTests {

	private static final int SECONDS = Integer.getInteger("test.migration-seconds", 3);

	private static final int TERMINATIONS = Integer.getInteger("test.terminations", 3);

	private static final int WAITING = Integer.getInteger("test.waiting", 2);

	private static final Duration LONG = Duration.ofMinutes(2);

	private static final int TERMINATED = 143;

	@TempDir
	private Path folder;

	@TempDir
	private Path logs;

	private final TestDatabase database = PostgresServer.newDatabase();

	private final List<ShopProcess> processes = new ArrayList<>();

	@AfterEach
	void close() {
		this.processes.forEach(ShopProcess::close);
		this.database.close();
	}

	@Test
	void livenessIsAnsweredFromTheBeginOfTheRunOn() throws IOException {
		script("V1__long.sql", "CREATE TABLE t (id int);\nSELECT pg_sleep(" + SECONDS + ");");
		ShopProcess shop = launch("--migration.startup-probe.enabled=true");
		ProbeLoop probes = new ProbeLoop(shop);
		probes.run(() -> shop.health("readiness") == 200, LONG);
		System.out.println(probes);
		assertThat(probes.failedAnswers()).isZero();
		assertThat(probes.answers()).isGreaterThan(SECONDS * 5);
		// A busy machine may be slow to answer where one server takes over from the other
		assertThat(probes.refused()).as(probes.toString()).isLessThan(3);
		assertThat(probes.longestGap()).isLessThan(Duration.ofSeconds(5));
		assertThat(probes.readyWhileMigrating(this::isMigrated)).isFalse();
		assertThat(shop.log()).contains("The startup probe is answered on port");
	}

	@Test
	void applicationInTheBackgroundIsAliveButNotReadyUntilTheRunIsDone() throws IOException {
		script("V1__gate.sql", "CREATE TABLE t (id int);\nSELECT pg_advisory_xact_lock(1);");
		try (TestSession gate = this.database.session()) {
			gate.execute("SELECT pg_advisory_lock(1)");
			ShopProcess shop = launch("--migration.mode=background");
			await().until(() -> shop.health("liveness") == 200);
			await().until(() -> shop.says("Started "));
			assertThat(shop.health("readiness")).isEqualTo(503);
			gate.execute("SELECT pg_advisory_unlock(1)");
			await().until(() -> shop.health("readiness") == 200);
			assertThat(history()).containsExactly("1 SUCCEEDED");
			shop.terminate();
			assertThat(shop.exitCode(Duration.ofSeconds(10))).isEqualTo(TERMINATED);
		}
	}

	@Test
	void instancesWaitForAJob() throws IOException {
		script("V1__users.sql", "CREATE TABLE users (id int);");
		script("V2__gate.sql", "SELECT pg_advisory_xact_lock(1);");
		script("R__view.sql", "CREATE OR REPLACE VIEW ids AS SELECT id FROM users;");
		this.database.execute("CREATE ROLE reader LOGIN PASSWORD 'reader'; GRANT pg_read_all_data TO reader;");
		this.database.logStatements();
		try (TestSession gate = this.database.session()) {
			gate.execute("SELECT pg_advisory_lock(1)");
			List<ShopProcess> instances = IntStream.range(0, WAITING)
				.mapToObj((number) -> launchAs("reader", "reader", "--migration.mode=wait",
						"--spring.datasource.hikari.maximum-pool-size=1", "--migration.progress-interval=1s"))
				.toList();
			await().until(() -> instances.stream().allMatch((shop) -> shop.says("nobody migrates just now")));
			ShopProcess job = launch("--migration.command=migrate");
			await().until(() -> instances.stream().allMatch((shop) -> shop.says(" runs 2 UP; pending: 2")));
			assertThat(instances).allMatch((shop) -> shop.health("readiness") == 0);
			gate.execute("SELECT pg_advisory_unlock(1)");
			assertThat(job.exitCode(LONG)).as(job.log()).isZero();
			await().until(() -> instances.stream().allMatch((shop) -> shop.health("readiness") == 200));
		}
		finally {
			this.processes.forEach(ShopProcess::close);
			this.database.execute("DROP OWNED BY reader; DROP ROLE reader;");
		}
		assertThat(history()).containsExactly("1 SUCCEEDED", "2 SUCCEEDED", "view SUCCEEDED");
		assertThat(this.database.statements().stream().filter((sql) -> sql.contains("pg_try_advisory_lock")))
			.hasSize(1);
		assertThat(this.database.jdbc()
			.sql("SELECT count(DISTINCT instance) FROM migration_history")
			.query(Integer.class)
			.single()).isOne();
	}

	@Test
	void runThatIsAskedToEndLeavesAClearStateAndTheNextOneGoesOn() throws IOException {
		int parts = longScripts();
		Random random = new Random();
		for (int i = 0; i < TERMINATIONS; i++) {
			ShopProcess shop = launch("--migration.shutdown.grace=2s");
			await().until(() -> shop.says("to run, now at version"));
			Duration delay = Duration.ofMillis(random.nextInt(2500));
			await().pollDelay(delay).until(() -> true);
			long terminated = System.nanoTime();
			shop.terminate();
			assertThat(shop.exitCode(Duration.ofSeconds(20))).as(shop.log()).isEqualTo(TERMINATED);
			Duration took = Duration.ofNanos(System.nanoTime() - terminated);
			System.out.println(
					"SIGTERM after " + delay.toMillis() + " ms, exit after " + took.toMillis() + " ms, " + history());
			assertThat(locks()).isZero();
			assertThat(shop.log()).contains("because the process was asked to end");
			assertThat(history()).allMatch((row) -> row.endsWith("SUCCEEDED") || row.endsWith("FAILED"));
		}
		ShopProcess last = launch("--migration.command=migrate");
		assertThat(last.exitCode(LONG)).as(last.log()).isZero();
		assertThat(history()).hasSize(parts).allMatch((row) -> row.endsWith("SUCCEEDED"));
		assertThat(this.database.jdbc().sql("SELECT part FROM done ORDER BY part").query(Integer.class).list())
			.containsExactlyElementsOf(IntStream.range(0, 2 * parts).boxed().toList());
	}

	@Test
	void commandObeysToo() throws IOException {
		longScripts();
		ShopProcess command = launch("--migration.command=migrate", "--migration.shutdown.grace=2s");
		await().until(() -> !history().isEmpty());
		command.terminate();
		assertThat(command.exitCode(Duration.ofSeconds(4))).isEqualTo(TERMINATED);
		assertThat(command.log()).contains("because the process was asked to end.",
				"Start again: the next start goes on where this one was stopped.");
		assertThat(locks()).isZero();
	}

	@Test
	void statementOutsideOfATransactionIsLeftAfterTheGraceTime() throws IOException {
		script("V1__t.sql", "CREATE TABLE t (id int);");
		script("V2__index.sql", "CREATE INDEX CONCURRENTLY t_id ON t (id);\nINSERT INTO t VALUES (1);");
		try (TestSession old = this.database.session()) {
			old.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1");
			ShopProcess shop = launch("--migration.shutdown.grace=1s");
			await().until(() -> waiting("CREATE INDEX CONCURRENTLY%"));
			shop.terminate();
			assertThat(shop.exitCode(Duration.ofSeconds(20))).as(shop.log()).isEqualTo(TERMINATED);
			assertThat(history()).endsWith("2 RUNNING");
			await().until(() -> locks() == 0);
			old.execute("COMMIT");
		}
		ShopProcess next = launch("--migration.command=migrate");
		assertThat(next.exitCode(LONG)).as(next.log()).isZero();
		assertThat(history()).endsWith("2 SUCCEEDED");
	}

	@Test
	void whoeverWaitsEndsAtOnce() throws IOException {
		script("V1__gate.sql", "SELECT pg_advisory_xact_lock(1);");
		try (TestSession gate = this.database.session()) {
			gate.execute("SELECT pg_advisory_lock(1)");
			ShopProcess holder = launch();
			await().until(() -> waiting("SELECT pg_advisory_xact_lock%"));
			List<ShopProcess> waiting = List.of(launch(), launch("--migration.mode=wait"));
			await().until(() -> waiting.stream().allMatch((shop) -> shop.says("Waiting for")));
			waiting.forEach(ShopProcess::terminate);
			assertThat(waiting).allMatch((shop) -> shop.exitCode(Duration.ofSeconds(3)) == TERMINATED);
			assertThat(waiting).allMatch((shop) -> shop.log().contains("because the process was asked to end"));
			gate.execute("SELECT pg_advisory_unlock(1)");
			await().until(() -> holder.health("readiness") == 200);
		}
	}

	// Transactions, statements that run in none, and code that may not run twice
	private int longScripts() throws IOException {
		script("V0__base.sql", "CREATE TABLE done (part int PRIMARY KEY); INSERT INTO done VALUES (0), (1);");
		int parts = 6 + 3 * TERMINATIONS;
		for (int i = 1; i < parts; i++) {
			String index = (i % 3 == 0) ? "CREATE INDEX CONCURRENTLY done_" + i + " ON done (part);" : "";
			script("V" + i + "__part.sql", """
					INSERT INTO done VALUES (%d);
					SELECT pg_sleep(0.5);
					%s
					SELECT pg_sleep(0.5);
					INSERT INTO done VALUES (%d);
					""".formatted(2 * i, index, 2 * i + 1));
		}
		return parts;
	}

	private ShopProcess launch(String... arguments) {
		return launchAs(this.database.username(), this.database.password(), arguments);
	}

	private ShopProcess launchAs(String user, String password, String... arguments) {
		List<String> settings = List.of("--spring.datasource.url=" + this.database.url(),
				"--spring.datasource.username=" + user, "--spring.datasource.password=" + password,
				"--migration.locations=filesystem:" + this.folder);
		Path log = this.logs.resolve(this.processes.size() + ".log");
		ShopProcess process = ShopProcess.launch(Shop.class, log, settings, arguments);
		this.processes.add(process);
		return process;
	}

	private void script(String name, String sql) throws IOException {
		Files.writeString(this.folder.resolve(name), sql);
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(LONG).pollInterval(Duration.ofMillis(100));
	}

	private boolean isMigrated() {
		return history().equals(List.of("1 SUCCEEDED"));
	}

	private List<String> history() {
		boolean exists = Boolean.TRUE.equals(this.database.jdbc()
			.sql("SELECT to_regclass('migration_history') IS NOT NULL")
			.query(Boolean.class)
			.single());
		return exists ? this.database.jdbc()
			.sql("SELECT coalesce(version, description) || ' ' || state FROM migration_history WHERE kind <> 'AUDIT' ORDER BY id")
			.query(String.class)
			.list() : List.of();
	}

	private int locks() {
		return this.database.jdbc()
			.sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid <> 1 AND database = "
					+ "(SELECT oid FROM pg_database WHERE datname = current_database())")
			.query(Integer.class)
			.single();
	}

	private boolean waiting(String statement) {
		return this.database.jdbc()
			.sql("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE ? "
					+ "AND datname = current_database()")
			.param(statement)
			.query(Integer.class)
			.single() == 1;
	}

	/**
	 * An application with a web server, the actuator and migrations, and nothing else.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, MigrationAutoConfiguration.class,
			BackgroundAvailabilityAutoConfiguration.class, BackgroundReadinessAutoConfiguration.class,
			MigrationObservationAutoConfiguration.class, MigrationsEndpointAutoConfiguration.class,
			MigrationHealthContributorAutoConfiguration.class, SslAutoConfiguration.class,
			TomcatServletWebServerAutoConfiguration.class, JacksonAutoConfiguration.class,
			HttpMessageConvertersAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
			WebMvcAutoConfiguration.class, EndpointAutoConfiguration.class, JacksonEndpointAutoConfiguration.class,
			WebEndpointAutoConfiguration.class, ManagementContextAutoConfiguration.class,
			HealthEndpointAutoConfiguration.class, HealthContributorAutoConfiguration.class,
			HealthContributorRegistryAutoConfiguration.class, ApplicationAvailabilityAutoConfiguration.class,
			AvailabilityHealthContributorAutoConfiguration.class, AvailabilityProbesAutoConfiguration.class })
	public static class Shop {

		/**
		 * Start the application.
		 * @param args properties
		 */
		public static void main(String[] args) {
			SpringApplication.run(Shop.class,
					Stream.concat(Stream.of("--spring.main.banner-mode=off"), Stream.of(args)).toArray(String[]::new));
		}

	}

}
