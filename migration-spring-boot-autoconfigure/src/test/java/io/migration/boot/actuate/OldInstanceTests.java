// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.migration.ExecutionOptions;
import io.migration.MigrationEngine;
import io.migration.MigrationException;
import io.migration.MigrationOptions;
import io.migration.MigrationRun;
import io.migration.ScriptOptions;
import io.migration.StepFailedException;
import io.migration.StepInDoubtException;
import io.migration.StepState;
import io.migration.TargetState;
import io.migration.engine.MigrationEngineFactory;
import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Health of an old release and of a new one on the same real database.
 */
class OldInstanceTests {

	@TempDir
	private Path folders;

	private final TestDatabase database = PostgresServer.newDatabase();

	private MigrationEngine oldRelease;

	private MigrationEngine newRelease;

	@BeforeEach
	void startOldRelease() throws IOException {
		Path scripts = Files.createDirectories(this.folders.resolve("old"));
		Files.writeString(scripts.resolve("V1__users.sql"), "CREATE TABLE users (id int);");
		this.oldRelease = engine(scripts, this.database.dataSource());
		this.oldRelease.migrate();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void oldInstanceStaysUpWhileANewOneMigrates() throws Exception {
		newRelease("ALTER TABLE users ADD COLUMN name text;");
		CompletableFuture<MigrationRun> run;
		try (Connection reader = this.database.dataSource().getConnection()) {
			reader.setAutoCommit(false);
			reader.createStatement().execute("SELECT * FROM users");
			assertThat(health(this.newRelease).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
			run = CompletableFuture.supplyAsync(this.newRelease::migrate);
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(health(this.newRelease).getDetails()).containsEntry("running", List.of("2")));
			Health before = health(this.oldRelease);
			assertThat(before.getStatus()).isEqualTo(Status.UP);
			assertThat(before.getDetails()).containsEntry("state", TargetState.RUNNING).containsKey("lock");
			assertThat((Map<?, ?>) before.getDetails().get("lock")).extracting("owner")
				.asString()
				.startsWith("migration 2 UP ");
			assertThat(health(this.newRelease).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		}
		run.get(30, TimeUnit.SECONDS);
		assertThat(health(this.oldRelease).getStatus()).isEqualTo(Status.UP);
		assertThat(health(this.oldRelease).getDetails()).containsEntry("state", TargetState.AHEAD)
			.containsEntry("newerVersions", Map.of("2", StepState.SUCCEEDED))
			.doesNotContainKey("lock");
		assertThat(health(this.newRelease).getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void oldInstanceStaysUpWhenANewOneFails() throws Exception {
		newRelease("ALTER TABLE users ADD COLUMN name text; SELECT 1 / 0;");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.newRelease::migrate);
		assertThat(health(this.oldRelease).getStatus()).isEqualTo(Status.UP);
		assertThat(health(this.oldRelease).getDetails()).containsEntry("newerVersions", Map.of("2", StepState.FAILED));
		Health down = health(this.newRelease);
		assertThat(down.getStatus()).isEqualTo(Status.DOWN);
		assertThat(down.getDetails()).containsEntry("state", TargetState.FAILED).containsEntry("failed", List.of("2"));
	}

	@Test
	void oldInstanceStaysUpWhenANewOneIsInDoubt() throws Exception {
		newRelease("-- migrate:up transaction=off\nDO $$ BEGIN PERFORM pg_sleep(60); END $$;");
		CuttableDataSource network = new CuttableDataSource(this.database.dataSource());
		MigrationEngine dying = engine(this.folders.resolve("new"), network);
		CompletableFuture<MigrationRun> run = CompletableFuture.supplyAsync(dying::migrate);
		Awaitility.await().until(() -> sleepers("count(*)") > 0);
		network.cut();
		sleepers("count(pg_terminate_backend(pid))");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> run.get(30, TimeUnit.SECONDS))
			.withCauseInstanceOf(MigrationException.class);
		assertThatExceptionOfType(StepInDoubtException.class).isThrownBy(this.newRelease::migrate);
		assertThat(health(this.oldRelease).getStatus()).isEqualTo(Status.UP);
		assertThat(health(this.oldRelease).getDetails()).containsEntry("newerVersions",
				Map.of("2", StepState.IN_DOUBT));
		Health down = health(this.newRelease);
		assertThat(down.getStatus()).isEqualTo(Status.DOWN);
		assertThat(down.getDetails()).containsEntry("state", TargetState.IN_DOUBT)
			.containsEntry("inDoubt", List.of("2"));
	}

	@Test
	void heldStepsOfANewerReleaseAreDetails() throws Exception {
		newRelease("""
				-- migrate:up
				ALTER TABLE users ADD COLUMN name text;
				-- migrate:backfill table=users key=id
				UPDATE users SET name = 'x' WHERE name IS NULL AND :batch;
				-- migrate:contract
				ALTER TABLE users ALTER COLUMN name SET NOT NULL;
				""");
		this.newRelease.migrate();
		for (MigrationEngine engine : List.of(this.oldRelease, this.newRelease)) {
			Health health = health(engine);
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsEntry("state", TargetState.BACKFILLING)
				.containsEntry("backfilling", List.of("2"))
				.containsEntry("awaitingContract", List.of("2"));
		}
	}

	@Test
	void databaseThatCannotBeReachedIsUnknown() throws IOException {
		PGSimpleDataSource nowhere = new PGSimpleDataSource();
		nowhere.setServerNames(new String[] { "localhost" });
		nowhere.setPortNumbers(new int[] { 1 });
		Health health = health(engine(Files.createDirectories(this.folders.resolve("none")), nowhere));
		assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(health.getDetails()).containsOnlyKeys("error");
	}

	private int sleepers(String what) {
		return this.database.jdbc()
			.sql("SELECT " + what + " FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' "
					+ "AND query LIKE 'DO %pg_sleep(60)%'")
			.query(Integer.class)
			.single();
	}

	private void newRelease(String script) throws IOException {
		Path scripts = Files.createDirectories(this.folders.resolve("new"));
		Files.copy(this.folders.resolve("old/V1__users.sql"), scripts.resolve("V1__users.sql"));
		Files.writeString(scripts.resolve("V2__change.sql"), script);
		this.newRelease = engine(scripts, this.database.dataSource());
	}

	private MigrationEngine engine(Path scripts, DataSource dataSource) {
		ScriptOptions defaults = ScriptOptions.DEFAULTS;
		ExecutionOptions execution = ExecutionOptions.DEFAULTS;
		MigrationOptions options = MigrationOptions.builder()
			.scripts(new ScriptOptions(List.of("filesystem:" + scripts), "V", "U", "R", "__", defaults.suffixes(),
					Map.of(), false))
			.execution(new ExecutionOptions(Duration.ofSeconds(20), execution.statementTimeout(),
					execution.onlineTimeout(), execution.retryBudget(), execution.retryInitialDelay(),
					execution.retryMaxDelay(), execution.progressInterval()))
			.build();
		return MigrationEngineFactory.create(dataSource, options, List.of(), List.of(), getClass().getClassLoader());
	}

	/**
	 * Ask a new indicator, which has read nothing yet.
	 */
	private Health health(MigrationEngine engine) {
		return new MigrationHealthIndicator(new TargetStatuses(List.of(engine), (status) -> {
		}, System::nanoTime), "default").health();
	}

	/**
	 * A way to the database that ends like that of a process that dies.
	 */
	private static final class CuttableDataSource extends DelegatingDataSource {

		private final List<Connection> connections = new CopyOnWriteArrayList<>();

		private volatile boolean cut;

		CuttableDataSource(DataSource target) {
			super(target);
		}

		@Override
		public Connection getConnection() throws SQLException {
			if (this.cut) {
				throw new SQLException("No route to the database", "08001");
			}
			Connection connection = super.getConnection();
			this.connections.add(connection);
			return connection;
		}

		void cut() throws SQLException {
			this.cut = true;
			for (Connection connection : this.connections) {
				connection.abort(Runnable::run);
			}
		}

	}

}
