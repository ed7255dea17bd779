// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import io.migration.hazard.statement.PartitionBound;
import io.migration.hazard.statement.PartitionKey;
import io.migration.hazard.statement.Persistence;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * How a table was declared.
 *
 * @param persistence how long it lives and whether it is logged
 * @param partitionKey how it is partitioned; {@code null} if it is not
 * @param bound the values that it takes as a partition; {@code null} if it is none
 * @param ofType the composite type of a typed table; {@code null} if it is not typed
 * @since 1.0.0
 */
public record TableTraits(Persistence persistence, @Nullable PartitionKey partitionKey, @Nullable PartitionBound bound,
		@Nullable QualifiedName ofType) {

	static final TableTraits PLAIN = new TableTraits(Persistence.PERMANENT, null, null, null);

	TableTraits withPersistence(Persistence newPersistence) {
		return new TableTraits(newPersistence, this.partitionKey, this.bound, this.ofType);
	}

	TableTraits withBound(@Nullable PartitionBound newBound) {
		return new TableTraits(this.persistence, this.partitionKey, newBound, this.ofType);
	}

}
