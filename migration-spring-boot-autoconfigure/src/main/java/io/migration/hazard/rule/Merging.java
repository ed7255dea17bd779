// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.migration.hazard.effect.TableEffect;
import io.migration.hazard.statement.ColumnAction;
import io.migration.hazard.statement.ConstraintAction;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.TableAction;
import io.migration.hazard.statement.TableStatement;
import org.jspecify.annotations.Nullable;

/**
 * Whether two {@code ALTER TABLE} may become one. The server does not run the actions of
 * one statement in their order: whatever is dropped goes first, also a constraint that
 * would have proved that there is no null, and a default of a column that is yet to be
 * added.
 */
final class Merging {

	private Merging() {
	}

	static boolean isPossible(Situation first, TableStatement.Alter before, Situation second,
			TableStatement.Alter alter) {
		Set<String> columns = new HashSet<>();
		return areIndependent(before.actions(), columns) && areIndependent(alter.actions(), columns)
				&& mode(first, before) == mode(second, alter);
	}

	// Each column is changed by one action at most, and no proof goes
	private static boolean areIndependent(List<TableAction> actions, Set<String> columns) {
		for (TableAction action : actions) {
			String column = column(action);
			boolean isIndependent = (column != null) ? columns.add(column) : action instanceof ConstraintAction.Add;
			if (!isIndependent) {
				return false;
			}
		}
		return true;
	}

	private static @Nullable String column(TableAction action) {
		if (action instanceof ColumnAction.Add add) {
			return add.definition().name();
		}
		if (action instanceof ColumnAction.Drop drop) {
			return drop.column();
		}
		if (action instanceof ColumnAction.SetType type) {
			return type.column();
		}
		if (action instanceof ColumnAction.SetDefault setDefault) {
			return setDefault.column();
		}
		if (action instanceof ColumnAction.DropDefault dropDefault) {
			return dropDefault.column();
		}
		if (action instanceof ColumnAction.DropNotNull dropNotNull) {
			return dropNotNull.column();
		}
		return (action instanceof ColumnAction.SetNotNull notNull) ? notNull.column() : null;
	}

	// A weaker lock would not stay weaker
	private static @Nullable LockMode mode(Situation situation, TableStatement.Alter alter) {
		for (TableEffect table : situation.effect().tables()) {
			if (situation.isSame(table.table(), alter.name())) {
				return table.mode();
			}
		}
		return null;
	}

}
