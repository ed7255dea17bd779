// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.product;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A product as clients see it.
 *
 * @param sku what it is ordered by
 * @param name the name
 * @param price the price of one
 * @param currency the currency of the price
 * @param stock how many are left
 * @param updatedAt when it was changed last, by an order for instance
 */
record ProductView(String sku, String name, BigDecimal price, String currency, int stock, Instant updatedAt) {

	static ProductView of(Product product) {
		return new ProductView(product.getSku(), product.getName(), product.getPrice(), product.getCurrency(),
				product.getStock(), product.getUpdatedAt());
	}

}
