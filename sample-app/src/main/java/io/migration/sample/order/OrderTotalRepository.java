// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.order;

import java.util.List;

import org.springframework.data.repository.Repository;

/**
 * The view {@code order_totals}.
 */
interface OrderTotalRepository extends Repository<OrderTotal, Long> {

	List<OrderTotal> findByCustomerIdOrderByPlacedAtDesc(long customerId);

}
