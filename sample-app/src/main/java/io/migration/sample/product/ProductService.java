// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.product;

import java.util.List;

import io.migration.sample.error.NotFoundException;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds and adds products.
 */
@Service
@Transactional(readOnly = true)
public class ProductService {

	private final ProductRepository products;

	ProductService(ProductRepository products) {
		this.products = products;
	}

	List<ProductView> search(String text) {
		return this.products.search(SearchText.of(text)).stream().map(ProductView::of).toList();
	}

	ProductView get(String sku) {
		return ProductView.of(find(sku));
	}

	@Transactional
	ProductView add(NewProduct product) {
		return ProductView.of(this.products
			.saveAndFlush(new Product(product.sku(), product.name(), product.price(), product.stock())));
	}

	/**
	 * Find a product.
	 * @param sku what it is ordered by
	 * @return the product
	 * @throws NotFoundException if there is none
	 */
	public Product find(String sku) {
		return this.products.findBySku(sku).orElseThrow(() -> new NotFoundException("product", sku));
	}

}
