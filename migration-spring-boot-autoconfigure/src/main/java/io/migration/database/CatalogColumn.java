// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import org.jspecify.annotations.Nullable;

/**
 * A column in the catalog.
 *
 * @param schema the schema
 * @param table the table
 * @param name the name
 * @param type the type with modifiers
 * @param collation the collation unless it is that of the type
 * @param notNull whether it has a not-null constraint, valid or not
 * @param defaultValue the default or the expression of a generated column
 * @param identity the letter of {@code pg_attribute.attidentity} or nothing
 * @param generated the letter of {@code pg_attribute.attgenerated} or nothing
 * @since 1.0.0
 */
public record CatalogColumn(String schema, String table, String name, String type, @Nullable String collation,
		boolean notNull, @Nullable String defaultValue, String identity, String generated) {

}
