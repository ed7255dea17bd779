// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.stream.Stream;

import io.migration.hazard.schema.ColumnModel;
import io.migration.hazard.schema.ForeignKeys;
import io.migration.hazard.schema.RelationKind;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.ActionHandlers;
import io.migration.hazard.statement.ColumnAction;
import io.migration.hazard.statement.ConstraintKind;
import io.migration.hazard.statement.Generation;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.TableAction;

/**
 * What actions on columns do.
 */
final class ColumnEffects {

	private ColumnEffects() {
	}

	static void register(ActionHandlers<TableAction, AlterTarget> handlers) {
		handlers.on(ColumnAction.Add.class, AddedColumn::collect)
			.on(ColumnAction.Drop.class, ColumnEffects::drop)
			.on(ColumnAction.SetType.class, ColumnTypeEffects::collect)
			.on(ColumnAction.SetNotNull.class, ColumnEffects::setNotNull)
			.on(ColumnAction.SetExpression.class, ColumnEffects::setExpression)
			.on(ColumnAction.SetStatistics.class, (action, target) -> target.lockTree(LockMode.SHARE_UPDATE_EXCLUSIVE))
			.on(ColumnAction.SetOptions.class, (action, target) -> target.lock(LockMode.SHARE_UPDATE_EXCLUSIVE))
			.on(ColumnAction.Rename.class, ColumnEffects::rename)
			.on(ColumnAction.DropNotNull.class, ColumnEffects::dropNotNull);
		Stream
			.of(ColumnAction.SetDefault.class, ColumnAction.DropDefault.class, ColumnAction.DropExpression.class,
					ColumnAction.AddIdentity.class, ColumnAction.ChangeIdentity.class, ColumnAction.DropIdentity.class,
					ColumnAction.SetStorage.class)
			.forEach((type) -> handlers.on(type, (action, target) -> target.lockTree(LockMode.ACCESS_EXCLUSIVE)));
	}

	private static void rename(ColumnAction.Rename rename, AlterTarget target) {
		target.lockTree(LockMode.ACCESS_EXCLUSIVE);
		Inheritance.changeColumn(target, rename.column());
	}

	private static void dropNotNull(ColumnAction.DropNotNull drop, AlterTarget target) {
		target.lockTree(LockMode.ACCESS_EXCLUSIVE);
		TableModel table = target.table();
		ColumnModel column = (table != null) ? table.column(drop.column()) : null;
		boolean identity = column != null && column.generation() == Generation.IDENTITY;
		if (table != null && (identity || isInPrimaryKey(table, drop.column(), target))) {
			target.effect().fail(Failure.NEVER_NULL);
		}
		else if (table != null && isKeptByParent(table, drop.column())) {
			target.effect().fail(Failure.INHERITED);
		}
	}

	private static boolean isInPrimaryKey(TableModel table, String column, AlterTarget target) {
		return table.constraints()
			.stream()
			.filter((constraint) -> constraint.definition().kind() == ConstraintKind.PRIMARY_KEY)
			.filter((constraint) -> !target.drops(constraint.name()))
			.anyMatch((constraint) -> constraint.definition().columns().contains(column));
	}

	private static boolean isKeptByParent(TableModel table, String column) {
		return table.links()
			.parents()
			.stream()
			.filter((parent) -> parent.kind() == RelationKind.PARTITIONED)
			.map((parent) -> parent.column(column))
			.anyMatch((inherited) -> inherited != null && inherited.notNull());
	}

	private static void drop(ColumnAction.Drop drop, AlterTarget target) {
		target.lockTree(LockMode.ACCESS_EXCLUSIVE);
		Inheritance.dropColumn(target, drop.column());
		TableModel table = target.table();
		if (table == null) {
			return;
		}
		lockKeys(table, drop.column(), target.effect());
		for (TableModel view : table.links().readBy()) {
			dropView(view, ViewUse.of(view, table, drop.column()), drop.cascade(), target.effect());
		}
	}

	private static void dropView(TableModel view, Likelihood use, boolean cascade, EffectBuilder effect) {
		if (use == Likelihood.CERTAIN && cascade) {
			DropEffects.dropTree(view, effect);
		}
		else if (use == Likelihood.CERTAIN) {
			effect.fail(Failure.DEPENDENT);
		}
		else if (use == Likelihood.POSSIBLE && cascade) {
			effect.notComplete();
		}
	}

	private static void lockKeys(TableModel table, String column, EffectBuilder effect) {
		ForeignKeys.from(table, column).forEach((other) -> effect.lock(other, LockMode.ACCESS_EXCLUSIVE));
		ForeignKeys.to(table, column).forEach((other) -> effect.lock(other, LockMode.ACCESS_EXCLUSIVE));
	}

	private static void setNotNull(ColumnAction.SetNotNull set, AlterTarget target) {
		target.lockTree(LockMode.ACCESS_EXCLUSIVE);
		Inheritance.setNotNull(target);
		target.scan(NotNullScan.of(set.column(), target));
	}

	private static void setExpression(ColumnAction.SetExpression set, AlterTarget target) {
		target.lockTree(LockMode.ACCESS_EXCLUSIVE);
		TableModel table = target.table();
		ColumnModel column = (table != null) ? table.column(set.column()) : null;
		boolean isVirtual = column != null && column.generation() == Generation.VIRTUAL;
		if (!isVirtual) {
			target.rewrite((column != null) ? Likelihood.CERTAIN : Likelihood.POSSIBLE);
		}
	}

}
