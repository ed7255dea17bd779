// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import javax.sql.DataSource;

import io.migration.MigrationEngine;
import io.migration.TargetState;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.EnabledIfDockerAvailable;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServiceConnection} on containers.
 */
@EnabledIfDockerAvailable
class ServiceConnectionTests {

	@SpringBootTest(classes = Application.class,
			properties = { "migration.locations=classpath:io/migration/boot/autoconfigure/shop",
					"migration.placeholders.price=9.99",
					"migration.datasource.url=jdbc:postgresql://nowhere.invalid/shop" })
	@Testcontainers
	static class OneContainerTests {

		@Container
		@ServiceConnection
		private static final PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:17");

		@Autowired
		@SuppressWarnings("NullAway.Init")
		private MigrationEngine engine;

		@Autowired
		@SuppressWarnings("NullAway.Init")
		private MigrationConnectionDetails details;

		@Autowired
		@SuppressWarnings("NullAway.Init")
		private TargetDataSource target;

		@Autowired
		@SuppressWarnings("NullAway.Init")
		private DataSource dataSource;

		@Test
		void isMigratedThroughThePoolOfTheApplication() {
			assertThat(this.engine.status(1).state()).isEqualTo(TargetState.UP_TO_DATE);
			assertThat(this.details.getJdbcUrl()).isEqualTo(postgres.getJdbcUrl());
			assertThat(this.details.getDriverClassName()).isEqualTo("org.postgresql.Driver");
			assertThat(this.target.get()).isSameAs(this.dataSource);
		}

	}

	/**
	 * The container supplies the application only, so migrations may have another role.
	 */
	@SpringBootTest(classes = Application.class,
			properties = { "migration.locations=classpath:io/migration/boot/autoconfigure/shop",
					"migration.placeholders.price=9.99", "migration.datasource.username=shop_owner",
					"migration.datasource.password=owner-password" })
	@Testcontainers
	static class TwoRolesTests {

		@Container
		@ServiceConnection(type = JdbcConnectionDetails.class)
		private static final PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:17")
			.withInitScript("io/migration/boot/autoconfigure/shop-owner.sql");

		@Autowired
		@SuppressWarnings("NullAway.Init")
		private JdbcClient jdbc;

		@Test
		void migratesWithTheRoleOfTheProperties() {
			assertThat(
					this.jdbc.sql("SELECT DISTINCT installed_by FROM migration_history").query(String.class).single())
				.isEqualTo("shop_owner");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
			JdbcClientAutoConfiguration.class, MigrationAutoConfiguration.class })
	static class Application {

	}

}
