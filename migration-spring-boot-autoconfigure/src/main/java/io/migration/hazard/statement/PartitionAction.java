// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.statement;

import io.migration.sql.QualifiedName;

/**
 * Actions on partitions.
 *
 * @since 1.0.0
 */
public interface PartitionAction extends TableAction {

	/**
	 * {@code ATTACH PARTITION} of a table.
	 *
	 * @param range where it stands
	 * @param table the table that becomes a partition
	 * @param bound the values it takes
	 */
	record Attach(SourceRange range, QualifiedName table, PartitionBound bound) implements PartitionAction {

	}

	/**
	 * {@code ATTACH PARTITION} of an index.
	 *
	 * @param range where it stands
	 * @param index the index
	 */
	record AttachIndex(SourceRange range, QualifiedName index) implements PartitionAction {

	}

	/**
	 * {@code DETACH PARTITION}.
	 *
	 * @param range where it stands
	 * @param table the partition
	 * @param concurrently whether it is the form that lets others work
	 * @param finalizing whether an interrupted one is completed
	 */
	record Detach(SourceRange range, QualifiedName table, boolean concurrently,
			boolean finalizing) implements PartitionAction {

	}

}
