// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.order;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * An order in a list.
 *
 * @param id the id
 * @param status how far it is
 * @param placedAt when it was placed
 * @param items how many pieces were ordered
 * @param total what it costs
 */
record OrderSummary(long id, OrderStatus status, Instant placedAt, long items, BigDecimal total) {

	static OrderSummary of(OrderTotal order) {
		return new OrderSummary(order.getOrderId(), order.getStatus(), order.getPlacedAt(), order.getItems(),
				order.getTotal());
	}

}
