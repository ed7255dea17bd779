// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

/**
 * What a statement's table locks do to others.
 *
 * @since 1.0.0
 */
public enum LockImpact {

	/** Neither readers nor writers of an existing table are kept out. */
	NONE,

	/** Writers of an existing table wait. */
	BLOCKS_WRITERS,

	/** Readers and writers of an existing table wait. */
	BLOCKS_READERS,

	/** Blocks nobody, but itself waits for transactions that are older. */
	WAITS_FOR_OLD_TRANSACTIONS;

	/**
	 * Return whether others wait behind this lock.
	 * @return {@code true} for locks that must be bounded by a lock time-out
	 */
	public boolean isBlocking() {
		return this == BLOCKS_WRITERS || this == BLOCKS_READERS;
	}

}
