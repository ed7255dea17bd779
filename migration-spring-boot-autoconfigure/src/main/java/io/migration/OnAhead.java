// SPDX-License-Identifier: Apache-2.0
package io.migration;

/**
 * What to do when the database knows migrations that this application does not.
 *
 * @since 1.0.0
 */
public enum OnAhead {

	/**
	 * Log a warning and go on; repeatable migrations are left alone.
	 */
	WARN,

	/**
	 * Refuse to start.
	 */
	FAIL,

	/**
	 * Go on silently; repeatable migrations are left alone.
	 */
	IGNORE

}
