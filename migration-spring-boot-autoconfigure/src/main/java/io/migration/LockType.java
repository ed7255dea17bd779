// SPDX-License-Identifier: Apache-2.0
package io.migration;

/**
 * How instances agree on who may migrate.
 *
 * @since 1.0.0
 */
public enum LockType {

	/**
	 * A session lock, unless a connection pooler makes it unreliable.
	 */
	AUTO,

	/**
	 * A lock that the database ties to the connection.
	 */
	SESSION,

	/**
	 * A row with an owner and an expiry, kept alive while the owner works.
	 */
	LEASE

}
