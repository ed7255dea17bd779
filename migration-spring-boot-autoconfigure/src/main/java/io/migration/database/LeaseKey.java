// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

/**
 * What a lease protects.
 *
 * @param schema schema of the history, and of the table of leases
 * @param history name of the history, which is the name of the lease
 * @param key lock that is held while an owner is chosen, and as long as it works by the
 * owner of a session lock
 * @param workKey lock that every transaction of an owner by lease holds
 * @since 1.0.0
 */
public record LeaseKey(String schema, String history, long key, long workKey) {

	/**
	 * Name of the table of leases.
	 */
	public static final String TABLE = "migration_lock";

	/**
	 * Return how people call it.
	 * @return the name of the history with its schema
	 */
	public String name() {
		return this.schema + "." + this.history;
	}

}
