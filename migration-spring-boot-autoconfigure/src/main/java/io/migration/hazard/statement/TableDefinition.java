// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import java.util.List;

import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * What stands in {@code CREATE TABLE}.
 *
 * @param columns the columns
 * @param constraints the constraints of the table; those of columns are with them
 * @param likes the tables that are copied from
 * @param inherits the parents
 * @param partitionOf what it is a partition of
 * @param partitionBy how it is partitioned
 * @param ofType the composite type of a typed table
 * @since 1.0.0
 */
public record TableDefinition(List<ColumnDefinition> columns, List<ConstraintDefinition> constraints,
		List<LikeClause> likes, List<QualifiedName> inherits, @Nullable PartitionOf partitionOf,
		@Nullable PartitionKey partitionBy, @Nullable QualifiedName ofType) {

	public TableDefinition {
		columns = List.copyOf(columns);
		constraints = List.copyOf(constraints);
		likes = List.copyOf(likes);
		inherits = List.copyOf(inherits);
	}

}
