// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

/**
 * The kinds of failure that are treated differently.
 *
 * @since 1.0.0
 */
public enum FailureKind {

	/**
	 * A lock was not granted in time.
	 */
	LOCK_TIMEOUT,

	/**
	 * The server ended a deadlock.
	 */
	DEADLOCK,

	/**
	 * A serialisable transaction has to be tried again.
	 */
	SERIALIZATION,

	/**
	 * The connection is gone.
	 */
	CONNECTION_LOST,

	/**
	 * The server or the transaction accepts no writes.
	 */
	READ_ONLY,

	/**
	 * The role may not do that.
	 */
	MISSING_PRIVILEGE,

	/**
	 * A table or its schema does not exist.
	 */
	MISSING_TABLE,

	/**
	 * The statement ran for too long or was cancelled.
	 */
	STATEMENT_TIMEOUT,

	/**
	 * The server lacks disk, memory or connections, or is not allowed to use more.
	 */
	RESOURCES_EXHAUSTED,

	/**
	 * Code ended a transaction where it may not.
	 */
	TRANSACTION_TERMINATED,

	/**
	 * A value of an enumeration was used in the transaction that added it.
	 */
	UNCOMMITTED_ENUM_VALUE,

	/**
	 * Anything else.
	 */
	OTHER;

	/**
	 * Return whether the same work may succeed when it is tried again.
	 * @return {@code true} for failures caused by other sessions
	 */
	public boolean isRetryable() {
		return this == LOCK_TIMEOUT || this == DEADLOCK || this == SERIALIZATION;
	}

}
