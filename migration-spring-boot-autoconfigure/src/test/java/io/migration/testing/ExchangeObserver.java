// SPDX-License-Identifier: Apache-2.0
package io.migration.testing;

/**
 * Who is told of exchanges while they happen. A connection stands still while its
 * observer thinks.
 */
public interface ExchangeObserver {

	/**
	 * A request is here and has not been passed on.
	 * @param exchange the request
	 */
	default void requested(Exchange exchange) {
	}

	/**
	 * A request was sent to the server.
	 * @param exchange the request
	 */
	default void forwarded(Exchange exchange) {
	}

	/**
	 * The whole answer is here and has not been passed on.
	 * @param exchange the request
	 */
	default void answered(Exchange exchange) {
	}

	/**
	 * The whole answer was sent to the client.
	 * @param exchange the request
	 */
	default void delivered(Exchange exchange) {
	}

}
