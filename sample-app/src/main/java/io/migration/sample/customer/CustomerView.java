// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.customer;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A customer as clients see it.
 *
 * @param id the id
 * @param firstName the first name
 * @param lastName the last name
 * @param displayName how the customer is called
 * @param email the e-mail address
 * @param createdAt when the customer was added
 */
record CustomerView(@Nullable Long id, String firstName, String lastName, String displayName, String email,
		Instant createdAt) {

	static CustomerView of(Customer customer) {
		return new CustomerView(customer.getId(), customer.getFirstName(), customer.getLastName(),
				customer.getDisplayName(), customer.getEmail(), customer.getCreatedAt());
	}

}
