// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that slices of an application find a migrated database.
 */
class TestSliceTests {

	private static final TestDatabase database = PostgresServer.newDatabase();

	@DynamicPropertySource
	static void properties(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", database::url);
		registry.add("spring.datasource.username", database::username);
		registry.add("spring.datasource.password", database::password);
		registry.add("migration.locations", () -> "classpath:io/migration/boot/autoconfigure/shop");
		registry.add("migration.placeholders.price", () -> "1");
		// Both are on the class path of the tests
		registry.add("spring.flyway.enabled", () -> "false");
		registry.add("spring.liquibase.enabled", () -> "false");
		registry.add("spring.jpa.hibernate.ddl-auto", () -> "validate");
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class ShopConfiguration {

	}

	@Nested
	@JdbcTest
	class Jdbc {

		@Test
		void findsMigratedDatabase(@Autowired MigrationInitializer initializer, @Autowired JdbcClient jdbc) {
			assertThat(initializer.migrationRun()).isNotNull();
			assertThat(jdbc.sql("SELECT count(*) FROM product").query(Long.class).single()).isZero();
		}

	}

	@Nested
	@DataJpaTest
	class DataJpa {

		@Test
		void findsMigratedDatabase(@Autowired EntityManager entityManager) {
			entityManager.persist(new Product(1, "Teapot"));
			entityManager.flush();
			entityManager.clear();
			assertThat(entityManager.find(Product.class, 1).getName()).isEqualTo("Teapot");
		}

	}

	@Nested
	@DataJdbcTest
	class DataJdbc {

		@Test
		void findsMigratedDatabase(@Autowired MigrationInitializer initializer,
				@Autowired JdbcAggregateTemplate template) {
			assertThat(initializer.migrationRun()).isNotNull();
			assertThat(template.count(Item.class)).isZero();
		}

	}

	@Table("product")
	record Item(@Id Long id, String name) {

	}

}
