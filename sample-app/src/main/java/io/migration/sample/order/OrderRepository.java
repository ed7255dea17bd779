// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.order;

import java.util.Optional;

import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The tables {@code orders} and {@code order_lines}.
 */
interface OrderRepository extends JpaRepository<Order, Long> {

	@Override
	@EntityGraph(attributePaths = "lines.product")
	Optional<Order> findById(Long id);

}
