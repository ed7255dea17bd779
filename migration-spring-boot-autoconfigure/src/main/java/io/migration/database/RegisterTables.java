// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

/**
 * Where the register of instances is.
 *
 * @param schema the schema, which is that of the history
 * @param instances name of the table of instances
 * @param releases name of the table of the releases that were seen
 * @since 1.0.0
 */
public record RegisterTables(String schema, String instances, String releases) {

}
