// SPDX-License-Identifier: Apache-2.0
package io.migration.sample.order;

/**
 * How far an order is: the type {@code order_status} of the database.
 */
enum OrderStatus {

	PLACED, SHIPPED, CANCELLED

}
