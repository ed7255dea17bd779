// SPDX-License-Identifier: Apache-2.0
package io.migration;

/**
 * How much a finding matters.
 *
 * @since 1.0.0
 */
public enum Severity {

	/**
	 * Not reported. Only a setting says so; no finding has it.
	 */
	OFF,

	/**
	 * Worth knowing.
	 */
	INFO,

	/**
	 * May hurt, depending on size, load or the code that runs.
	 */
	WARNING,

	/**
	 * Will hurt a database that is in use.
	 */
	ERROR

}
