// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.product;

import java.math.BigDecimal;
import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;

/**
 * A product.
 */
@Entity
@Table(name = "products")
public class Product {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private String sku;

	private String name;

	// Has no value in rows that an instance from before V8 wrote
	private @Nullable String searchText;

	private BigDecimal price;

	@Generated
	@Column(insertable = false, updatable = false)
	private String currency;

	// From here on kept by the triggers of V5
	@Column(updatable = false)
	private int stock;

	@Generated(event = { EventType.INSERT, EventType.UPDATE })
	@Column(insertable = false, updatable = false)
	private Instant updatedAt;

	@SuppressWarnings("NullAway.Init")
	protected Product() {
	}

	@SuppressWarnings("NullAway.Init")
	Product(String sku, String name, BigDecimal price, int stock) {
		this.sku = sku;
		this.name = name;
		this.searchText = SearchText.of(name);
		this.price = price;
		this.stock = stock;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public String getSku() {
		return this.sku;
	}

	public String getName() {
		return this.name;
	}

	public BigDecimal getPrice() {
		return this.price;
	}

	String getCurrency() {
		return this.currency;
	}

	int getStock() {
		return this.stock;
	}

	Instant getUpdatedAt() {
		return this.updatedAt;
	}

}
