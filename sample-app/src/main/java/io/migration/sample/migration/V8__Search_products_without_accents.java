// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.migration;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

import io.migration.ReversibleJavaMigration;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stores the names of products a second time, as they are searched. PostgreSQL could
 * strip the accents itself, but not without an extension that only a superuser may add.
 * <p>
 * The catalogue is small: one transaction does. A large table wants a backfill.
 */
@Component
class V8__Search_products_without_accents implements ReversibleJavaMigration {

	@Override
	public void up(JdbcClient jdbc) {
		jdbc.sql("ALTER TABLE products ADD COLUMN search_text text").update();
		List<Product> products = jdbc.sql("SELECT id, name FROM products").query(Product.class).list();
		for (Product product : products) {
			jdbc.sql("UPDATE products SET search_text = :text WHERE id = :id")
				.param("text", searchText(product.name()))
				.param("id", product.id())
				.update();
		}
	}

	@Override
	public void down(JdbcClient jdbc) {
		jdbc.sql("ALTER TABLE products DROP COLUMN search_text").update();
	}

	// Not shared with the application: what a migration does must never change
	private static String searchText(String name) {
		return Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
	}

	private record Product(long id, String name) {

	}

}
