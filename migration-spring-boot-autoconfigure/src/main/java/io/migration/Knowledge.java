// SPDX-License-Identifier: Apache-2.0
package io.migration;

/**
 * From what a finding was judged. The later, the better.
 *
 * @since 1.0.0
 */
public enum Knowledge {

	/**
	 * From the script alone.
	 */
	SCRIPT,

	/**
	 * From the script and those before it.
	 */
	PROJECT,

	/**
	 * From the script and the catalog of the database.
	 */
	CATALOG

}
