// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.order;

import jakarta.validation.constraints.NotNull;

/**
 * What an order shall become.
 *
 * @param status the new status
 */
record NewStatus(@NotNull OrderStatus status) {

}
