// SPDX-License-Identifier: Apache-2.0
package io.migration;

/**
 * Where a row of the history comes from.
 *
 * @since 1.0.0
 */
public enum MigrationKind {

	/**
	 * A migration with a version, run once.
	 */
	VERSIONED,

	/**
	 * A migration without a version, run again whenever its content changes.
	 */
	REPEATABLE,

	/**
	 * The version at which a database was when this project took it over.
	 */
	BASELINE,

	/**
	 * A migration that another tool ran before this project took the database over.
	 */
	ADOPTED,

	/**
	 * A note of what somebody asked for; says nothing about what is applied.
	 */
	AUDIT

}
