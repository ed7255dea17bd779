// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.util.List;

import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration;
import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that everything which uses the database waits for the migrations.
 */
class MigrationOrderingTests {

	private static final String INITIALIZER = "migrationInitializer";

	private final TestDatabase database = PostgresServer.newDatabase();

	private WebApplicationContextRunner contextRunner = new WebApplicationContextRunner();

	@BeforeEach
	void setUp() {
		this.contextRunner = this.contextRunner
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, TransactionAutoConfiguration.class,
							DataSourceTransactionManagerAutoConfiguration.class, MigrationAutoConfiguration.class))
			.withBean(RecordingEngine.class)
			.withPropertyValues(this.database.properties());
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void jdbcTemplate() {
		with(JdbcTemplateAutoConfiguration.class).run((context) -> {
			assertThat(dependencies(context, "jdbcTemplate")).contains(INITIALIZER);
			assertThat(dependencies(context, "namedParameterJdbcTemplate")).contains(INITIALIZER);
		});
	}

	@Test
	void jdbcClient() {
		with(JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class)
			.run((context) -> assertThat(dependencies(context, "jdbcClient")).contains(INITIALIZER));
	}

	@Test
	void jpa() {
		with(HibernateJpaAutoConfiguration.class)
			.run((context) -> assertThat(dependencies(context, "entityManagerFactory")).contains(INITIALIZER));
	}

	@Test
	void jooq() {
		with(JooqAutoConfiguration.class)
			.run((context) -> assertThat(dependencies(context, "dslContext")).contains(INITIALIZER));
	}

	@Test
	void session() {
		with(JdbcTemplateAutoConfiguration.class, SessionAutoConfiguration.class, JdbcSessionAutoConfiguration.class)
			.withPropertyValues("spring.session.jdbc.initialize-schema=always")
			.run((context) -> {
				assertThat(dependencies(context, "sessionRepository")).contains(INITIALIZER);
				assertThat(dependencies(context, "jdbcSessionDataSourceScriptDatabaseInitializer"))
					.contains(INITIALIZER);
			});
	}

	@Test
	void quartz() {
		with(QuartzAutoConfiguration.class)
			.withPropertyValues("spring.quartz.job-store-type=jdbc", "spring.quartz.jdbc.initialize-schema=always",
					"spring.quartz.properties.org.quartz.jobStore.driverDelegateClass="
							+ "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate")
			.run((context) -> {
				assertThat(dependencies(context, "quartzScheduler")).contains(INITIALIZER);
				assertThat(dependencies(context, "quartzDataSourceScriptDatabaseInitializer")).contains(INITIALIZER);
			});
	}

	@Test
	void batch() {
		with(BatchJdbcAutoConfiguration.class).withPropertyValues("spring.batch.jdbc.initialize-schema=always")
			.run((context) -> {
				assertThat(dependencies(context, "jobRepository")).contains(INITIALIZER);
				assertThat(dependencies(context, "batchDataSourceInitializer")).contains(INITIALIZER);
			});
	}

	@Test
	void schemaScript() {
		with(DataSourceInitializationAutoConfiguration.class).withPropertyValues("spring.sql.init.mode=always")
			.run((context) -> {
				assertThat(dependencies(context, "dataSourceScriptDatabaseInitializer")).contains(INITIALIZER);
				assertThat(dependencies(context, INITIALIZER)).isEmpty();
			});
	}

	private WebApplicationContextRunner with(Class<?>... autoConfigurations) {
		return this.contextRunner.withConfiguration(AutoConfigurations.of(autoConfigurations));
	}

	private static List<String> dependencies(
			ApplicationContextAssertProvider<? extends ConfigurableApplicationContext> context, String bean) {
		assertThat(context).hasNotFailed();
		String[] names = context.getSourceApplicationContext().getBeanFactory().getBeanDefinition(bean).getDependsOn();
		return (names != null) ? List.of(names) : List.of();
	}

}
