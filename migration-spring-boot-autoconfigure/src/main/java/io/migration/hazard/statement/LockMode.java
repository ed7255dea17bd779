// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

/**
 * The lock modes of tables, from the weakest to the strongest.
 *
 * @since 1.0.0
 */
public enum LockMode {

	/** Of {@code SELECT}. */
	ACCESS_SHARE("AccessShareLock"),

	/** Of {@code SELECT ... FOR UPDATE}, and of foreign keys on the referenced table. */
	ROW_SHARE("RowShareLock"),

	/** Of {@code INSERT}, {@code UPDATE}, {@code DELETE}. */
	ROW_EXCLUSIVE("RowExclusiveLock"),

	/** Of statements that exclude each other and nobody else. */
	SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock"),

	/** Keeps writers out. */
	SHARE("ShareLock"),

	/** Keeps writers and its own kind out. */
	SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock"),

	/** Lets only plain readers in. */
	EXCLUSIVE("ExclusiveLock"),

	/** Keeps everybody out. */
	ACCESS_EXCLUSIVE("AccessExclusiveLock");

	private final String serverName;

	LockMode(String serverName) {
		this.serverName = serverName;
	}

	/**
	 * Return the name as {@code pg_locks} has it.
	 * @return for instance {@code AccessExclusiveLock}
	 */
	public String serverName() {
		return this.serverName;
	}

	/**
	 * Return the name as documentation and {@code LOCK TABLE} have it.
	 * @return for instance {@code ACCESS EXCLUSIVE}
	 */
	public String sqlName() {
		return name().replace('_', ' ');
	}

	/**
	 * Return whether {@code SELECT} waits.
	 * @return {@code true} for the strongest mode only
	 */
	public boolean blocksReads() {
		return this == ACCESS_EXCLUSIVE;
	}

	/**
	 * Return whether {@code INSERT}, {@code UPDATE} and {@code DELETE} wait.
	 * @return {@code true} from {@link #SHARE} on
	 */
	public boolean blocksWrites() {
		return compareTo(SHARE) >= 0;
	}

}
