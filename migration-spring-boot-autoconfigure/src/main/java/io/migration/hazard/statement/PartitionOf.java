// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import io.migration.sql.QualifiedName;

/**
 * {@code PARTITION OF} in {@code CREATE TABLE}.
 *
 * @param parent the parent table
 * @param bound the bound
 * @since 1.0.0
 */
public record PartitionOf(QualifiedName parent, PartitionBound bound) {

}
