// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.math.BigDecimal;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DataJpaTest} with migrations.
 */
@DataJpaTest
@ContextConfiguration(classes = ShopSlice.ShopConfiguration.class)
class DataJpaSliceTests extends ShopSlice {

	@Test
	void findsDatabaseThatHibernateAccepts(@Autowired EntityManager entityManager) {
		entityManager.persist(new Product(1, "Teapot"));
		entityManager.flush();
		entityManager.clear();
		assertThat(entityManager.find(Product.class, 1).getName()).isEqualTo("Teapot");
	}

	@Entity(name = "product")
	static class Product {

		@Id
		private long id;

		@SuppressWarnings("NullAway.Init")
		private String name;

		private BigDecimal price = BigDecimal.ONE;

		protected Product() {
		}

		Product(long id, String name) {
			this.id = id;
			this.name = name;
		}

		long getId() {
			return this.id;
		}

		String getName() {
			return this.name;
		}

		BigDecimal getPrice() {
			return this.price;
		}

	}

}
