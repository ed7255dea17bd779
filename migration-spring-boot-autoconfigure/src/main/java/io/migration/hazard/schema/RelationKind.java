// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

/**
 * What a relation is.
 *
 * @since 1.0.0
 */
public enum RelationKind {

	/** A table with rows of its own. */
	TABLE,

	/** A partitioned table. */
	PARTITIONED,

	/** A foreign table. */
	FOREIGN,

	/** A view. */
	VIEW,

	/** A materialized view. */
	MATERIALIZED_VIEW,

	/** A sequence. */
	SEQUENCE,

	/** A composite type. */
	COMPOSITE

}
