// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.product;

import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/**
 * The table {@code products}.
 */
interface ProductRepository extends JpaRepository<Product, Long> {

	Optional<Product> findBySku(String sku);

	@Query("""
			select p from Product p
			where locate(:searchText, coalesce(p.searchText, lower(p.name))) > 0
			order by p.sku
			""")
	List<Product> search(String searchText);

}
