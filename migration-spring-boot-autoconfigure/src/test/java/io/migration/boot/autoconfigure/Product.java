// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.math.BigDecimal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * An entity whose table only the migrations make.
 */
@Entity
class Product {

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
