// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.migration.MigrationEngine;
import io.migration.MigrationRun;
import io.migration.TargetState;
import io.migration.testing.DocumentedSql;
import io.migration.testing.LogCapture;
import io.migration.testing.SecuredServer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for a role that owns the schema and one that only uses it, made with the SQL of
 * {@code docs/credentials.md}.
 */
class TwoRolesTests {

	private static final String[] OWNER = { "migration.datasource.username=shop_owner",
			"migration.datasource.password=owner-password" };

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private static Path rules;

	@SuppressWarnings("NullAway.Init")
	private static SecuredServer server;

	private final List<String> documented = DocumentedSql.of("credentials.md");

	private final FailureAnalyses analyses = new FailureAnalyses();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	private ApplicationContextRunner contextRunner = new ApplicationContextRunner();

	@BeforeAll
	static void start() {
		server = SecuredServer.start(rules);
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void setUp() throws IOException {
		server.execute("postgres", this.documented.get(0));
		server.execute("shop", this.documented.get(1));
		write("V1__create_orders.sql", "CREATE TABLE orders (id bigserial PRIMARY KEY, name text);");
		this.contextRunner = this.contextRunner
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
							JdbcClientAutoConfiguration.class, MigrationAutoConfiguration.class))
			.withInitializer(this.analyses)
			.withPropertyValues("spring.datasource.url=" + server.url("shop"), "spring.datasource.username=shop_app",
					"spring.datasource.password=app-password", "spring.datasource.hikari.minimum-idle=1",
					"migration.history.schema=migration", "migration.locations=filesystem:" + this.folder);
	}

	@AfterEach
	void dropEverything() {
		server.execute("postgres", """
				DROP DATABASE shop WITH (FORCE);
				DROP ROLE shop_app;
				DROP ROLE shop_owner;
				""");
	}

	@Test
	void ownerMigratesAndTheApplicationOnlyUses() {
		this.contextRunner.withPropertyValues(OWNER).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(MigrationInitializer.class).migrationRun()).extracting(MigrationRun::steps)
				.asInstanceOf(InstanceOfAssertFactories.LIST)
				.hasSize(1);
			JdbcClient application = context.getBean(JdbcClient.class);
			assertThat(application.sql("INSERT INTO orders (name) VALUES ('tea')").update()).isOne();
			assertThat(application.sql("SELECT name FROM orders").query(String.class).single()).isEqualTo("tea");
			refused(application, "DROP TABLE orders", "must be owner of table orders");
			refused(application, "CREATE TABLE mine (id int)", "permission denied for schema public");
			refused(application, "SELECT * FROM migration.migration_history", "permission denied for schema migration");
		});
		assertThat(owners()).containsOnly("shop_owner");
	}

	@Test
	void statusAndRegisterUseTheOwner() {
		this.contextRunner.withPropertyValues(OWNER).run((context) -> {
			MigrationEngine engine = context.getBean(MigrationEngine.class);
			engine.heartbeat();
			assertThat(engine.status(1).state()).isEqualTo(TargetState.UP_TO_DATE);
			assertThat(instances()).isOne();
			engine.leave();
			assertThat(instances()).isZero();
		});
	}

	@Test
	void noConnectionOfTheOwnerStaysOpen() {
		this.contextRunner.withPropertyValues(OWNER).run((context) -> {
			assertThat(context).hasNotFailed();
			Awaitility.await().untilAsserted(() -> assertThat(sessions("shop_owner")).as("after the run").isZero());
			context.getBean(JdbcClient.class).sql("SELECT 1").query(Integer.class).single();
			assertThat(sessions("shop_app")).isPositive();
		});
	}

	@Test
	void roleOfTheApplicationMayNotTakeAnEmptyDatabase() {
		FailureAnalysis analysis = fail("migration.history.schema=");
		assertThat(analysis.getDescription()).isEqualTo("""
				Role 'shop_app' may not create objects in schema 'public' of database 'shop'.

				The database was not changed.""");
		assertThat(analysis.getAction()).isEqualTo("""
				Migrate with the role that owns the schema (migration.datasource.username and \
				migration.datasource.password), or run: GRANT CREATE ON SCHEMA "public" TO "shop_app";""");
	}

	@Test
	void roleOfTheApplicationMayNotReadTheHistory() {
		this.contextRunner.withPropertyValues(OWNER).run((context) -> assertThat(context).hasNotFailed());
		FailureAnalysis analysis = fail();
		assertThat(analysis.getDescription()).isEqualTo("""
				While migrating, the server said: ERROR: permission denied for schema migration (SQLSTATE 42501)

				The database was not changed.""");
		assertThat(analysis.getAction()).startsWith("The role 'shop_app' lacks what the server names.")
			.contains("migration.datasource.username", "migration.datasource.password");
	}

	@Test
	void roleThatOnlyReadsTheHistoryMayNotWriteIt() throws IOException {
		migrateElsewhere();
		write("V2__fill.sql", "INSERT INTO orders (name) VALUES ('tea');");
		FailureAnalysis analysis = fail();
		assertThat(analysis.getDescription()).contains("permission denied for table migration_history");
		assertThat(analysis.getAction()).startsWith("The role 'shop_app' lacks what the server names.");
		assertThat(
				server.jdbc("shop").sql("SELECT count(*) FROM migration.migration_history").query(Long.class).single())
			.isOne();
	}

	@Test
	void roleThatDoesNotOwnTheTableMayNotAlterIt() throws IOException {
		migrateElsewhere();
		server.execute("shop", """
				GRANT INSERT, UPDATE ON migration.migration_history TO shop_app;
				GRANT USAGE ON ALL SEQUENCES IN SCHEMA migration TO shop_app;
				""");
		write("V2__add_price.sql", "ALTER TABLE orders ADD COLUMN price int;");
		FailureAnalysis analysis = fail();
		assertThat(analysis.getDescription()).isEqualTo("""
				Migration 2 (add price), step UP, failed in V2__add_price.sql, line 1, statement 1 of 1:
				    ALTER TABLE orders ADD COLUMN price int
				ERROR: must be owner of table orders (SQLSTATE 42501)

				The step was rolled back: nothing of it remains. Migrations before it are applied.""");
		assertThat(analysis.getAction()).startsWith("The role 'shop_app' lacks what the server names.");
	}

	@Test
	void applicationThatOnlyValidatesNeedsNoPasswordOfTheOwner() {
		migrateElsewhere();
		server.execute("shop", this.documented.get(3));
		try (LogCapture log = LogCapture.start()) {
			this.contextRunner.withPropertyValues("migration.mode=validate").run((context) -> {
				assertThat(context).hasNotFailed();
				MigrationEngine engine = context.getBean(MigrationEngine.class);
				MigrationInstanceRegistration registration = new MigrationInstanceRegistration(engine,
						Duration.ofMillis(50));
				registration.start();
				Awaitility.await().untilAsserted(() -> assertThat(instances()).isOne());
				registration.stop();
				assertThat(instances()).isZero();
				assertThat(engine.status(1).state()).isEqualTo(TargetState.UP_TO_DATE);
			});
			assertThat(log.messages()).noneMatch((message) -> message.contains("could not be registered"));
		}
	}

	@Test
	void instanceThatMayNotEnterTheRegisterStartsAllTheSame() {
		migrateElsewhere();
		this.contextRunner.withPropertyValues("migration.mode=validate").run((context) -> {
			MigrationInstanceRegistration registration = new MigrationInstanceRegistration(
					context.getBean(MigrationEngine.class), Duration.ofMillis(50));
			try (LogCapture log = LogCapture.start()) {
				registration.start();
				Awaitility.await()
					.untilAsserted(() -> assertThat(log.messages()).anyMatch(
							(message) -> message.startsWith("This instance could not be registered with the database")
									&& message.contains("permission denied for table migration_instance")));
				registration.stop();
			}
		});
	}

	private void migrateElsewhere() {
		server.execute("shop", this.documented.get(2));
		this.contextRunner.withPropertyValues(OWNER).run((context) -> assertThat(context).hasNotFailed());
	}

	private FailureAnalysis fail(String... properties) {
		FailureAnalysis[] analysis = new FailureAnalysis[1];
		this.contextRunner.withPropertyValues(properties)
			.run((context) -> analysis[0] = this.analyses.of(context.getStartupFailure()));
		return analysis[0];
	}

	private List<String> owners() {
		return server.jdbc("shop")
			.sql("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname IN ('public', 'migration')")
			.query(String.class)
			.list();
	}

	private long sessions(String role) {
		return server.jdbc("shop")
			.sql("SELECT count(*) FROM pg_stat_activity WHERE usename = ?")
			.param(role)
			.query(Long.class)
			.single();
	}

	private long instances() {
		return server.jdbc("shop").sql("SELECT count(*) FROM migration.migration_instance").query(Long.class).single();
	}

	private static void refused(JdbcClient jdbc, String sql, String message) {
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> jdbc.sql(sql).update())
			.withStackTraceContaining(message);
	}

	private void write(String name, String text) throws IOException {
		Files.writeString(this.folder.resolve(name), text);
	}

}
