// SPDX-License-Identifier: Apache-2.0
package io.migration.sample;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Testcontainers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.aot.DisabledInAotMode;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shop on a PostgreSQL in a container.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("testcontainers")
@Import(PostgresContainerConfiguration.class)
@Testcontainers(disabledWithoutDocker = true)
@DisabledInAotMode("The tests on the embedded PostgreSQL run a second time in this mode, which is enough")
class PostgresContainerTests {

	@LocalServerPort
	private int port;

	@Autowired
	private ObjectProvider<EmbeddedPostgres> embedded;

	@Test
	void containerIsMigrated() {
		assertThat(this.embedded.getIfAvailable()).isNull();
		RestTestClient client = RestTestClient.bindToServer().baseUrl("http://localhost:" + this.port).build();
		client.get()
			.uri("/actuator/migrations")
			.exchangeSuccessfully()
			.expectBody()
			.jsonPath("$.targets.default.version")
			.isEqualTo("12")
			.jsonPath("$.targets.default.appliedCount")
			.isEqualTo(13);
		client.get().uri("/products").exchangeSuccessfully().expectBody().jsonPath("$.length()").isEqualTo(5);
	}

}
