// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import org.jspecify.annotations.Nullable;

/**
 * Something that a statement drops or empties and that may hold data.
 *
 * @param kind what it is
 * @param name its name; of a column that of its table
 * @param column the column, {@code null} for anything else
 * @param cascade whether what depends on it goes too
 * @since 1.0.0
 */
public record DroppedObject(Kind kind, QualifiedName name, @Nullable String column, boolean cascade) {

	/**
	 * What can be dropped.
	 */
	public enum Kind {

		/** A table, or a view of which the row type may be used. */
		TABLE,

		/** The rows of a table that is emptied. */
		ROWS,

		/** A column of a table. */
		COLUMN,

		/** A schema with everything in it. */
		SCHEMA,

		/** A type or domain, of which columns may be. */
		TYPE,

		/** A collation, of which columns may be. */
		COLLATION,

		/** An extension, to which tables and types may belong. */
		EXTENSION,

		/** Everything that belongs to a role. */
		OWNED,

		/** A whole database. */
		DATABASE

	}

}
