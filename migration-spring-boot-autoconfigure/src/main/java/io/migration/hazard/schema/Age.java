// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

/**
 * When something came into being, seen from the present statement.
 *
 * @since 1.0.0
 */
public enum Age {

	/** Before the present migration. */
	EXISTING,

	/** In the present migration, but in a transaction before the present one. */
	MIGRATION,

	/** In the present transaction. */
	TRANSACTION

}
