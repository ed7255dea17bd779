// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.product;

import java.math.BigDecimal;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

/**
 * A product to be added.
 *
 * @param sku what it is ordered by
 * @param name the name
 * @param price the price of one
 * @param stock how many there are
 */
record NewProduct(@NotNull @Pattern(regexp = "[A-Z0-9-]{1,20}") String sku, @NotBlank @Size(max = 200) String name,
		@NotNull @PositiveOrZero @Digits(integer = 8, fraction = 2) BigDecimal price,
		@NotNull @PositiveOrZero Integer stock) {

}
