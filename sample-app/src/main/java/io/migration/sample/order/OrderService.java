// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.order;

import java.util.Comparator;
import java.util.List;

import io.migration.sample.customer.CustomerService;
import io.migration.sample.error.NotFoundException;
import io.migration.sample.product.ProductService;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Places, finds and moves orders. The stock is none of its business: the triggers of V5
 * keep it.
 */
@Service
@Transactional(readOnly = true)
class OrderService {

	private final OrderRepository orders;

	private final OrderTotalRepository totals;

	private final CustomerService customers;

	private final ProductService products;

	OrderService(OrderRepository orders, OrderTotalRepository totals, CustomerService customers,
			ProductService products) {
		this.orders = orders;
		this.totals = totals;
		this.customers = customers;
		this.products = products;
	}

	List<OrderSummary> list(long customerId) {
		this.customers.checkExists(customerId);
		return this.totals.findByCustomerIdOrderByPlacedAtDesc(customerId).stream().map(OrderSummary::of).toList();
	}

	OrderView get(long id) {
		return OrderView.of(find(id));
	}

	@Transactional
	OrderView place(NewOrder order) {
		this.customers.checkExists(order.customerId());
		List<OrderLine> lines = order.lines()
			.stream()
			.map((line) -> new OrderLine(this.products.find(line.sku()), line.quantity()))
			// Orders that lock products in different orders could wait for each other
			.sorted(Comparator.comparing((line) -> line.getProduct().getId()))
			.toList();
		return OrderView.of(this.orders.saveAndFlush(new Order(order.customerId(), lines)));
	}

	@Transactional
	OrderView move(long id, OrderStatus status) {
		Order order = find(id);
		order.moveTo(status);
		return OrderView.of(this.orders.saveAndFlush(order));
	}

	private Order find(long id) {
		return this.orders.findById(id).orElseThrow(() -> new NotFoundException("order", id));
	}

}
