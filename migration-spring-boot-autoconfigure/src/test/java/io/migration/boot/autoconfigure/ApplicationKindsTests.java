// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.util.List;
import java.util.Set;

import io.migration.MigrationEngine;
import io.migration.TargetState;
import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications that are not one context that serves requests.
 */
class ApplicationKindsTests {

	private final TestDatabase database = PostgresServer.newDatabase();

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void applicationWithoutServerIsMigratedAndNotKeptAlive() {
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		try (ConfigurableApplicationContext context = application(Shop.class).run(arguments())) {
			assertThat(context.getBean(MigrationEngine.class).status(1).state()).isEqualTo(TargetState.UP_TO_DATE);
			assertThat(context.getBean(MigrationInstanceRegistration.class).isRunning()).isTrue();
			assertThat(Thread.getAllStackTraces().keySet()).filteredOn((thread) -> !before.contains(thread))
				.allMatch(Thread::isDaemon);
		}
	}

	@Test
	void parentMigratesForItsChild() {
		try (ConfigurableApplicationContext parent = application(Migrations.class).run(arguments());
				ConfigurableApplicationContext child = application(Shop.class).parent(parent).run(arguments())) {
			MigrationInitializer initializer = child.getBean(MigrationInitializer.class);
			assertThat(initializer).isSameAs(parent.getBean(MigrationInitializer.class));
			assertThat(initializer.migrationRun().steps()).hasSize(2);
			assertThat(child.getBean(MigrationEngine.class)).isSameAs(parent.getBean(MigrationEngine.class));
			assertThat(child.getBeanFactory().getBeanNamesForType(MigrationInstanceRegistration.class)).isEmpty();
		}
		assertThat(applied()).containsExactly("1", "2");
	}

	@Test
	void childMigratesTheDatabaseOfItsParent() {
		try (ConfigurableApplicationContext parent = application(Pool.class).run(arguments());
				ConfigurableApplicationContext child = application(Shop.class).parent(parent).run(arguments())) {
			assertThat(parent.getBeansOfType(MigrationEngine.class)).isEmpty();
			assertThat(child.getBean(MigrationInitializer.class).migrationRun().steps()).hasSize(2);
			assertThat(child.getBeanFactory().getBeanDefinition("entityManagerFactory").getDependsOn())
				.contains("migrationInitializer");
		}
		assertThat(applied()).containsExactly("1", "2");
	}

	@Test
	void secondChildFindsTheDatabaseMigrated() {
		try (ConfigurableApplicationContext parent = application(Pool.class).run(arguments());
				ConfigurableApplicationContext first = application(Shop.class).parent(parent).run(arguments());
				ConfigurableApplicationContext second = application(Shop.class).parent(parent).run(arguments())) {
			assertThat(first.getBean(MigrationInitializer.class).migrationRun().steps()).hasSize(2);
			assertThat(second.getBean(MigrationInitializer.class).migrationRun().steps()).isEmpty();
		}
	}

	private List<String> applied() {
		return this.database.jdbc()
			.sql("SELECT version FROM migration_history ORDER BY version")
			.query(String.class)
			.list();
	}

	private static SpringApplicationBuilder application(Class<?> source) {
		return new SpringApplicationBuilder(source).web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.logStartupInfo(false);
	}

	private String[] arguments() {
		return new String[] { "--spring.main.banner-mode=off", "--spring.datasource.url=" + this.database.url(),
				"--spring.datasource.username=" + this.database.username(),
				"--spring.datasource.password=" + this.database.password(), "--spring.jpa.hibernate.ddl-auto=validate",
				"--migration.placeholders.price=9.99",
				"--migration.locations=classpath:io/migration/boot/autoconfigure/shop" };
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(DataSourceAutoConfiguration.class)
	static class Pool {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, MigrationAutoConfiguration.class })
	static class Migrations {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
			JdbcTemplateAutoConfiguration.class, TransactionAutoConfiguration.class,
			HibernateJpaAutoConfiguration.class, MigrationAutoConfiguration.class })
	@EntityScan(basePackageClasses = DataJpaSliceTests.Product.class)
	static class Shop {

	}

}
