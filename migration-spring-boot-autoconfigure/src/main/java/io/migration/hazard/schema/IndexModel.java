// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.List;
import java.util.Objects;

import io.migration.hazard.statement.Expression;
import io.migration.hazard.statement.IndexKey;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * An index as it is at present.
 *
 * @param name the name
 * @param table the table
 * @param unique whether it is unique
 * @param valid whether it may be used
 * @param constraint whether it belongs to a constraint
 * @param method the access method
 * @param keys the keys
 * @param where the condition; {@code null} if there is none
 * @param age when it came into being
 * @since 1.0.0
 */
public record IndexModel(QualifiedName name, QualifiedName table, boolean unique, boolean valid, boolean constraint,
		String method, List<IndexKey> keys, @Nullable Expression where, Age age) {

	public IndexModel {
		keys = List.copyOf(keys);
	}

	IndexModel withName(QualifiedName newName) {
		return new IndexModel(newName, this.table, this.unique, this.valid, this.constraint, this.method, this.keys,
				this.where, this.age);
	}

	IndexModel withAge(Age newAge) {
		return new IndexModel(this.name, this.table, this.unique, this.valid, this.constraint, this.method, this.keys,
				this.where, newAge);
	}

	IndexModel withTable(QualifiedName newTable) {
		return new IndexModel(this.name, newTable, this.unique, this.valid, this.constraint, this.method, this.keys,
				this.where, this.age);
	}

	IndexModel withKeys(List<IndexKey> newKeys, @Nullable Expression newWhere) {
		return new IndexModel(this.name, this.table, this.unique, this.valid, this.constraint, this.method, newKeys,
				newWhere, this.age);
	}

	IndexModel withConstraint() {
		return new IndexModel(this.name, this.table, this.unique, this.valid, true, this.method, this.keys, this.where,
				this.age);
	}

	/**
	 * Return the columns of the keys.
	 * @return the columns; expressions are left out
	 */
	public List<String> columns() {
		return this.keys.stream().map(IndexKey::column).filter(Objects::nonNull).map(Objects::requireNonNull).toList();
	}

	/**
	 * Return whether a column is part of a key, also within an expression.
	 * @param column the column
	 * @return {@code true} if it is
	 */
	public boolean uses(String column) {
		return this.keys.stream().anyMatch((key) -> ColumnUse.isIn(column, key.expression()))
				|| (this.where != null && ColumnUse.isIn(column, this.where.tokens()));
	}

}
