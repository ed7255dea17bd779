// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A slice of an application on a database that is empty until the migrations have run.
 */
abstract class ShopSlice {

	@DynamicPropertySource
	static void properties(DynamicPropertyRegistry registry) {
		TestDatabase database = PostgresServer.newDatabase();
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

}
