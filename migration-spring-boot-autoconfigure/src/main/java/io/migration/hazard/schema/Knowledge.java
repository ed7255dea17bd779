// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

/**
 * Where an answer comes from, from the weakest source to the best.
 *
 * @since 1.0.0
 */
public enum Knowledge {

	/** From the statement alone. */
	STATEMENT,

	/** From the scripts before it. */
	SCRIPTS,

	/** From the catalog of the database. */
	CATALOG

}
