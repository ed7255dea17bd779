// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import org.jspecify.annotations.Nullable;

/**
 * A type of a user in the catalog.
 *
 * @param schema the schema
 * @param name the name
 * @param kind the letter of {@code pg_type.typtype}
 * @param base the base type of a domain
 * @param constrained whether a domain has constraints
 * @since 1.0.0
 */
public record CatalogType(String schema, String name, String kind, @Nullable String base, boolean constrained) {

}
