// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import io.migration.sql.QualifiedName;

/**
 * A column by which a table is joined.
 *
 * @param table the table
 * @param column the column
 * @since 1.0.0
 */
public record JoinedColumn(QualifiedName table, String column) {

}
