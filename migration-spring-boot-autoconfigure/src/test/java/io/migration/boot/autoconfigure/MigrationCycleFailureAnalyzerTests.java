// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import javax.sql.DataSource;

import io.migration.JavaMigration;
import io.migration.MigrationEngine;
import io.migration.MigrationListener;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationCycleFailureAnalyzer}.
 */
class MigrationCycleFailureAnalyzerTests {

	private final FailureAnalyses analyses = new FailureAnalyses();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withInitializer(this.analyses)
		.withConfiguration(AutoConfigurations.of(JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class,
				MigrationAutoConfiguration.class))
		.withUserConfiguration(EngineConfiguration.class);

	@Test
	void migrationWithJdbcClient() {
		FailureAnalysis analysis = analyze(JdbcClientConfiguration.class);
		assertThat(analysis.getDescription())
			.isEqualTo("The bean 'addUsers' is part of the migrations, but it needs the "
					+ "bean 'jdbcClient', which waits for the migrations. So neither can come first. "
					+ "No migration has run.");
		assertThat(analysis.getAction()).isEqualTo(
				"Remove this dependency from 'addUsers', and use the JdbcClient that is passed to its method up: "
						+ "it works on the connection, and in the transaction, of the migration.");
	}

	@Test
	void migrationWithFieldInjection() {
		assertThat(analyze(FieldConfiguration.class).getDescription()).contains("'addUsers'", "'jdbcTemplate'");
	}

	@Test
	void migrationWithRepository() {
		assertThat(analyze(RepositoryConfiguration.class).getDescription()).contains("'addUsers'", "'repository'");
	}

	@Test
	void migrationWhenAnotherBeanAsksForTheDatabaseFirst() {
		assertThat(analyze(UserOfDatabaseConfiguration.class, JdbcClientConfiguration.class).getDescription())
			.contains("'addUsers'", "'jdbcClient'");
	}

	@Test
	void listenerWithJdbcTemplate() {
		FailureAnalysis analysis = analyze(ListenerConfiguration.class);
		assertThat(analysis.getDescription()).isEqualTo("The bean 'audit' is part of the migrations, but it needs the "
				+ "bean 'jdbcTemplate', which waits for the migrations. So neither can come first. "
				+ "No migration has run.");
		assertThat(analysis.getAction()).isEqualTo(
				"Remove this dependency from 'audit', or inject an ObjectProvider instead and ask it for the bean "
						+ "when the migrations have run. A DataSource can be injected, as it does not wait for them.");
	}

	@Test
	void strategyWithJdbcTemplate() {
		assertThat(analyze(StrategyConfiguration.class).getDescription()).contains("'backupFirst'", "'jdbcTemplate'");
	}

	@Test
	void customizerWithJdbcTemplate() {
		assertThat(analyze(CustomizerConfiguration.class).getDescription()).contains("'schemaFromTable'",
				"'jdbcTemplate'");
	}

	@Test
	void listenerWithTheEngine() {
		assertThat(analyze(EngineUserConfiguration.class).getDescription()).contains("'audit'", "'migrationEngine'");
	}

	@Test
	void otherCyclesAreLeftToSpringBoot() {
		assertThat(analyze(OtherCycleConfiguration.class).getDescription()).contains("form a cycle");
	}

	@Test
	void migrationMayInjectTheDataSource() {
		this.contextRunner.withUserConfiguration(DataSourceUserConfiguration.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private FailureAnalysis analyze(Class<?>... configurations) {
		FailureAnalysis[] analysis = new FailureAnalysis[1];
		this.contextRunner.withUserConfiguration(configurations)
			.run((context) -> analysis[0] = this.analyses.of(context.getStartupFailure()));
		return analysis[0];
	}

	/**
	 * Stands in for the auto-configured engine, which needs a database: it asks for the
	 * same beans.
	 */
	@Configuration(proxyBeanMethods = false)
	static class EngineConfiguration {

		@Bean
		DataSource dataSource() {
			return new UnusedDataSource();
		}

		@Bean
		MigrationEngine migrationEngine(ObjectProvider<MigrationOptionsCustomizer> customizers,
				ObjectProvider<JavaMigration> migrations, ObjectProvider<MigrationListener> listeners) {
			customizers.orderedStream().toList();
			migrations.orderedStream().toList();
			listeners.orderedStream().toList();
			return new RecordingEngine();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class JdbcClientConfiguration {

		@Bean
		JavaMigration addUsers(JdbcClient client) {
			return (jdbc) -> client.sql("SELECT 1");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserOfDatabaseConfiguration {

		@Bean
		String report(JdbcTemplate jdbcTemplate) {
			return "report";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FieldConfiguration {

		@Bean
		V1__AddUsers addUsers() {
			return new V1__AddUsers();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RepositoryConfiguration {

		@Bean
		JavaMigration addUsers(@Qualifier("repository") Object repository) {
			return (jdbc) -> repository.hashCode();
		}

		@Bean
		Object repository(JdbcTemplate jdbcTemplate) {
			return new Object();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ListenerConfiguration {

		@Bean
		MigrationListener audit(JdbcTemplate jdbcTemplate) {
			return new MigrationListener() {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class StrategyConfiguration {

		@Bean
		MigrationStrategy backupFirst(JdbcTemplate jdbcTemplate) {
			return MigrationEngine::migrate;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CustomizerConfiguration {

		@Bean
		MigrationOptionsCustomizer schemaFromTable(JdbcTemplate jdbcTemplate) {
			return (builder) -> {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EngineUserConfiguration {

		@Bean
		MigrationListener audit(MigrationEngine engine) {
			return new MigrationListener() {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherCycleConfiguration {

		@Bean
		StringBuilder chicken(StringBuffer egg) {
			return new StringBuilder();
		}

		@Bean
		StringBuffer egg(StringBuilder chicken) {
			return new StringBuffer();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DataSourceUserConfiguration {

		@Bean
		JavaMigration addUsers(DataSource dataSource) {
			return (jdbc) -> dataSource.hashCode();
		}

	}

	static class V1__AddUsers implements JavaMigration {

		@Autowired
		@SuppressWarnings("NullAway.Init")
		private JdbcTemplate jdbcTemplate;

		@Override
		public void up(JdbcClient jdbc) {
			this.jdbcTemplate.execute("SELECT 1");
		}

	}

}
