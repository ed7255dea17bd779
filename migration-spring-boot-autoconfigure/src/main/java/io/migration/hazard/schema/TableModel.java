// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.List;

import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A table, or another relation, as it is at present.
 *
 * @since 1.0.0
 */
public final class TableModel {

	private final TableLinks links = new TableLinks();

	private final TableParts parts = new TableParts();

	private QualifiedName name;

	private final RelationKind kind;

	private final Knowledge knowledge;

	private Age age;

	private boolean complete;

	private long rows = -1;

	private long bytes = -1;

	private TableTraits traits = TableTraits.PLAIN;

	private boolean conditional;

	private @Nullable ViewModel view;

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
	 * Return how it was declared.
	 * @return its traits
	 */
	public TableTraits traits() {
		return this.traits;
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
		return this.parts.columns();
	}

	/**
	 * Return a column.
	 * @param column the name
	 * @return the column or {@code null} if none is known
	 */
	public @Nullable ColumnModel column(String column) {
		return this.parts.column(column);
	}

	/**
	 * Return the sequence that a column owns.
	 * @param column the name
	 * @return the sequence or {@code null} if none is known
	 */
	public @Nullable TableModel sequence(String column) {
		return this.parts.sequence(column);
	}

	/**
	 * Return the constraints, those of columns included except for {@code NOT NULL}
	 * without a name.
	 * @return the constraints
	 */
	public List<ConstraintModel> constraints() {
		return this.parts.constraints();
	}

	/**
	 * Return a constraint.
	 * @param constraint the name
	 * @return the constraint or {@code null} if none is known
	 */
	public @Nullable ConstraintModel constraint(String constraint) {
		return this.parts.constraint(constraint);
	}

	/**
	 * Return the indexes.
	 * @return the indexes, also those of constraints and invalid ones
	 */
	public List<IndexModel> indexes() {
		return this.parts.indexes();
	}

	/**
	 * Return whether it was made by {@code IF NOT EXISTS} and may have been there before.
	 * @return {@code true} if it may
	 */
	public boolean isConditional() {
		return this.conditional;
	}

	/**
	 * Return what it consists of as a view.
	 * @return the query and what it needs; {@code null} if they are not known
	 */
	public @Nullable ViewModel view() {
		return this.view;
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
		return this.parts.isProvenNotNull(column);
	}

	TableParts parts() {
		return this.parts;
	}

	void rename(QualifiedName newName) {
		this.name = newName;
	}

	void setTraits(TableTraits newTraits) {
		this.traits = newTraits;
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

	void setView(ViewModel newView) {
		this.view = newView;
	}

	void grow(Age youngest) {
		this.age = (this.age.compareTo(youngest) > 0) ? youngest : this.age;
		this.parts.grow(youngest);
	}

}
