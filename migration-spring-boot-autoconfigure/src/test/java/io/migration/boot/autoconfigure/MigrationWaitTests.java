// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import io.migration.MigrationStoppedException;
import io.migration.StopSignal;
import io.migration.TargetUnusableException;
import io.migration.ValidationFailedException;
import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications in mode {@code wait}, with a pool of one connection.
 */
class MigrationWaitTests {

	@TempDir
	private Path scripts;

	private final TestDatabase database = PostgresServer.newDatabase();

	private ApplicationContextRunner migrating;

	private ApplicationContextRunner waiting;

	@BeforeEach
	void prepare() throws IOException {
		script("V1__users.sql", "CREATE TABLE users (id int);");
		this.migrating = new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=" + this.database.url(),
					"spring.datasource.username=" + this.database.username(),
					"spring.datasource.password=" + this.database.password(),
					"spring.datasource.hikari.maximum-pool-size=1", "migration.locations=filesystem:" + this.scripts);
		this.waiting = this.migrating.withPropertyValues("migration.mode=wait", "migration.wait-timeout=500ms",
				"migration.progress-interval=100ms");
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void startsAtOnceWithOneStatementWhenNothingIsPending() {
		this.migrating.run((context) -> assertThat(context).hasNotFailed());
		this.database.logStatements();
		this.waiting.run((context) -> assertThat(context).hasNotFailed());
		assertThat(this.database.statements().stream().filter((sql) -> sql.contains("migration_history"))).hasSize(1);
	}

	@Test
	void failsWithoutATraceInTheDatabaseWhenNobodyMigrates() {
		this.waiting.run((
				context) -> assertThat(context).getFailure().rootCause().isInstanceOf(ValidationFailedException.class));
		this.waiting.run((context) -> assertThat(context).getFailure()
			.cause()
			.isInstanceOfSatisfying(WaitTimeoutException.class, (ex) -> {
				assertThat(ex.description()).startsWith("No other process has migrated the database: waited for")
					.contains("without any progress for 0 s; nobody migrates just now.")
					.contains("Migration 1 (V1__users.sql) has not run.");
				assertThat(ex.databaseState()).isEqualTo("This instance did not change the database.");
				assertThat(ex.action()).contains("migration.wait-timeout");
			}));
		assertThat(this.database.jdbc()
			.sql("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace")
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void asksAgainAndAgainWithoutReadingTheCatalog() throws IOException {
		this.migrating.run((context) -> assertThat(context).hasNotFailed());
		script("V2__more.sql", "ALTER TABLE users ALTER COLUMN id SET NOT NULL;");
		this.database.logStatements();
		this.waiting.run((context) -> assertThat(context).hasFailed());
		assertThat(this.database.statements()).anyMatch((sql) -> sql.contains("migration_history"))
			.noneMatch((sql) -> sql.contains("pg_get_indexdef"));
	}

	@Test
	void goesOnWhenAnotherProcessHasMigrated() {
		CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
			Awaitility.await().until(() -> sessions() > 0);
			this.migrating.run((context) -> assertThat(context).hasNotFailed());
		});
		this.waiting.withPropertyValues("migration.wait-timeout=1m").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(MigrationInitializer.class).migrationRun()).isNull();
		});
		other.join();
	}

	@Test
	void waitsForOneThatFailedAndIsTriedAgain() throws IOException {
		script("V2__broken.sql", "SELECT 1 / 0;");
		this.migrating.run((context) -> assertThat(context).hasFailed());
		this.waiting.run((context) -> assertThat(context).getFailure()
			.cause()
			.isInstanceOf(WaitTimeoutException.class)
			.hasMessageContaining("failed"));
	}

	@Test
	void failsAtOnceWhereWaitingIsOfNoUse() throws IOException {
		this.migrating.run((context) -> assertThat(context).hasNotFailed());
		script("V1__users.sql", "CREATE TABLE users (id bigint);");
		this.waiting.withPropertyValues("migration.wait-timeout=1h")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ValidationFailedException.class));
		this.waiting
			.withPropertyValues("migration.wait-timeout=1h", "spring.datasource.url=jdbc:postgresql://localhost:1/x",
					"spring.datasource.hikari.connection-timeout=300")
			.run((context) -> assertThat(context).getFailure().cause().isInstanceOf(TargetUnusableException.class));
	}

	@Test
	void endsWhenTheProcessIsAskedToEnd() {
		CompletableFuture<StopSignal> signal = new CompletableFuture<>();
		CompletableFuture<Void> other = signal.thenAcceptAsync((stop) -> {
			Awaitility.await().until(() -> sessions() > 0);
			stop.request();
		});
		this.waiting.withPropertyValues("migration.wait-timeout=1h")
			.withInitializer((context) -> context
				.addBeanFactoryPostProcessor((factory) -> factory.addBeanPostProcessor(new SignalReader(signal))))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(MigrationStoppedException.class));
		other.join();
	}

	private int sessions() {
		return this.database.jdbc()
			.sql("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
			.query(Integer.class)
			.single();
	}

	private void script(String name, String sql) throws IOException {
		Files.writeString(this.scripts.resolve(name), sql);
	}

	/**
	 * Hands out the signal of an application that has not started.
	 */
	private record SignalReader(CompletableFuture<StopSignal> signal) implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (bean instanceof MigrationShutdown shutdown) {
				this.signal.complete(shutdown.signal());
			}
			return bean;
		}

	}

}
