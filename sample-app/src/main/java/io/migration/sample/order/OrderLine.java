// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.order;

import java.math.BigDecimal;

import io.migration.sample.product.Product;
import jakarta.persistence.Embeddable;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

/**
 * How many of a product, and for how much each.
 */
@Embeddable
class OrderLine {

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private Product product;

	private int quantity;

	private BigDecimal unitPrice;

	@SuppressWarnings("NullAway.Init")
	protected OrderLine() {
	}

	OrderLine(Product product, int quantity) {
		this.product = product;
		this.quantity = quantity;
		this.unitPrice = product.getPrice();
	}

	Product getProduct() {
		return this.product;
	}

	int getQuantity() {
		return this.quantity;
	}

	BigDecimal getUnitPrice() {
		return this.unitPrice;
	}

	BigDecimal total() {
		return this.unitPrice.multiply(BigDecimal.valueOf(this.quantity));
	}

}
