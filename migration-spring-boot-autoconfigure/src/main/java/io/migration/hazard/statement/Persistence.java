// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

/**
 * How long a table lives and whether it is logged.
 *
 * @since 1.0.0
 */
public enum Persistence {

	/** A plain table. */
	PERMANENT,

	/** {@code UNLOGGED}: empty after a crash. */
	UNLOGGED,

	/** {@code TEMPORARY}: of this session only. */
	TEMPORARY

}
