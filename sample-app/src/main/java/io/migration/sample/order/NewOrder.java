// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.order;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

/**
 * An order to be placed.
 *
 * @param customerId who orders
 * @param lines what is ordered
 */
record NewOrder(@NotNull Long customerId, @NotEmpty List<@Valid @NotNull Line> lines) {

	/**
	 * A product to be ordered.
	 *
	 * @param sku which one
	 * @param quantity how many
	 */
	record Line(@NotBlank String sku, @NotNull @Positive @Max(1000) Integer quantity) {

	}

}
