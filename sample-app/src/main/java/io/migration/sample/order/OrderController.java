// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.order;

import java.net.URI;
import java.util.List;

import jakarta.validation.Valid;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Orders over HTTP.
 */
@RestController
class OrderController {

	private final OrderService orders;

	OrderController(OrderService orders) {
		this.orders = orders;
	}

	@GetMapping("/customers/{customerId}/orders")
	List<OrderSummary> list(@PathVariable long customerId) {
		return this.orders.list(customerId);
	}

	@GetMapping("/orders/{id}")
	OrderView get(@PathVariable long id) {
		return this.orders.get(id);
	}

	@PostMapping("/orders")
	ResponseEntity<OrderView> place(@Valid @RequestBody NewOrder order) {
		OrderView placed = this.orders.place(order);
		return ResponseEntity.created(URI.create("/orders/" + placed.id())).body(placed);
	}

	@PutMapping("/orders/{id}/status")
	OrderView move(@PathVariable long id, @Valid @RequestBody NewStatus status) {
		return this.orders.move(id, status.status());
	}

}
