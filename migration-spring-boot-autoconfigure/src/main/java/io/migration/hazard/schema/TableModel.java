// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migration.hazard.statement.Expression;
import io.migration.hazard.statement.PartitionBound;
import io.migration.hazard.statement.PartitionKey;
import io.migration.hazard.statement.Persistence;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A table, or another relation, as it is at present.
 *
 * @since 1.0.0
 */
public final class TableModel {

	private final TableLinks links = new TableLinks();

	private QualifiedName name;

	private final RelationKind kind;

	private final Knowledge knowledge;

	private Age age;

	private Persistence persistence = Persistence.PERMANENT;

	private boolean complete;

	private long rows = -1;

	private long bytes = -1;

	private final Map<String, ColumnModel> columns = new LinkedHashMap<>();

	private final Map<String, ConstraintModel> constraints = new LinkedHashMap<>();

	private @Nullable PartitionKey partitionKey;

	private @Nullable PartitionBound bound;

	private final Map<String, IndexModel> indexes = new LinkedHashMap<>();

	private boolean conditional;

	private @Nullable QualifiedName ofType;

	private @Nullable Expression query;

	TableModel(QualifiedName name, RelationKind kind, Knowledge knowledge, Age age) {
		this.name = name;
		this.kind = kind;
		this.knowledge = knowledge;
		this.age = age;
	}

	/**
	 * Return the name.
	 * @return the name with the schema in which it was found
	 */
	public QualifiedName name() {
		return this.name;
	}

	/**
	 * Return what it is.
	 * @return the kind
	 */
	public RelationKind kind() {
		return this.kind;
	}

	/**
	 * Return where the knowledge comes from.
	 * @return the source
	 */
	public Knowledge knowledge() {
		return this.knowledge;
	}

	/**
	 * Return when it came into being.
	 * @return the age
	 */
	public Age age() {
		return this.age;
	}

	/**
	 * Return whether it came into being in the present migration, so that nobody else can
	 * use it yet.
	 * @return {@code true} if it did for certain
	 */
	public boolean isNew() {
		return this.age != Age.EXISTING && !this.conditional;
	}

	/**
	 * Return how long it lives and whether it is logged.
	 * @return the persistence
	 */
	public Persistence persistence() {
		return this.persistence;
	}

	/**
	 * Return whether all columns and constraints are known.
	 * @return {@code false} if some may have been made elsewhere
	 */
	public boolean isComplete() {
		return this.complete;
	}

	/**
	 * Return the number of rows as the server estimates it.
	 * @return the number, or -1 if it is not known
	 */
	public long rows() {
		return this.rows;
	}

	/**
	 * Return the size with indexes.
	 * @return the size in bytes, or -1 if it is not known
	 */
	public long bytes() {
		return this.bytes;
	}

	/**
	 * Return the columns.
	 * @return the columns in their order
	 */
	public List<ColumnModel> columns() {
		return List.copyOf(this.columns.values());
	}

	/**
	 * Return a column.
	 * @param column the name
	 * @return the column or {@code null} if none is known
	 */
	public @Nullable ColumnModel column(String column) {
		return this.columns.get(column);
	}

	/**
	 * Return the constraints, those of columns included except for {@code NOT NULL}
	 * without a name.
	 * @return the constraints
	 */
	public List<ConstraintModel> constraints() {
		return List.copyOf(this.constraints.values());
	}

	/**
	 * Return a constraint.
	 * @param constraint the name
	 * @return the constraint or {@code null} if none is known
	 */
	public @Nullable ConstraintModel constraint(String constraint) {
		return this.constraints.get(constraint);
	}

	/**
	 * Return how it is partitioned.
	 * @return the key or {@code null} if it is not partitioned
	 */
	public @Nullable PartitionKey partitionKey() {
		return this.partitionKey;
	}

	/**
	 * Return the values that it takes as a partition.
	 * @return the values or {@code null} if it is no partition
	 */
	public @Nullable PartitionBound bound() {
		return this.bound;
	}

	/**
	 * Return the indexes.
	 * @return the indexes, also those of constraints and invalid ones
	 */
	public List<IndexModel> indexes() {
		return List.copyOf(this.indexes.values());
	}

	/**
	 * Return whether it was made by {@code IF NOT EXISTS} and may have been there before.
	 * @return {@code true} if it may
	 */
	public boolean isConditional() {
		return this.conditional;
	}

	/**
	 * Return the composite type of a typed table.
	 * @return the type or {@code null} if it is not typed
	 */
	public @Nullable QualifiedName ofType() {
		return this.ofType;
	}

	/**
	 * Return the query of a view.
	 * @return the query or {@code null} if it is not known
	 */
	public @Nullable Expression query() {
		return this.query;
	}

	/**
	 * Return how it is connected with other tables.
	 * @return parents, children, foreign keys and views
	 */
	public TableLinks links() {
		return this.links;
	}

	/**
	 * Return whether no row can have a null in a column: it is {@code NOT NULL}, or a
	 * validated check proves it to the server.
	 * @param column the column
	 * @return {@code true} if the server knows it without looking at rows
	 */
	public boolean isProvenNotNull(String column) {
		ColumnModel model = column(column);
		return (model != null && model.notNull()) || this.constraints.values()
			.stream()
			.anyMatch((constraint) -> constraint.validated() && NotNullProof.isIn(constraint.definition(), column));
	}

	void rename(QualifiedName newName) {
		this.name = newName;
		this.indexes.replaceAll((key, index) -> index.withTable(newName));
	}

	void setPersistence(Persistence newPersistence) {
		this.persistence = newPersistence;
	}

	void setComplete(boolean newComplete) {
		this.complete = newComplete;
	}

	void setConditional(boolean newConditional) {
		this.conditional = newConditional;
	}

	void setSize(long newRows, long newBytes) {
		this.rows = newRows;
		this.bytes = newBytes;
	}

	void setOfType(@Nullable QualifiedName newType) {
		this.ofType = newType;
	}

	void setQuery(@Nullable Expression newQuery) {
		this.query = newQuery;
	}

	void setPartitionKey(@Nullable PartitionKey newKey) {
		this.partitionKey = newKey;
	}

	void setBound(@Nullable PartitionBound newBound) {
		this.bound = newBound;
	}

	void put(ColumnModel column) {
		this.columns.put(column.name(), column);
	}

	void renameColumn(ColumnModel column, String to) {
		Map<String, ColumnModel> before = new LinkedHashMap<>(this.columns);
		this.columns.clear();
		before.values().forEach((other) -> put((other == column) ? column.withName(to) : other));
	}

	void removeColumn(String column) {
		this.columns.remove(column);
		this.indexes.values().removeIf((index) -> index.uses(column));
		this.constraints.values().removeIf((constraint) -> ConstraintColumns.uses(constraint.definition(), column));
	}

	void put(ConstraintModel constraint) {
		this.constraints.put(constraint.name(), constraint);
	}

	@Nullable ConstraintModel removeConstraint(String constraint) {
		return this.constraints.remove(constraint);
	}

	void put(IndexModel index) {
		this.indexes.put(index.name().name(), index);
	}

	@Nullable IndexModel index(String index) {
		return this.indexes.get(index);
	}

	@Nullable IndexModel removeIndex(String index) {
		return this.indexes.remove(index);
	}

	// What was made in a transaction or migration is older for the next one
	void grow(Age youngest) {
		this.age = (this.age.compareTo(youngest) > 0) ? youngest : this.age;
		this.columns
			.replaceAll((key, column) -> (column.age().compareTo(youngest) > 0) ? column.withAge(youngest) : column);
		this.indexes
			.replaceAll((key, index) -> (index.age().compareTo(youngest) > 0) ? index.withAge(youngest) : index);
		this.constraints.replaceAll((key, constraint) -> (constraint.age().compareTo(youngest) > 0)
				? constraint.withAge(youngest) : constraint);
	}

}
