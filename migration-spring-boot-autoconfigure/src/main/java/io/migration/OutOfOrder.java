// SPDX-License-Identifier: Apache-2.0
package io.migration;

/**
 * What to do with a pending migration older than the newest applied one.
 *
 * @since 1.0.0
 */
public enum OutOfOrder {

	/**
	 * Refuse to migrate.
	 */
	FAIL,

	/**
	 * Run it.
	 */
	ALLOW

}
