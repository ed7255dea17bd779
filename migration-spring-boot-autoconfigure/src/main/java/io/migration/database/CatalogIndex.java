// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

/**
 * An index in the catalog.
 *
 * @param schema the schema
 * @param table the table
 * @param name the name
 * @param definition the statement that creates it
 * @param valid whether it may be used
 * @param constraint whether it belongs to a constraint
 * @since 1.0.0
 */
public record CatalogIndex(String schema, String table, String name, String definition, boolean valid,
		boolean constraint) {

}
