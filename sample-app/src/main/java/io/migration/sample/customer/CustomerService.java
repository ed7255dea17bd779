// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.customer;

import java.util.List;

import io.migration.sample.error.NotFoundException;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds and adds customers.
 */
@Service
@Transactional(readOnly = true)
public class CustomerService {

	private final CustomerRepository customers;

	CustomerService(CustomerRepository customers) {
		this.customers = customers;
	}

	List<CustomerView> list() {
		return this.customers.findAllByOrderById().stream().map(CustomerView::of).toList();
	}

	CustomerView get(long id) {
		return this.customers.findById(id)
			.map(CustomerView::of)
			.orElseThrow(() -> new NotFoundException("customer", id));
	}

	@Transactional
	CustomerView add(NewCustomer customer) {
		return CustomerView.of(this.customers.saveAndFlush(
				new Customer(customer.firstName(), customer.lastName(), customer.displayName(), customer.email())));
	}

	/**
	 * Check that a customer exists.
	 * @param id the id of the customer
	 * @throws NotFoundException if it does not
	 */
	public void checkExists(long id) {
		if (!this.customers.existsById(id)) {
			throw new NotFoundException("customer", id);
		}
	}

}
