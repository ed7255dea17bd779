// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JdbcTest} with migrations.
 */
@JdbcTest
@ContextConfiguration(classes = ShopSlice.ShopConfiguration.class)
class JdbcSliceTests extends ShopSlice {

	@Test
	void findsMigratedDatabase(@Autowired MigrationInitializer initializer, @Autowired JdbcClient jdbc) {
		assertThat(initializer.migrationRun()).isNotNull();
		assertThat(jdbc.sql("SELECT count(*) FROM product").query(Long.class).single()).isZero();
	}

}
