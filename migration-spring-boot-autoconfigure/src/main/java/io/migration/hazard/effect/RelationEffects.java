// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.stream.Stream;

import io.migration.hazard.statement.ActionHandlers;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.RelationAction;
import io.migration.hazard.statement.TableAction;

/**
 * What actions on a table as a whole do.
 */
final class RelationEffects {

	private RelationEffects() {
	}

	static void register(ActionHandlers<TableAction, AlterTarget> handlers) {
		handlers
			.on(RelationAction.SwitchTrigger.class, (action, target) -> target.lockTree(LockMode.SHARE_ROW_EXCLUSIVE))
			.on(RelationAction.Inherit.class, RelationEffects::inherit);
		Stream
			.of(RelationAction.Rename.class, RelationAction.SetSchema.class, RelationAction.SetOwner.class,
					RelationAction.SetType.class, RelationAction.SwitchRule.class, RelationAction.SetRowSecurity.class)
			.forEach((type) -> handlers.on(type, (action, target) -> target.lock(LockMode.ACCESS_EXCLUSIVE)));
	}

	private static void inherit(RelationAction.Inherit inherit, AlterTarget target) {
		target.lock(LockMode.ACCESS_EXCLUSIVE);
		target.effect()
			.lock(inherit.parent(), inherit.enable() ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_SHARE);
	}

}
