// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.migration.JavaMigration;
import io.migration.MigrationEngine;
import io.migration.MigrationListener;
import io.migration.MigrationRun;
import io.migration.StepRun;
import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for starts of an application on a real database.
 */
class MigrationStartTests {

	private static final String SHOP = "migration.locations=classpath:io/migration/boot/autoconfigure/shop";

	private final TestDatabase database = PostgresServer.newDatabase();

	private ApplicationContextRunner contextRunner = new ApplicationContextRunner();

	@BeforeEach
	void setUp() {
		this.contextRunner = this.contextRunner
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationAutoConfiguration.class))
			.withPropertyValues(this.database.properties())
			.withPropertyValues(SHOP, "migration.placeholders.price=9.99");
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void migratesEmptyDatabase() {
		this.contextRunner.withPropertyValues("spring.application.name=shop", "spring.application.version=1.2.3")
			.run((context) -> {
				assertThat(steps(run(context))).containsExactly("1 UP", "2 UP");
				assertThat(context.getBean(MigrationEngine.class).status(10).state()).hasToString("UP_TO_DATE");
			});
		assertThat(this.database.jdbc()
			.sql("SELECT column_default FROM information_schema.columns WHERE table_name = 'product' AND "
					+ "column_name = 'price'")
			.query(String.class)
			.single()).isEqualTo("9.99");
		assertThat(this.database.jdbc()
			.sql("SELECT DISTINCT application || ' ' || application_version FROM migration_history")
			.query(String.class)
			.list()).containsExactly("shop 1.2.3");
	}

	@Test
	void startWithNothingToDoSendsOneStatementMoreThanThePool() throws Exception {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed());
		this.database.logStatements();
		List<String> ofThePool = statementsOf(() -> this.database.pool(1).getConnection().close());
		List<String> ofTheStart = statementsOf(
				() -> this.contextRunner.run((context) -> assertThat(run(context).steps()).isEmpty()));
		assertThat(ofTheStart).filteredOn((sql) -> !ofThePool.contains(sql)).hasSize(1);
	}

	@Test
	void poolOfOneIsEnough() {
		this.contextRunner.withPropertyValues("spring.datasource.hikari.maximum-pool-size=1").run((context) -> {
			assertThat(context.getBean(HikariDataSource.class).getMaximumPoolSize()).isEqualTo(1);
			assertThat(steps(run(context))).containsExactly("1 UP", "2 UP");
		});
	}

	@Test
	void codeMigrationsAndListenersAreBeans() {
		this.contextRunner.withUserConfiguration(CodeConfiguration.class).run((context) -> {
			assertThat(steps(run(context))).containsExactly("1 UP", "2 UP", "2.1 UP");
			assertThat(context.getBean(Told.class).lines()).containsExactly("first 1", "second 1", "first 2",
					"second 2", "first 2.1", "second 2.1");
		});
		assertThat(this.database.jdbc().sql("SELECT name FROM product").query(String.class).list())
			.containsExactly("Teapot");
	}

	@Test
	void migratedSchemaIsThereWhenHibernateValidatesIt() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class))
			.withUserConfiguration(ProductConfiguration.class)
			.withPropertyValues("spring.jpa.hibernate.ddl-auto=validate")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void schemaScriptRunsOnTheMigratedSchema(@TempDir Path folder) throws IOException {
		Path script = Files.writeString(folder.resolve("data.sql"), "INSERT INTO product VALUES (1, 'Teapot');");
		this.contextRunner.withConfiguration(AutoConfigurations.of(DataSourceInitializationAutoConfiguration.class))
			.withPropertyValues("spring.sql.init.mode=always", "spring.sql.init.data-locations=" + script.toUri())
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(this.database.jdbc().sql("SELECT price FROM product").query(String.class).single())
			.isEqualTo("9.99");
	}

	@Test
	void beanMayUseTheDatabaseWhileItIsCreated() {
		this.contextRunner
			.withConfiguration(
					AutoConfigurations.of(JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class))
			.withUserConfiguration(EarlyReaderConfiguration.class)
			.run((context) -> assertThat(context.getBean("products")).isEqualTo(0L));
	}

	@Test
	void validateModeAcceptsAMigratedDatabase() {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed());
		this.contextRunner.withPropertyValues("migration.mode=validate")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void customizerHasTheLastWord() {
		this.contextRunner.withBean(MigrationOptionsCustomizer.class, () -> (builder) -> builder.schema("sales"))
			.withPropertyValues("migration.schema=other", "migration.create-schemas=true")
			.run((context) -> assertThat(context.getBean(MigrationEngine.class).status(1).schema()).isEqualTo("sales"));
	}

	@Test
	void instanceIsInTheRegisterWhileItRuns() {
		this.contextRunner.withPropertyValues("spring.application.name=shop", "migration.application-version=7")
			.run((context) -> {
				MigrationInstanceRegistration registration = new MigrationInstanceRegistration(
						context.getBean(MigrationEngine.class), Duration.ofMillis(50));
				registration.start();
				Awaitility.await().untilAsserted(() -> assertThat(instances()).containsExactly("shop 7 2"));
				registration.stop();
				assertThat(instances()).isEmpty();
			});
	}

	private List<String> statementsOf(ThrowingRunnable action) throws Exception {
		int before = this.database.statements().size();
		action.run();
		List<String> statements = this.database.statements();
		return statements.subList(before, statements.size());
	}

	private static MigrationRun run(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		MigrationRun run = context.getBean(MigrationInitializer.class).migrationRun();
		assertThat(run).isNotNull();
		return run;
	}

	private static List<String> steps(MigrationRun run) {
		return run.steps().stream().map((step) -> step.id().toString()).toList();
	}

	private List<String> instances() {
		return this.database.jdbc()
			.sql("SELECT application || ' ' || application_version || ' ' || newest_version FROM migration_instance")
			.query(String.class)
			.list();
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = DataJpaSliceTests.Product.class)
	static class ProductConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class CodeConfiguration {

		private final Told told = new Told(new ArrayList<>());

		@Bean
		JavaMigration addTeapot(Names names) {
			return new V2_1__AddTeapot(names);
		}

		@Bean
		Names names() {
			return new Names("Teapot");
		}

		@Bean
		@Order(2)
		MigrationListener second() {
			return listener("second");
		}

		@Bean
		@Order(1)
		MigrationListener first() {
			return listener("first");
		}

		@Bean
		Told told() {
			return this.told;
		}

		private MigrationListener listener(String name) {
			return new MigrationListener() {

				@Override
				public void afterStep(String target, StepRun run) {
					CodeConfiguration.this.told.lines().add(name + " " + run.id().migration());
				}

			};
		}

	}

	private interface ThrowingRunnable {

		void run() throws Exception;

	}

	record Names(String first) {

	}

	record Told(List<String> lines) {

	}

	static class V2_1__AddTeapot implements JavaMigration {

		private final Names names;

		V2_1__AddTeapot(Names names) {
			this.names = names;
		}

		@Override
		public void up(JdbcClient jdbc) {
			jdbc.sql("INSERT INTO product VALUES (1, ?)").param(this.names.first()).update();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyReaderConfiguration {

		@Bean
		Long products(JdbcTemplate jdbcTemplate) {
			return jdbcTemplate.queryForObject("SELECT count(*) FROM product", Long.class);
		}

	}

}
