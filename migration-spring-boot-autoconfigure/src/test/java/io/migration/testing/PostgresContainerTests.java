// SPDX-License-Identifier: Apache-2.0
package io.migration.testing;

import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.EnabledIfDockerAvailable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PostgresServer} in a container.
 */
@EnabledIfDockerAvailable
class PostgresContainerTests {

	@Test
	void startContainerRunsTheVersionOfTheImage() {
		try (PostgresServer server = PostgresServer.startContainer("postgres:17");
				TestDatabase database = server.createDatabase().logStatements()) {
			assertThat(database.jdbc().sql("SHOW server_version").query(String.class).single()).startsWith("17.");
			assertThat(database.statements()).contains("SHOW server_version");
		}
	}

}
