// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.customer;

import java.util.List;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The table {@code customers}.
 */
interface CustomerRepository extends JpaRepository<Customer, Long> {

	List<Customer> findAllByOrderById();

}
