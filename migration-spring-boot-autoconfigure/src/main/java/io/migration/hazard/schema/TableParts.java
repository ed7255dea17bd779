// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The columns, constraints and indexes of a table, by their names, and the sequences that
 * belong to its columns.
 */
final class TableParts {

	private final Map<String, ColumnModel> columns = new LinkedHashMap<>();

	private final Map<String, ConstraintModel> constraints = new LinkedHashMap<>();

	private final Map<String, IndexModel> indexes = new LinkedHashMap<>();

	private final Map<String, TableModel> sequences = new HashMap<>();

	TableParts() {
	}

	List<ColumnModel> columns() {
		return List.copyOf(this.columns.values());
	}

	@Nullable ColumnModel column(String name) {
		return this.columns.get(name);
	}

	void put(ColumnModel column) {
		this.columns.put(column.name(), column);
	}

	void removeColumn(String name) {
		this.columns.remove(name);
	}

	void renameColumn(ColumnModel column, String to) {
		Map<String, ColumnModel> before = new LinkedHashMap<>(this.columns);
		this.columns.clear();
		before.values().forEach((other) -> put((other == column) ? column.withName(to) : other));
		TableModel sequence = this.sequences.remove(column.name());
		if (sequence != null) {
			this.sequences.put(to, sequence);
		}
	}

	void putSequence(String column, TableModel sequence) {
		this.sequences.put(column, sequence);
	}

	@Nullable TableModel sequence(String column) {
		return this.sequences.get(column);
	}

	@Nullable TableModel removeSequence(String column) {
		return this.sequences.remove(column);
	}

	List<ConstraintModel> constraints() {
		return List.copyOf(this.constraints.values());
	}

	@Nullable ConstraintModel constraint(String name) {
		return this.constraints.get(name);
	}

	void put(ConstraintModel constraint) {
		this.constraints.put(constraint.name(), constraint);
	}

	@Nullable ConstraintModel removeConstraint(String name) {
		return this.constraints.remove(name);
	}

	List<IndexModel> indexes() {
		return List.copyOf(this.indexes.values());
	}

	@Nullable IndexModel index(String name) {
		return this.indexes.get(name);
	}

	void put(IndexModel index) {
		this.indexes.put(index.name().name(), index);
	}

	void removeIndex(String name) {
		this.indexes.remove(name);
	}

	boolean isProvenNotNull(String column) {
		ColumnModel model = column(column);
		return (model != null && model.notNull())
				|| this.constraints.values().stream().anyMatch((constraint) -> constraint.provesNotNull(column));
	}

	// What was made in a transaction or migration is older for the next one
	void grow(Age youngest) {
		this.columns
			.replaceAll((key, column) -> (column.age().compareTo(youngest) > 0) ? column.withAge(youngest) : column);
		this.indexes
			.replaceAll((key, index) -> (index.age().compareTo(youngest) > 0) ? index.withAge(youngest) : index);
		this.constraints.replaceAll((key, constraint) -> (constraint.age().compareTo(youngest) > 0)
				? constraint.withAge(youngest) : constraint);
	}

}
