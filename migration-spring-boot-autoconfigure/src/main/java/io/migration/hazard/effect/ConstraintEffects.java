// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.List;

import io.migration.hazard.schema.ColumnModel;
import io.migration.hazard.schema.ConstraintModel;
import io.migration.hazard.schema.ForeignKeys;
import io.migration.hazard.schema.IndexModel;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.ActionHandlers;
import io.migration.hazard.statement.ConstraintAction;
import io.migration.hazard.statement.ConstraintDefinition;
import io.migration.hazard.statement.ConstraintKind;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.Reference;
import io.migration.hazard.statement.TableAction;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * What actions on constraints do.
 */
final class ConstraintEffects {

	private ConstraintEffects() {
	}

	static void register(ActionHandlers<TableAction, AlterTarget> handlers) {
		handlers.on(ConstraintAction.Add.class, ConstraintEffects::add)
			.on(ConstraintAction.Drop.class, ConstraintEffects::drop)
			.on(ConstraintAction.Validate.class, ConstraintEffects::validate)
			.on(ConstraintAction.Rename.class, (rename, target) -> target.lockTree(LockMode.ACCESS_EXCLUSIVE))
			.on(ConstraintAction.Alter.class, ConstraintEffects::alter);
	}

	private static void add(ConstraintAction.Add add, AlterTarget target) {
		ConstraintDefinition constraint = add.definition();
		Inheritance.addConstraint(target, constraint);
		switch (constraint.kind()) {
			case CHECK -> addCheck(constraint, target);
			case NOT_NULL -> addNotNull(constraint, target);
			case FOREIGN_KEY -> addReference(constraint, target);
			case UNIQUE, PRIMARY_KEY, EXCLUDE -> addKey(constraint, target);
		}
	}

	private static void addCheck(ConstraintDefinition constraint, AlterTarget target) {
		target.lock(LockMode.ACCESS_EXCLUSIVE);
		// Versions before 16 look for children only where they get the constraint
		if (!constraint.noInherit() || target.schema().version().isAtLeast(16)) {
			target.lockTree(LockMode.ACCESS_EXCLUSIVE);
		}
		Likelihood scan = Likelihood.CERTAIN.unless(!constraint.isValidating());
		if (constraint.noInherit()) {
			target.effect().scanOnly(target.name(), scan);
		}
		else {
			target.scan(scan);
		}
	}

	private static void addNotNull(ConstraintDefinition constraint, AlterTarget target) {
		target.lockTree(LockMode.ACCESS_EXCLUSIVE);
		if (constraint.isValidating()) {
			constraint.columns().forEach((column) -> target.scan(NotNullScan.of(column, target)));
		}
	}

	private static void addReference(ConstraintDefinition constraint, AlterTarget target) {
		Reference reference = constraint.reference();
		if (target.isPartitioned() && constraint.notValid() && !target.schema().version().isAtLeast(18)) {
			target.effect().fail(Failure.PARTITIONED);
		}
		target.lockTree(LockMode.SHARE_ROW_EXCLUSIVE);
		if (reference != null) {
			target.effect().lockTree(reference.table(), LockMode.SHARE_ROW_EXCLUSIVE);
			if (constraint.isValidating()) {
				target.scan(Likelihood.CERTAIN);
				target.effect().scan(reference.table(), Likelihood.CERTAIN.unless(isEmpty(target.table())));
			}
		}
	}

	// No row has to be looked for
	private static boolean isEmpty(@Nullable TableModel table) {
		return table != null && table.isNew();
	}

	private static void addKey(ConstraintDefinition constraint, AlterTarget target) {
		target.lock(LockMode.ACCESS_EXCLUSIVE);
		// Version 18 was seen to lock partitions as well, version 15 only to forbid nulls
		boolean partitions = target.schema().version().isAtLeast(16) || forbidsNulls(constraint, target.table());
		target.lockTree(partitions ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE);
		QualifiedName using = constraint.usingIndex();
		if (using == null) {
			target.scan(Likelihood.CERTAIN);
		}
		else if (constraint.kind() == ConstraintKind.PRIMARY_KEY) {
			IndexModel index = target.schema().index(using);
			List<String> columns = (index != null) ? index.columns() : List.of();
			columns.forEach((column) -> target.scan(NotNullScan.of(column, target)));
			target.scan((index != null) ? Likelihood.NO : Likelihood.POSSIBLE);
		}
	}

	private static boolean forbidsNulls(ConstraintDefinition constraint, @Nullable TableModel table) {
		return constraint.kind() == ConstraintKind.PRIMARY_KEY
				&& (table == null || !constraint.columns().stream().allMatch((column) -> isNotNull(table, column)));
	}

	private static boolean isNotNull(TableModel table, String column) {
		ColumnModel model = table.column(column);
		return model != null && model.notNull();
	}

	private static void drop(ConstraintAction.Drop drop, AlterTarget target) {
		target.lockTree(LockMode.ACCESS_EXCLUSIVE);
		Inheritance.dropConstraint(target, drop.name());
		TableModel table = target.table();
		if (table == null) {
			return;
		}
		TableModel referenced = table.links().references().get(drop.name());
		if (referenced != null) {
			target.effect().lockTree(referenced.name(), LockMode.ACCESS_EXCLUSIVE);
		}
		ConstraintModel constraint = table.constraint(drop.name());
		if (constraint != null) {
			dropKey(table, constraint, drop.cascade(), target.effect());
		}
	}

	private static void dropKey(TableModel table, ConstraintModel constraint, boolean cascade, EffectBuilder effect) {
		for (TableModel other : table.links().referencedBy()) {
			boolean uses = other.links()
				.references()
				.entrySet()
				.stream()
				.filter((reference) -> reference.getValue() == table)
				.map((reference) -> other.constraint(reference.getKey()))
				.anyMatch((key) -> ForeignKeys.referencedColumns(key, table).equals(constraint.definition().columns()));
			if (uses && isKey(constraint)) {
				effect.lock(other, LockMode.ACCESS_EXCLUSIVE);
				if (!cascade) {
					effect.fail(Failure.DEPENDENT);
				}
			}
		}
	}

	private static boolean isKey(ConstraintModel constraint) {
		ConstraintKind kind = constraint.definition().kind();
		return kind == ConstraintKind.PRIMARY_KEY || kind == ConstraintKind.UNIQUE;
	}

	private static void validate(ConstraintAction.Validate validate, AlterTarget target) {
		target.lockTree(LockMode.SHARE_UPDATE_EXCLUSIVE);
		TableModel table = target.table();
		ConstraintModel constraint = (table != null) ? table.constraint(validate.name()) : null;
		if (table == null || constraint == null) {
			target.scan(Likelihood.CERTAIN);
			return;
		}
		if (constraint.validated()) {
			return;
		}
		target.scan(Likelihood.CERTAIN);
		TableModel referenced = table.links().references().get(validate.name());
		if (referenced != null) {
			target.effect().lockTree(referenced.name(), LockMode.ROW_SHARE);
			target.effect().scan(referenced.name(), Likelihood.CERTAIN);
		}
	}

	private static void alter(ConstraintAction.Alter alter, AlterTarget target) {
		target.lockTree(LockMode.ACCESS_EXCLUSIVE);
		TableModel table = target.table();
		TableModel referenced = (table != null) ? table.links().references().get(alter.name()) : null;
		if (alter.enforced()) {
			target.scan(Likelihood.CERTAIN);
			if (referenced != null) {
				target.effect().lockTree(referenced.name(), LockMode.SHARE_ROW_EXCLUSIVE);
				target.effect().scan(referenced.name(), Likelihood.CERTAIN);
			}
		}
		else if (alter.unenforced() && referenced != null) {
			// The triggers of both sides go
			target.effect().lockTree(referenced.name(), LockMode.ACCESS_EXCLUSIVE);
		}
	}

}
