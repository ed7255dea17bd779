// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.migration.hazard.schema.ColumnModel;
import io.migration.hazard.schema.ConstraintModel;
import io.migration.hazard.schema.ForeignKeys;
import io.migration.hazard.schema.IndexModel;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.ColumnAction;
import io.migration.hazard.statement.ConstraintKind;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.TypeName;

/**
 * What {@code ALTER COLUMN ... TYPE} does.
 */
final class ColumnTypeEffects {

	private ColumnTypeEffects() {
	}

	static void collect(ColumnAction.SetType set, AlterTarget target) {
		target.lockTree(LockMode.ACCESS_EXCLUSIVE);
		Inheritance.changeColumn(target, set.column());
		TableModel table = target.table();
		ColumnModel column = (table != null) ? table.column(set.column()) : null;
		if (table == null || column == null || column.type().name().isEmpty()) {
			target.rewrite(Likelihood.POSSIBLE);
			return;
		}
		if (table.links()
			.readBy()
			.stream()
			.anyMatch((view) -> ViewUse.of(view, table, set.column()) == Likelihood.CERTAIN)) {
			target.effect().fail(Failure.USED_BY_VIEW);
		}
		Likelihood rewrite = new TypeChange(column.type(), set.type(), target.schema()).rewrite(set.column(),
				set.using());
		target.rewrite(rewrite);
		lockKeys(table, set, rewrite, target);
		if (rewrite != Likelihood.CERTAIN) {
			collectKept(table, column, set, target);
		}
	}

	private static void lockKeys(TableModel table, ColumnAction.SetType set, Likelihood rewrite, AlterTarget target) {
		List<TableModel> from = ForeignKeys.from(table, set.column());
		List<TableModel> to = ForeignKeys.to(table, set.column());
		List<TableModel> others = Stream.concat(from.stream(), to.stream()).distinct().toList();
		for (TableModel other : others) {
			target.effect().lock(other, LockMode.ACCESS_EXCLUSIVE);
			target.effect().scan(other.name(), rewrite);
		}
		TypeName before = typeOf(table, set.column());
		boolean breaks = (!from.isEmpty() && !KeyTypes.areComparable(set.type(), before))
				|| (!to.isEmpty() && !KeyTypes.areComparable(before, set.type()));
		if (breaks) {
			target.effect().fail(Failure.INCOMPATIBLE_KEY);
		}
	}

	private static TypeName typeOf(TableModel table, String column) {
		ColumnModel model = table.column(column);
		return (model != null) ? model.type() : new TypeName(null, "", List.of(), false);
	}

	// The rows stay, but indexes and checks may not
	private static void collectKept(TableModel table, ColumnModel column, ColumnAction.SetType set,
			AlterTarget target) {
		TypeChange change = new TypeChange(column.type(), set.type(), target.schema());
		boolean sameOrder = change.keepsOrder() && Objects.equals(column.collation(), set.collation());
		Stream.concat(Stream.of(table), table.links().descendants().stream())
			.forEach((member) -> member.indexes()
				.stream()
				.filter((index) -> index.uses(set.column()) && !(sameOrder && isPlain(index)))
				.forEach((index) -> target.effect().rebuild(member, index)));
		boolean checked = table.constraints()
			.stream()
			.map(ConstraintModel::definition)
			.anyMatch((constraint) -> constraint.kind() == ConstraintKind.CHECK && constraint.expression() != null
					&& constraint.expression().mentions(set.column()));
		target.scan(checked ? Likelihood.CERTAIN : Likelihood.NO);
	}

	// The server compares only indexes without expressions and conditions
	private static boolean isPlain(IndexModel index) {
		return index.where() == null && index.valid() && index.columns().size() == index.keys().size();
	}

}
