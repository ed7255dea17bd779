// SPDX-License-Identifier: Apache-2.0
package io.migration.sample;

import io.migration.sample.database.EmbeddedPostgresConfiguration;
import io.migration.sample.product.Product;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.boot.jpa.test.autoconfigure.TestEntityManager;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test slice migrates too.
 */
@DataJpaTest
@AutoConfigureTestDatabase(replace = Replace.NONE)
@Import(EmbeddedPostgresConfiguration.class)
class SchemaSliceTests {

	@Autowired
	private TestEntityManager entities;

	@Test
	void entitiesFindSeededRows() {
		Product product = this.entities.find(Product.class, 1L);
		assertThat(product.getSku()).isEqualTo("TEA-001");
	}

}
