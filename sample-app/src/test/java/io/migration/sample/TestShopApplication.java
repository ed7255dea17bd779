// SPDX-License-Identifier: Apache-2.0
package io.migration.sample;

import org.springframework.boot.SpringApplication;

/**
 * Starts the shop on a PostgreSQL in a container:
 * {@code mvn -pl sample-app -am spring-boot:test-run}.
 */
public final class TestShopApplication {

	private TestShopApplication() {
	}

	public static void main(String[] args) {
		SpringApplication.from(ShopApplication::main)
			.with(PostgresContainerConfiguration.class)
			.withAdditionalProfiles("testcontainers")
			.run(args);
	}

}
