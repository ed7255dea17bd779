// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.List;

import io.migration.hazard.schema.RelationKind;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.ActionHandlers;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.ObjectKind;
import io.migration.hazard.statement.PartitionAction;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.TableAction;
import io.migration.hazard.statement.TableStatement;
import io.migration.sql.QualifiedName;

/**
 * What {@code ALTER TABLE} and its relatives do.
 */
final class AlterEffects {

	private static final ActionHandlers<TableAction, AlterTarget> ACTIONS = actions();

	private AlterEffects() {
	}

	static void register(ActionHandlers<SqlAction, EffectBuilder> handlers) {
		handlers.on(TableStatement.Alter.class, (alter, effect) -> collect(alter, alter.actions(), effect))
			.on(TableStatement.AlterAll.class, AlterEffects::moveAll);
	}

	private static ActionHandlers<TableAction, AlterTarget> actions() {
		ActionHandlers<TableAction, AlterTarget> actions = new ActionHandlers<>();
		ColumnEffects.register(actions);
		ConstraintEffects.register(actions);
		PartitionEffects.register(actions);
		StorageEffects.register(actions);
		RelationEffects.register(actions);
		return actions;
	}

	// Which tablespace a table is in is not known
	private static void moveAll(TableStatement.AlterAll alter, EffectBuilder effect) {
		effect.notComplete();
		for (TableModel table : effect.schema().tables()) {
			boolean moves = switch (alter.kind()) {
				case TABLE -> table.kind() == RelationKind.TABLE || table.kind() == RelationKind.PARTITIONED;
				case MATERIALIZED_VIEW -> table.kind() == RelationKind.MATERIALIZED_VIEW;
				default -> false;
			};
			if (moves) {
				effect.lock(table, LockMode.ACCESS_EXCLUSIVE);
				effect.rewrite(table.name(), Likelihood.POSSIBLE);
			}
		}
	}

	static void collect(TableStatement.Alter alter, List<TableAction> actions, EffectBuilder effect) {
		if (alter.kind() == ObjectKind.INDEX || effect.schema().tableOfIndex(alter.name()) != null) {
			collectForIndex(alter, actions, effect);
			return;
		}
		RelationKind kind = switch (alter.kind()) {
			case VIEW -> RelationKind.VIEW;
			case SEQUENCE -> RelationKind.SEQUENCE;
			case MATERIALIZED_VIEW -> RelationKind.MATERIALIZED_VIEW;
			default -> RelationKind.TABLE;
		};
		AlterTarget target = new AlterTarget(alter, actions, kind, effect);
		for (TableAction action : actions) {
			if (!ACTIONS.handle(action, target)) {
				target.lock(LockMode.ACCESS_EXCLUSIVE);
				effect.notComplete();
			}
		}
	}

	// Only the index itself is locked, but for attaching
	private static void collectForIndex(TableStatement.Alter alter, List<TableAction> actions, EffectBuilder effect) {
		for (TableAction action : actions) {
			if (action instanceof PartitionAction.AttachIndex attach) {
				lockTableOf(alter.name(), effect);
				lockTableOf(attach.index(), effect);
			}
		}
	}

	private static void lockTableOf(QualifiedName index, EffectBuilder effect) {
		TableModel table = effect.schema().tableOfIndex(index);
		if (table != null) {
			effect.lock(table, LockMode.ACCESS_SHARE);
		}
	}

}
