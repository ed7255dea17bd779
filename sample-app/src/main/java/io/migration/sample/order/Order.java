// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.migration.sample.error.ConflictException;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.generator.EventType;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * An order.
 */
@Entity
@Table(name = "orders")
class Order {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@Column(updatable = false)
	private long customerId;

	@JdbcTypeCode(SqlTypes.NAMED_ENUM)
	@Column(columnDefinition = "order_status")
	private OrderStatus status = OrderStatus.PLACED;

	@ElementCollection
	@CollectionTable(name = "order_lines", joinColumns = @JoinColumn(name = "order_id"))
	@OrderColumn(name = "line_no")
	private List<OrderLine> lines = new ArrayList<>();

	@Generated
	@Column(insertable = false, updatable = false)
	private Instant placedAt;

	@Generated(event = { EventType.INSERT, EventType.UPDATE })
	@Column(insertable = false, updatable = false)
	private Instant updatedAt;

	@Version
	private int revision;

	@SuppressWarnings("NullAway.Init")
	protected Order() {
	}

	@SuppressWarnings("NullAway.Init")
	Order(long customerId, List<OrderLine> lines) {
		this.customerId = customerId;
		this.lines.addAll(lines);
	}

	void moveTo(OrderStatus next) {
		if (this.status != OrderStatus.PLACED || next == OrderStatus.PLACED) {
			throw new ConflictException("The order is " + this.status + " and cannot become " + next);
		}
		this.status = next;
	}

	BigDecimal total() {
		return this.lines.stream().map(OrderLine::total).reduce(BigDecimal.ZERO, BigDecimal::add);
	}

	@Nullable Long getId() {
		return this.id;
	}

	long getCustomerId() {
		return this.customerId;
	}

	OrderStatus getStatus() {
		return this.status;
	}

	List<OrderLine> getLines() {
		return this.lines;
	}

	Instant getPlacedAt() {
		return this.placedAt;
	}

	Instant getUpdatedAt() {
		return this.updatedAt;
	}

}
