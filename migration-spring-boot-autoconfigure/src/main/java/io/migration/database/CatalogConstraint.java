// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import org.jspecify.annotations.Nullable;

/**
 * A constraint in the catalog.
 *
 * @param schema the schema
 * @param table the table
 * @param name the name
 * @param definition the definition as in {@code ADD CONSTRAINT}
 * @param validated whether it holds for all rows
 * @param referencedSchema the schema of the referenced table
 * @param referencedTable the table that a foreign key refers to
 * @since 1.0.0
 */
public record CatalogConstraint(String schema, String table, String name, String definition, boolean validated,
		@Nullable String referencedSchema, @Nullable String referencedTable) {

}
