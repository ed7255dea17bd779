// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.migration.JavaMigration;
import io.migration.boot.command.Commands.Ended;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a command creates of an application that has everything: JPA, a web
 * server, Quartz, Batch, Flyway and Liquibase, runners, tasks and controllers.
 */
class CommandBeansTests {

	@TempDir
	private Path folder;

	private Commands commands;

	@BeforeEach
	void open() {
		this.commands = new Commands(this.folder).application(Everything.class)
			.script("V1__item.sql", "CREATE TABLE item (id bigint PRIMARY KEY, name text);");
	}

	@AfterEach
	void close() {
		this.commands.close();
	}

	@Test
	void onlyTheEngineAndWhatItNeedsIsCreated() {
		Ended ended = this.commands.run("migrate");
		assertThat(ended.exitCode()).as(ended.errors()).isZero();
		assertThat(SpyingDataSource.created).containsExactly("addItem", "bootstrapExecutorAliasPostProcessor",
				"commandBeansTests.Everything", "dataSource", "eagerTaskExecutorMetrics",
				"healthEndpointGroupsBeanPostProcessor",
				"io.migration.boot.actuate.MigrationObservationAutoConfiguration",
				"io.migration.boot.autoconfigure.MigrationAutoConfiguration",
				"io.migration.boot.autoconfigure.MigrationRunConfiguration", "jobScope", "meterRegistryPostProcessor",
				"metricsRepositoryMethodInvocationListenerBeanPostProcessor",
				"migration-io.migration.boot.autoconfigure.MigrationProperties", "migrationBackfillWakeUp",
				"migrationConflictPostProcessor", "migrationConnectionDetails", "migrationEngine",
				"migrationLazyInitializationExcludeFilter", "migrationRunRecorder", "migrationShutdown",
				"migrationStopSignal", "migrationTargetDataSource", "names", "observationRegistryPostProcessor",
				"org.springframework.aop.config.internalAutoProxyCreator",
				"org.springframework.aop.framework.autoproxy.defaultProxyConfig",
				"org.springframework.batch.core.configuration.annotation.BatchObservabilityBeanPostProcessor",
				"org.springframework.boot.autoconfigure.AutoConfigurationPackages",
				"org.springframework.boot.autoconfigure.internalCachingMetadataReaderFactory",
				"org.springframework.boot.context.internalConfigurationPropertiesBinder",
				"org.springframework.boot.context.properties.BoundConfigurationProperties",
				"org.springframework.boot.context.properties.ConfigurationPropertiesBindingPostProcessor",
				"org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer$DependsOnDatabaseInitializationPostProcessor",
				"org.springframework.context.annotation.internalAutowiredAnnotationProcessor",
				"org.springframework.context.annotation.internalCommonAnnotationProcessor",
				"org.springframework.context.annotation.internalConfigurationAnnotationProcessor",
				"org.springframework.context.annotation.internalPersistenceAnnotationProcessor",
				"org.springframework.context.event.internalEventListenerFactory",
				"org.springframework.context.event.internalEventListenerProcessor",
				"org.springframework.scheduling.annotation.SchedulingConfiguration",
				"org.springframework.scheduling.config.internalScheduledAnnotationProcessor",
				"org.springframework.transaction.annotation.ProxyTransactionManagementConfiguration",
				"org.springframework.transaction.config.internalTransactionAdvisor",
				"org.springframework.transaction.config.internalTransactionalEventListenerFactory",
				"persistenceExceptionTranslationPostProcessor", "propertySourcesPlaceholderConfigurer",
				"scheduledBeanLazyInitializationExcludeFilter", "stepScope", "stringOrNumberMigrationVersionConverter",
				"transactionAttributeSource", "transactionInterceptor");
	}

	@Test
	void codeMigrationGetsItsBean() {
		this.commands.run("migrate");
		assertThat(this.commands.database().jdbc().sql("SELECT name FROM item").query(String.class).list())
			.containsExactly("Teapot");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableScheduling
	@EntityScan(basePackageClasses = CommandBeansTests.class)
	@EnableJpaRepositories(basePackageClasses = CommandBeansTests.class, considerNestedRepositories = true)
	static class Everything {

		@Bean
		SpyingDataSource dataSource(Environment environment, ConfigurableListableBeanFactory beanFactory) {
			return new SpyingDataSource(environment, beanFactory);
		}

		@Bean
		JavaMigration addItem(Names names) {
			return new V2__AddItem(names);
		}

		@Bean
		Names names() {
			return new Names("Teapot");
		}

		@Bean
		CommandLineRunner runner() {
			return (arguments) -> {
				throw new IllegalStateException("The runner ran");
			};
		}

		@Bean
		ApplicationRunner otherRunner(ItemRepository items) {
			return (arguments) -> items.deleteAll();
		}

		@Bean
		ItemController controller(ItemRepository items) {
			return new ItemController(items);
		}

		@Bean
		Task task() {
			return new Task();
		}

	}

	@Entity(name = "item")
	static class Item {

		@Id
		Long id;

	}

	interface ItemRepository extends JpaRepository<Item, Long> {

	}

	@RestController
	static class ItemController {

		private final ItemRepository items;

		ItemController(ItemRepository items) {
			this.items = items;
		}

		@GetMapping("/items")
		List<Item> items() {
			return this.items.findAll();
		}

	}

	static class Task {

		@Scheduled(fixedRate = 1)
		void run() {
			throw new IllegalStateException("The task ran");
		}

	}

	record Names(String first) {

	}

	static class V2__AddItem implements JavaMigration {

		private final Names names;

		V2__AddItem(Names names) {
			this.names = names;
		}

		@Override
		public void up(JdbcClient jdbc) {
			jdbc.sql("INSERT INTO item VALUES (1, ?)").param(this.names.first()).update();
		}

	}

	/**
	 * Notes which beans there are when the engine uses it.
	 */
	static class SpyingDataSource extends DelegatingDataSource {

		static volatile List<String> created = List.of();

		private final ConfigurableListableBeanFactory beanFactory;

		SpyingDataSource(Environment environment, ConfigurableListableBeanFactory beanFactory) {
			super(new DriverManagerDataSource(environment.getRequiredProperty("spring.datasource.url"),
					environment.getRequiredProperty("spring.datasource.username"),
					environment.getRequiredProperty("spring.datasource.password")));
			this.beanFactory = beanFactory;
		}

		@Override
		public Connection getConnection() throws SQLException {
			List<String> names = new ArrayList<>();
			Stream.of(this.beanFactory.getSingletonNames())
				.filter(this.beanFactory::containsBeanDefinition)
				.sorted()
				.forEach(names::add);
			created = names;
			return super.getConnection();
		}

	}

}
