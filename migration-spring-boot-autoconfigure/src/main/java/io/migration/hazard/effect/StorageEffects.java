// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import io.migration.hazard.schema.RelationKind;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.ActionHandlers;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.Persistence;
import io.migration.hazard.statement.StorageAction;
import io.migration.hazard.statement.TableAction;
import io.migration.sql.StorageParameters;

/**
 * What actions on the storage of a table do.
 */
final class StorageEffects {

	private StorageEffects() {
	}

	static void register(ActionHandlers<TableAction, AlterTarget> handlers) {
		handlers.on(StorageAction.SetLogged.class, StorageEffects::setLogged)
			.on(StorageAction.SetTablespace.class, StorageEffects::setTablespace)
			.on(StorageAction.SetAccessMethod.class, StorageEffects::setAccessMethod)
			.on(StorageAction.SetOptions.class, StorageEffects::setOptions)
			.on(StorageAction.ClusterOn.class, (action, target) -> target.lock(LockMode.SHARE_UPDATE_EXCLUSIVE))
			.on(StorageAction.SetWithoutOids.class, (action, target) -> target.lockTree(LockMode.ACCESS_EXCLUSIVE))
			.on(StorageAction.SetReplicaIdentity.class, (action, target) -> target.lock(LockMode.ACCESS_EXCLUSIVE));
	}

	private static void setLogged(StorageAction.SetLogged set, AlterTarget target) {
		target.lock(LockMode.ACCESS_EXCLUSIVE);
		TableModel table = target.table();
		boolean known = table != null && (table.isComplete() || table.traits().persistence() == Persistence.UNLOGGED);
		boolean logged = table != null && table.traits().persistence() != Persistence.UNLOGGED;
		if (!known) {
			target.rewrite(Likelihood.POSSIBLE);
		}
		else if (logged != set.logged() && !target.isPartitioned()) {
			target.rewrite(Likelihood.CERTAIN);
		}
	}

	// A table is copied block by block, which counts as no scan
	private static void setTablespace(StorageAction.SetTablespace set, AlterTarget target) {
		target.lock(LockMode.ACCESS_EXCLUSIVE);
		TableModel table = target.table();
		if (!target.isPartitioned() && !set.tablespace().equals("pg_default") && table != null) {
			target.effect().copy(table);
		}
		else if (table == null) {
			target.effect().rewrite(target.name(), Likelihood.POSSIBLE);
		}
	}

	private static void setAccessMethod(StorageAction.SetAccessMethod set, AlterTarget target) {
		target.lock(LockMode.ACCESS_EXCLUSIVE);
		if (!set.method().equals("heap") && !set.method().equals("default")) {
			target.rewrite(Likelihood.CERTAIN);
		}
	}

	private static void setOptions(StorageAction.SetOptions set, AlterTarget target) {
		boolean harmless = target.kind() != RelationKind.VIEW
				&& set.options().stream().allMatch(StorageParameters::isHarmless);
		target.lock(harmless ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
	}

}
