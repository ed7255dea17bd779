// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An order as clients see it.
 *
 * @param id the id
 * @param customerId who ordered
 * @param status how far it is
 * @param placedAt when it was placed
 * @param updatedAt when it was changed last
 * @param lines what was ordered
 * @param total what it costs
 */
record OrderView(@Nullable Long id, long customerId, OrderStatus status, Instant placedAt, Instant updatedAt,
		List<Line> lines, BigDecimal total) {

	static OrderView of(Order order) {
		return new OrderView(order.getId(), order.getCustomerId(), order.getStatus(), order.getPlacedAt(),
				order.getUpdatedAt(), order.getLines().stream().map(Line::of).toList(), order.total());
	}

	/**
	 * A product of an order.
	 *
	 * @param sku which one
	 * @param name its name
	 * @param quantity how many
	 * @param unitPrice the price of one when the order was placed
	 */
	record Line(String sku, String name, int quantity, BigDecimal unitPrice) {

		private static Line of(OrderLine line) {
			return new Line(line.getProduct().getSku(), line.getProduct().getName(), line.getQuantity(),
					line.getUnitPrice());
		}

	}

}
