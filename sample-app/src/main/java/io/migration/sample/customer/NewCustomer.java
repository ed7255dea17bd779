// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.customer;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A customer to be added.
 *
 * @param firstName the first name
 * @param lastName the last name
 * @param displayName how the customer wants to be called; both names if {@code null}
 * @param email the e-mail address
 */
record NewCustomer(@NotBlank @Size(max = 100) String firstName, @NotBlank @Size(max = 100) String lastName,
		@Size(min = 1, max = 201) @Nullable String displayName, @NotBlank @Email @Size(max = 254) String email) {

}
