// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.mode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.migration.boot.autoconfigure.QuickRegister;
import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rollouts with real processes of two releases of an application. System property:
 * {@code test.instances}, how many of each release, by default 3.
 */
@Tag("processes")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Processes are suspended by SIGSTOP")
class RolloutProcessTests {

	private static final int INSTANCES = Integer.getInteger("test.instances", 3);

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final Duration SOAK = Duration.ofSeconds(3);

	@TempDir
	private Path folder;

	private Path oldScripts;

	private Path newScripts;

	private final TestDatabase database = PostgresServer.newDatabase();

	private final List<ShopProcess> processes = new ArrayList<>();

	@BeforeEach
	void writeScripts() throws IOException {
		this.oldScripts = Files.createDirectories(this.folder.resolve("old"));
		this.newScripts = Files.createDirectories(this.folder.resolve("new"));
		for (Path scripts : List.of(this.oldScripts, this.newScripts)) {
			Files.writeString(scripts.resolve("V1__users.sql"), "CREATE TABLE users (first text, last text);");
		}
		Files.writeString(this.newScripts.resolve("V2__name.sql"), """
				-- migrate:up
				ALTER TABLE users ADD COLUMN name text;
				CREATE TABLE contracts (ran_at timestamptz);
				-- migrate:contract
				SELECT pg_advisory_xact_lock(1);
				INSERT INTO contracts VALUES (clock_timestamp());
				ALTER TABLE users DROP COLUMN first, DROP COLUMN last;
				-- migrate:down
				DROP TABLE contracts;
				ALTER TABLE users DROP COLUMN name;
				-- migrate:down of=contract
				ALTER TABLE users ADD COLUMN first text, ADD COLUMN last text;
				""");
	}

	@AfterEach
	void close() {
		this.processes.forEach(ShopProcess::close);
		this.database.close();
	}

	@Test
	void contractWaitsForTheLastOldInstanceAndSurvivesTheDeathOfTheOneThatRunsIt() {
		List<ShopProcess> old = IntStream.range(0, INSTANCES).mapToObj((i) -> launchOld()).toList();
		await().until(() -> alive("newest_version = '1'") == INSTANCES);
		List<ShopProcess> young = IntStream.range(0, INSTANCES).mapToObj((i) -> launchNew()).toList();
		await().until(() -> alive("newest_version = '2'") == INSTANCES);
		old.subList(1, INSTANCES).forEach(ShopProcess::terminate);
		await().until(() -> alive("newest_version = '1'") == 1);
		await().during(SOAK.plusSeconds(1)).until(() -> contract().equals("HELD"));
		await().until(() -> young.stream().allMatch((shop) -> shop.says("Instances of an older release are alive")));
		try (TestSession gate = this.database.session()) {
			gate.execute("SELECT pg_advisory_lock(1)");
			Instant before = Instant.now();
			old.get(0).terminate();
			await().until(() -> !runner().isEmpty());
			Duration waited = Duration.between(before, Instant.now());
			System.out
				.println("The contract began " + waited.toMillis() + " ms after the end of the last old instance");
			assertThat(waited).isGreaterThan(SOAK);
			String first = runner();
			ShopProcess dying = young.stream()
				.filter((shop) -> first.contains("-" + shop.pid() + "-"))
				.findFirst()
				.orElseThrow();
			Instant killed = Instant.now();
			dying.close();
			await().until(() -> !runner().isEmpty() && !runner().equals(first));
			System.out.println("Another instance went on " + Duration.between(killed, Instant.now()).toMillis()
					+ " ms after the kill of the one that ran it");
			gate.execute("SELECT pg_advisory_unlock(1)");
		}
		await().until(() -> contract().equals("SUCCEEDED"));
		await().during(Duration.ofSeconds(2)).until(() -> count("SELECT count(*) FROM contracts") == 1);
		assertThat(count("SELECT count(*) FROM migration_history WHERE step = 'CONTRACT' AND kind <> 'AUDIT'")).isOne();
		assertThat(count("SELECT count(*) FROM migration_history WHERE kind = 'AUDIT' AND name = 'open'")).isEqualTo(2);
		assertThat(young.stream().filter((shop) -> shop.log().contains("Migration 2 CONTRACT (name) took"))).hasSize(1);
		assertThat(young.stream().filter((shop) -> shop.health("readiness") == 200)).hasSize(INSTANCES - 1);
	}

	@Test
	void instanceThatWasSuspendedWhileTheContractRanRefusesTraffic() {
		ShopProcess old = launchOld();
		await().until(() -> alive("newest_version = '1'") == 1);
		assertThat(old.health("readiness")).isEqualTo(200);
		old.signal("STOP");
		launchNew();
		await().until(() -> contract().equals("SUCCEEDED"));
		old.signal("CONT");
		Instant woken = Instant.now();
		await().until(() -> old.health("readiness") == 503);
		System.out
			.println("Traffic was refused " + Duration.between(woken, Instant.now()).toMillis() + " ms after SIGCONT");
		assertThat(old.says("This instance refuses traffic: the contract of migration 2 has run, which this release "
				+ "does not contain."))
			.isTrue();
		assertThat(old.health("liveness")).isEqualTo(200);
		ShopProcess rollback = launch(this.newScripts, "--migration.command=rollback", "--migration.target=1",
				"--migration.accept-data-loss=true");
		assertThat(rollback.exitCode(LONG)).as(rollback.log()).isZero();
		await().until(() -> old.health("readiness") == 200);
	}

	@Test
	void firstReleaseWithTheStarterNeedsAnApprovalOnce() {
		ShopProcess shop = launchNew();
		await().until(() -> shop.says("The register has never seen a release without it"));
		await().during(SOAK.plusSeconds(2)).until(() -> contract().equals("HELD"));
		ShopProcess approval = launchNew("--migration.command=approve", "--migration.version=2");
		assertThat(approval.exitCode(LONG)).as(approval.log()).isZero();
		assertThat(approval.log()).contains("The contract of migration 2 is approved.");
		await().until(() -> contract().equals("SUCCEEDED"));
	}

	private ShopProcess launchOld() {
		return launch(this.oldScripts);
	}

	private ShopProcess launchNew(String... arguments) {
		return launch(this.newScripts, arguments);
	}

	private ShopProcess launch(Path scripts, String... arguments) {
		List<String> settings = new ArrayList<>(
				List.of(this.database.properties()).stream().map("--"::concat).toList());
		settings.addAll(List.of("--migration.locations=filesystem:" + scripts, "--spring.application.name=shop",
				"--spring.datasource.hikari.maximum-pool-size=3", "--migration.contract.mode=after-rollout",
				"--migration.contract.soak=" + SOAK.toSeconds() + "s"));
		Path log = this.folder.resolve(this.processes.size() + ".log");
		ShopProcess process = ShopProcess.launch(Shop.class, log, settings, arguments);
		this.processes.add(process);
		return process;
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(LONG).pollInterval(Duration.ofMillis(100));
	}

	private int alive(String condition) {
		boolean exists = Boolean.TRUE.equals(this.database.jdbc()
			.sql("SELECT to_regclass('migration_instance') IS NOT NULL")
			.query(Boolean.class)
			.single());
		return exists
				? count("SELECT count(*) FROM migration_instance WHERE heartbeat_at > now() - interval '2 seconds' AND "
						+ condition)
				: 0;
	}

	private int count(String sql) {
		return this.database.jdbc().sql(sql).query(Integer.class).single();
	}

	private String contract() {
		return this.database.jdbc()
			.sql("SELECT coalesce((SELECT state FROM migration_history WHERE step = 'CONTRACT' AND kind <> 'AUDIT'), '')")
			.query(String.class)
			.single();
	}

	// Who stands before the gate
	private String runner() {
		return this.database.jdbc()
			.sql("SELECT coalesce(max(application_name), '') FROM pg_stat_activity WHERE wait_event_type = 'Lock' "
					+ "AND query LIKE 'SELECT pg_advisory_xact_lock%' AND datname = current_database()")
			.query(String.class)
			.single();
	}

	/**
	 * An application whose register expires soon.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@Import({ ModeProcessTests.Shop.class, QuickRegister.class })
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
