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
	 * Change nothing, and start only if nothing required is pending.
	 */
	VALIDATE

}
