// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

/**
 * How a statement relates to transactions.
 *
 * @since 1.0.0
 */
public enum TransactionUse {

	/** May run in a transaction. */
	ALLOWED,

	/** The server refuses it inside a transaction. */
	FORBIDDEN,

	/** Opens or ends a transaction itself. */
	CONTROL

}
