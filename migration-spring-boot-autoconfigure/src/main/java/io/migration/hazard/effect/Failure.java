// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

/**
 * Failures of a statement that can be foreseen.
 *
 * @since 1.0.0
 */
public enum Failure {

	/** The server refuses the statement in a transaction. */
	IN_TRANSACTION,

	/** The server refuses the form for partitioned tables or their indexes. */
	PARTITIONED,

	/** The column has no default and there are rows, so it would contain nulls. */
	NULLS,

	/** A view depends on the type of the column. */
	USED_BY_VIEW,

	/** Foreign keys of other tables refer to the table. */
	REFERENCED,

	/** The types of the two sides of a foreign key cannot be compared. */
	INCOMPATIBLE_KEY,

	/** The materialized view has no unique index. */
	NO_UNIQUE_INDEX,

	/** Something else depends on what is dropped. */
	DEPENDENT,

	/** The label was added in the same transaction. */
	UNSAFE_ENUM_VALUE,

	/** Something that is named does not exist. */
	MISSING_OBJECT,

	/** The column belongs to a primary key or is an identity, and so has no nulls. */
	NEVER_NULL,

	/** The column or constraint comes from the parent and is changed there. */
	INHERITED,

	/** With {@code ONLY} the partitions or child tables would be left out. */
	CHILDREN_LEFT_OUT,

	/** A newer version of the server is needed. */
	NEWER_SERVER

}
