// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

/**
 * What is done with the database when the application starts.
 */
enum MigrationMode {

	/**
	 * Run what is pending, and start when it is done.
	 */
	MIGRATE,

	/**
	 * Start at once, run what is pending meanwhile, and be ready when it is done.
	 */
	BACKGROUND,

	/**
	 * Change nothing, and start when another process has run what is pending.
	 */
	WAIT,

	/**
	 * Change nothing, and start only if nothing required is pending.
	 */
	VALIDATE

}
