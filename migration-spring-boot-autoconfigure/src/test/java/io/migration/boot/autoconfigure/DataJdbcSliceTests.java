// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DataJdbcTest} with migrations.
 */
@DataJdbcTest
@ContextConfiguration(classes = ShopSlice.ShopConfiguration.class)
class DataJdbcSliceTests extends ShopSlice {

	@Test
	void findsMigratedDatabase(@Autowired MigrationInitializer initializer, @Autowired JdbcAggregateTemplate template) {
		assertThat(initializer.migrationRun()).isNotNull();
		assertThat(template.count(Item.class)).isZero();
	}

	@Table("product")
	record Item(@Id Long id, String name) {

	}

}
