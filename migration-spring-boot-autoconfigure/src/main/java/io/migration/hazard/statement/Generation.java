// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

/**
 * How the values of a column come about.
 *
 * @since 1.0.0
 */
public enum Generation {

	/** By whoever writes the row. */
	NONE,

	/** {@code GENERATED ALWAYS AS (...) STORED}. */
	STORED,

	/**
	 * {@code GENERATED ALWAYS AS (...) VIRTUAL}, without a word for it also from version
	 * 18 on.
	 */
	VIRTUAL,

	/** {@code GENERATED ... AS IDENTITY}. */
	IDENTITY

}
