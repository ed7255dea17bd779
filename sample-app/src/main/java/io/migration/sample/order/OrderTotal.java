// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.order;

import java.math.BigDecimal;
import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * An order in one line: a row of the view {@code order_totals}.
 */
@Entity
@Immutable
@Table(name = "order_totals")
class OrderTotal {

	@Id
	private long orderId;

	private long customerId;

	@JdbcTypeCode(SqlTypes.NAMED_ENUM)
	@Column(columnDefinition = "order_status")
	private OrderStatus status;

	private Instant placedAt;

	private long items;

	private BigDecimal total;

	@SuppressWarnings("NullAway.Init")
	protected OrderTotal() {
	}

	long getOrderId() {
		return this.orderId;
	}

	long getCustomerId() {
		return this.customerId;
	}

	OrderStatus getStatus() {
		return this.status;
	}

	Instant getPlacedAt() {
		return this.placedAt;
	}

	long getItems() {
		return this.items;
	}

	BigDecimal getTotal() {
		return this.total;
	}

}
