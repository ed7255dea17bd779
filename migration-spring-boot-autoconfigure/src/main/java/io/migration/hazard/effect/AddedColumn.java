// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import io.migration.hazard.schema.TableModel;
import io.migration.hazard.schema.TypeModel;
import io.migration.hazard.statement.ColumnAction;
import io.migration.hazard.statement.ColumnDefinition;
import io.migration.hazard.statement.ConstraintDefinition;
import io.migration.hazard.statement.Expression;
import io.migration.hazard.statement.Generation;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.Reference;

/**
 * What {@code ADD COLUMN} does.
 */
final class AddedColumn {

	private final ColumnDefinition column;

	private final AlterTarget target;

	private AddedColumn(ColumnDefinition column, AlterTarget target) {
		this.column = column;
		this.target = target;
	}

	static void collect(ColumnAction.Add add, AlterTarget target) {
		target.lockTree(LockMode.ACCESS_EXCLUSIVE);
		Inheritance.addColumn(target);
		TableModel table = target.table();
		boolean exists = table != null && table.column(add.definition().name()) != null;
		if (!add.ifNotExists() || !exists) {
			new AddedColumn(add.definition(), target).collect();
		}
	}

	private void collect() {
		this.target.rewrite(rewrite());
		this.column.constraints().forEach(this::collect);
		if (this.column.isNotNull() && !hasValue() && hasRows()) {
			this.target.effect().fail(Failure.NULLS);
		}
	}

	private boolean hasDefault() {
		Expression value = this.column.defaultValue();
		return value != null && !value.isNull();
	}

	private boolean hasValue() {
		return hasDefault() || this.column.generation() != Generation.NONE || this.column.type().isSerial();
	}

	private boolean hasRows() {
		TableModel table = this.target.table();
		return table != null && table.rows() > 0;
	}

	private Likelihood rewrite() {
		Generation generation = this.column.generation();
		boolean computed = generation == Generation.STORED || generation == Generation.IDENTITY
				|| this.column.type().isSerial();
		TypeModel type = this.target.schema().types().get(this.column.type());
		if (computed || (type != null && type.constrained())) {
			return Likelihood.CERTAIN;
		}
		Expression value = this.column.defaultValue();
		if (value == null || value.isNull()) {
			return Likelihood.NO;
		}
		return this.target.schema().version().isAtLeast(11) ? Volatility.of(value, this.target.schema().routines())
				: Likelihood.CERTAIN;
	}

	private void collect(ConstraintDefinition constraint) {
		switch (constraint.kind()) {
			case CHECK -> this.target.scan(constraint.isValidating() ? Likelihood.CERTAIN : Likelihood.NO);
			case UNIQUE, PRIMARY_KEY, EXCLUDE -> this.target.scan(Likelihood.CERTAIN);
			case FOREIGN_KEY -> reference(constraint);
			case NOT_NULL -> {
				// The default is known not to be null
			}
		}
	}

	private void reference(ConstraintDefinition constraint) {
		Reference reference = constraint.reference();
		if (reference != null) {
			EffectBuilder effect = this.target.effect();
			effect.lockTree(reference.table(), LockMode.SHARE_ROW_EXCLUSIVE);
			if (constraint.isValidating() && hasValue()) {
				this.target.scan(Likelihood.CERTAIN);
				effect.scan(reference.table(), Likelihood.CERTAIN);
			}
		}
	}

}
