// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import javax.sql.DataSource;

import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import liquibase.integration.spring.SpringLiquibase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for configurations that contradict themselves about who makes the schema.
 */
class MigrationConflictTests {

	private final TestDatabase database = PostgresServer.newDatabase();

	private final RecordingEngine engine = new RecordingEngine();

	private final FailureAnalyses analyses = new FailureAnalyses();

	private ApplicationContextRunner contextRunner = new ApplicationContextRunner();

	@BeforeEach
	void setUp() {
		this.contextRunner = this.contextRunner
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationAutoConfiguration.class))
			.withInitializer(this.analyses)
			.withBean("engine", RecordingEngine.class, () -> this.engine)
			.withPropertyValues(this.database.properties());
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void flywayIsRefusedBeforeAnythingRuns() {
		withFlyway().run((context) -> {
			FailureAnalysis analysis = conflict(context);
			assertThat(analysis.getDescription())
				.isEqualTo("Two tools are set up to migrate the same data source: Flyway (bean 'flyway') and "
						+ "migration-spring-boot-starter. They do not know each other's history, so each would run every "
						+ "migration again. No migration of migration-spring-boot-starter has run.");
			assertThat(analysis.getAction()).isEqualTo("""
					Choose one of them:

					- To go on with Flyway, set migration.enabled=false.
					- To go on with migration-spring-boot-starter, set spring.flyway.enabled=false, or remove the bean \
					'flyway' if the application defines it. For a database that Flyway has migrated before, also set \
					migration.baseline-on-migrate=true, and migration.baseline-version to the newest version that is \
					applied there.""");
		});
		assertUntouched();
	}

	@Test
	void flywayIsRefusedWithOtherCredentialsForTheSameDatabase() {
		withFlyway().withPropertyValues("spring.flyway.user=" + this.database.username()).run(this::conflict);
		assertUntouched();
	}

	@Test
	void flywayIsRefusedWithAnotherPoolForTheSameDatabase() {
		withFlyway().withPropertyValues("spring.flyway.url=" + this.database.url()).run(this::conflict);
		assertUntouched();
	}

	@Test
	void flywayOfTheApplicationIsRefused() {
		this.contextRunner.withUserConfiguration(OwnFlywayConfiguration.class).run(this::conflict);
		assertUntouched();
	}

	@Test
	void flywayThatIsCreatedLaterIsRefusedAndTheStateTold() {
		this.contextRunner.withUserConfiguration(LazyFlywayConfiguration.class).run((context) -> {
			assertThat(this.engine.calls()).containsExactly("migrate");
			assertThatExceptionOfType(BeanCreationException.class).isThrownBy(() -> context.getBean("lateFlyway"))
				.havingRootCause()
				.withMessageEndingWith("The migrations of migration-spring-boot-starter have run already.");
		});
	}

	@Test
	void flywayIsAcceptedWhenDisabled() {
		withFlyway().withPropertyValues("spring.flyway.enabled=false")
			.run((context) -> assertThat(this.engine.calls()).containsExactly("migrate"));
	}

	@Test
	void flywayIsAcceptedWhenWeAreDisabled() {
		withFlyway().withPropertyValues("migration.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(this.engine.calls()).isEmpty();
		});
	}

	@Test
	void flywayIsAcceptedForAnotherDatabase() {
		try (TestDatabase other = PostgresServer.newDatabase()) {
			withFlyway()
				.withPropertyValues("spring.flyway.url=" + other.url(), "spring.flyway.user=" + other.username())
				.run((context) -> {
					assertThat(context).hasNotFailed();
					assertThat(this.engine.calls()).containsExactly("migrate");
				});
		}
	}

	@Test
	void flywayIsAcceptedForAnotherDataSource() {
		try (TestDatabase other = PostgresServer.newDatabase()) {
			OwnFlywayDataSourceConfiguration.dataSource = other.dataSource();
			withFlyway().withUserConfiguration(OwnFlywayDataSourceConfiguration.class).run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(this.engine.calls()).containsExactly("migrate");
			});
		}
	}

	@Test
	void liquibaseIsRefusedBeforeAnythingRuns() {
		withLiquibase().run((context) -> {
			FailureAnalysis analysis = conflict(context);
			assertThat(analysis.getDescription())
				.isEqualTo("Two tools are set up to migrate the same data source: Liquibase (bean 'liquibase') and "
						+ "migration-spring-boot-starter. They do not know each other's history, so each would run every "
						+ "migration again. No migration of migration-spring-boot-starter has run.");
			assertThat(analysis.getAction()).isEqualTo("""
					Choose one of them:

					- To go on with Liquibase, set migration.enabled=false.
					- To go on with migration-spring-boot-starter, set spring.liquibase.enabled=false, or remove the \
					bean 'liquibase' if the application defines it. For a database that Liquibase has migrated before, \
					also set migration.baseline-on-migrate=true, and migration.baseline-version to the newest version \
					that is applied there.""");
		});
		assertUntouched();
	}

	@Test
	void liquibaseOfTheApplicationIsRefusedBehindAProxy() {
		this.contextRunner.withUserConfiguration(OwnLiquibaseConfiguration.class).run(this::conflict);
		assertUntouched();
	}

	@Test
	void liquibaseIsAcceptedWhenDisabled() {
		withLiquibase().withPropertyValues("spring.liquibase.enabled=false")
			.run((context) -> assertThat(this.engine.calls()).containsExactly("migrate"));
	}

	@Test
	void deferredDataSourceInitializationIsRefused() {
		this.contextRunner
			.withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class,
					DataSourceInitializationAutoConfiguration.class))
			.withPropertyValues("spring.jpa.defer-datasource-initialization=true", "spring.sql.init.mode=always")
			.run((context) -> {
				FailureAnalysis analysis = conflict(context);
				assertThat(analysis.getDescription())
					.isEqualTo("The property spring.jpa.defer-datasource-initialization is true, so JPA (bean "
							+ "'entityManagerFactory') has to be created before anything that initializes the database. "
							+ "But it needs the schema that the migrations (bean 'migrationInitializer') make, so these "
							+ "have to run before it. No migration has run.");
				assertThat(analysis.getAction())
					.isEqualTo("Remove spring.jpa.defer-datasource-initialization, or set it to false: schema.sql and "
							+ "data.sql then run after the migrations and before JPA. If Hibernate is to create the "
							+ "schema instead, set migration.enabled=false.");
			});
		assertUntouched();
	}

	@Test
	void deferredDataSourceInitializationIsAcceptedWithoutJpa() {
		this.contextRunner.withPropertyValues("spring.jpa.defer-datasource-initialization=true")
			.run((context) -> assertThat(this.engine.calls()).containsExactly("migrate"));
	}

	@Test
	void deferredDataSourceInitializationIsAcceptedWhenWeAreDisabled() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class))
			.withPropertyValues("spring.jpa.defer-datasource-initialization=true", "migration.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private ApplicationContextRunner withFlyway() {
		return this.contextRunner.withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class))
			.withPropertyValues("spring.flyway.locations=classpath:no/such/folder");
	}

	private ApplicationContextRunner withLiquibase() {
		return this.contextRunner.withConfiguration(AutoConfigurations.of(LiquibaseAutoConfiguration.class))
			.withPropertyValues("spring.liquibase.change-log=classpath:no/such/file.xml");
	}

	private FailureAnalysis conflict(AssertableApplicationContext context) {
		assertThat(this.engine.calls()).isEmpty();
		FailureAnalysis analysis = this.analyses.of(context.getStartupFailure());
		assertThat(analysis.getCause()).isInstanceOf(MigrationConflictException.class);
		return analysis;
	}

	private void assertUntouched() {
		Long tables = this.database.jdbc()
			.sql("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'")
			.query(Long.class)
			.single();
		assertThat(tables).isZero();
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFlywayConfiguration {

		@Bean(initMethod = "migrate")
		Flyway ownFlyway(DataSource dataSource) {
			return Flyway.configure().dataSource(dataSource).locations("classpath:no/such/folder").load();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyFlywayConfiguration {

		/**
		 * Not of the type by which Spring Boot would order it.
		 */
		@Bean
		@Lazy
		Object lateFlyway(DataSource dataSource) {
			return Flyway.configure().dataSource(dataSource).load();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFlywayDataSourceConfiguration {

		private static DataSource dataSource = new UnusedDataSource();

		@Bean(defaultCandidate = false)
		@FlywayDataSource
		DataSource flywayDataSource() {
			return dataSource;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnLiquibaseConfiguration {

		@Bean
		SpringLiquibase ownLiquibase(DataSource dataSource) {
			SpringLiquibase liquibase = new SpringLiquibase();
			liquibase.setDataSource(new DelegatingDataSource(dataSource));
			liquibase.setChangeLog("classpath:no/such/file.xml");
			return liquibase;
		}

	}

}
