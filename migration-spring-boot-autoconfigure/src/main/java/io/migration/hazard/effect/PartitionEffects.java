// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import io.migration.hazard.schema.ConstraintModel;
import io.migration.hazard.schema.IndexModel;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.ActionHandlers;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.PartitionAction;
import io.migration.hazard.statement.PartitionBound;
import io.migration.hazard.statement.PartitionOf;
import io.migration.hazard.statement.TableAction;
import org.jspecify.annotations.Nullable;

/**
 * What attaching, detaching and creating partitions does.
 */
final class PartitionEffects {

	private PartitionEffects() {
	}

	static void register(ActionHandlers<TableAction, AlterTarget> handlers) {
		handlers.on(PartitionAction.Attach.class, PartitionEffects::attach)
			.on(PartitionAction.Detach.class, PartitionEffects::detach);
	}

	static void createPartition(PartitionOf partition, EffectBuilder effect) {
		effect.lock(partition.parent(), LockMode.ACCESS_EXCLUSIVE);
		TableModel parent = effect.schema().table(partition.parent());
		if (parent != null) {
			lockReferences(parent, effect);
			lockDefault(parent, partition.bound(), effect);
		}
	}

	// In both directions, as the new partition gets triggers of its own
	private static void lockReferences(TableModel parent, EffectBuilder effect) {
		parent.links().references().values().forEach((table) -> effect.lock(table, LockMode.SHARE_ROW_EXCLUSIVE));
		parent.links().referencedBy().forEach((table) -> effect.lock(table, LockMode.SHARE_ROW_EXCLUSIVE));
	}

	// Rows of the new partition must not be in the default one
	private static void lockDefault(TableModel parent, PartitionBound bound, EffectBuilder effect) {
		TableModel other = defaultOf(parent);
		if (other != null && !bound.isDefault()) {
			effect.lock(other, LockMode.ACCESS_EXCLUSIVE);
			effect.scan(other.name(), Likelihood.CERTAIN.unless(BoundProof.excludes(other, parent, bound)));
		}
	}

	static @Nullable TableModel defaultOf(TableModel parent) {
		return parent.links().children().stream().filter(PartitionEffects::isDefault).findFirst().orElse(null);
	}

	private static boolean isDefault(TableModel partition) {
		PartitionBound bound = partition.traits().bound();
		return bound != null && bound.isDefault();
	}

	private static void attach(PartitionAction.Attach attach, AlterTarget target) {
		target.lock(LockMode.SHARE_UPDATE_EXCLUSIVE);
		EffectBuilder effect = target.effect();
		effect.lockTree(attach.table(), LockMode.ACCESS_EXCLUSIVE);
		TableModel parent = target.table();
		TableModel partition = target.schema().table(attach.table());
		if (parent == null || partition == null) {
			effect.scan(attach.table(), Likelihood.POSSIBLE);
			return;
		}
		boolean indexed = parent.indexes().stream().allMatch((index) -> hasTwin(index, partition));
		boolean fits = BoundProof.implies(partition, parent, attach.bound()) || isOnly(parent, attach.bound());
		effect.scan(attach.table(), Likelihood.CERTAIN.unless(fits && indexed));
		lockReferences(parent, effect);
		checkReferences(parent, partition, effect);
		lockDefault(parent, attach.bound(), effect);
	}

	// A default partition without others takes every row
	private static boolean isOnly(TableModel parent, PartitionBound bound) {
		return bound.isDefault() && parent.isComplete() && parent.links().children().isEmpty();
	}

	// A key that the partition has already is taken over without a look at its rows
	private static void checkReferences(TableModel parent, TableModel partition, EffectBuilder effect) {
		parent.links().references().forEach((name, table) -> {
			ConstraintModel key = parent.constraint(name);
			if (key != null && hasTwin(key, table, partition)) {
				// Its own triggers go
				effect.lock(table, LockMode.ACCESS_EXCLUSIVE);
			}
			else if (key != null && key.definition().isValidating()) {
				effect.scan(partition.name(), Likelihood.CERTAIN);
				effect.scan(table.name(), Likelihood.CERTAIN);
			}
		});
	}

	private static boolean hasTwin(ConstraintModel key, TableModel table, TableModel partition) {
		return partition.links().references().entrySet().stream().anyMatch((reference) -> {
			ConstraintModel other = partition.constraint(reference.getKey());
			return reference.getValue() == table && other != null && other.validated()
					&& other.definition().columns().equals(key.definition().columns());
		});
	}

	private static boolean hasTwin(IndexModel index, TableModel partition) {
		return partition.indexes()
			.stream()
			.anyMatch((other) -> other.columns().equals(index.columns()) && other.unique() == index.unique());
	}

	private static void detach(PartitionAction.Detach detach, AlterTarget target) {
		EffectBuilder effect = target.effect();
		TableModel parent = target.table();
		TableModel other = (parent != null) ? defaultOf(parent) : null;
		if (detach.concurrently()) {
			effect.refuseTransaction();
			effect.waitForOldTransactions();
			target.lock(LockMode.SHARE_UPDATE_EXCLUSIVE);
			effect.lockForAnInstant(detach.table(), LockMode.ACCESS_EXCLUSIVE);
			if (other != null) {
				effect.fail(Failure.PARTITIONED);
			}
			if (parent != null) {
				lockReferences(parent, effect);
			}
			return;
		}
		target.lock(detach.finalizing() ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
		effect.lockTree(detach.table(), LockMode.ACCESS_EXCLUSIVE);
		if (other != null) {
			effect.lock(other, LockMode.ACCESS_EXCLUSIVE);
		}
		if (parent != null) {
			lockReferences(parent, effect);
		}
	}

}
