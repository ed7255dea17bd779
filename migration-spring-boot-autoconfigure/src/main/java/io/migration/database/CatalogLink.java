// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

/**
 * A connection between a relation and another.
 *
 * @param kind what the connection is
 * @param schema the schema of the first
 * @param name the name of the first
 * @param otherSchema the schema of the second
 * @param otherName the name of the second
 * @since 1.0.0
 */
public record CatalogLink(Kind kind, String schema, String name, String otherSchema, String otherName) {

	/**
	 * What a connection is.
	 */
	public enum Kind {

		/** The first is a partition of the second or inherits from it. */
		INHERITS,

		/** The first is a view that reads the second. */
		READS,

		/** The first are statistics about the second. */
		STATISTICS,

		/** The first is a publication of the second. */
		PUBLICATION

	}

}
