// SPDX-License-Identifier: Apache-2.0
package io.migration;

/**
 * What to do about hazards in migrations that are about to run.
 *
 * @since 1.0.0
 */
public enum HazardMode {

	/**
	 * Do not look for them.
	 */
	OFF,

	/**
	 * Log them and go on.
	 */
	WARN,

	/**
	 * Log them, and run nothing if there is one of severity error.
	 */
	FAIL

}
