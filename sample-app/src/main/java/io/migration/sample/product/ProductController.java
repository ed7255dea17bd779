// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.product;

import java.net.URI;
import java.util.List;

import jakarta.validation.Valid;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Products over HTTP.
 */
@RestController
@RequestMapping("/products")
class ProductController {

	private final ProductService products;

	ProductController(ProductService products) {
		this.products = products;
	}

	@GetMapping
	List<ProductView> search(@RequestParam(defaultValue = "") String search) {
		return this.products.search(search);
	}

	@GetMapping("/{sku}")
	ProductView get(@PathVariable String sku) {
		return this.products.get(sku);
	}

	@PostMapping
	ResponseEntity<ProductView> add(@Valid @RequestBody NewProduct product) {
		ProductView added = this.products.add(product);
		return ResponseEntity.created(URI.create("/products/" + added.sku())).body(added);
	}

}
