// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import org.jspecify.annotations.Nullable;

/**
 * A table, view or sequence in the catalog.
 *
 * @param schema the schema
 * @param name the name
 * @param kind the letter of {@code pg_class.relkind}
 * @param persistence the letter of {@code pg_class.relpersistence}
 * @param rows the estimated number of rows, below zero if none was made
 * @param bytes the size without indexes at the last look of the server
 * @param partitionKey how it is partitioned
 * @param bound what it takes as a partition
 * @param query the query of a view
 * @param ofType the composite type of a typed table
 * @since 1.0.0
 */
public record CatalogTable(String schema, String name, String kind, String persistence, String rows, String bytes,
		@Nullable String partitionKey, @Nullable String bound, @Nullable String query, @Nullable String ofType) {

}
