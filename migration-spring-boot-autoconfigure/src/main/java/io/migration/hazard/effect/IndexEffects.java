// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.stream.Stream;

import io.migration.hazard.schema.IndexModel;
import io.migration.hazard.schema.RelationKind;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.ActionHandlers;
import io.migration.hazard.statement.IndexStatement;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.SqlAction;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * What statements on indexes do.
 */
final class IndexEffects {

	private IndexEffects() {
	}

	static void register(ActionHandlers<SqlAction, EffectBuilder> handlers) {
		handlers.on(IndexStatement.Create.class, IndexEffects::create)
			.on(IndexStatement.Reindex.class, IndexEffects::reindex);
	}

	private static void create(IndexStatement.Create create, EffectBuilder effect) {
		TableModel table = effect.schema().table(create.table());
		if (create.concurrently()) {
			effect.refuseTransaction();
			effect.waitForOldTransactions();
			if (table != null && table.kind() == RelationKind.PARTITIONED) {
				effect.fail(Failure.PARTITIONED);
			}
		}
		LockMode mode = create.concurrently() ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE;
		effect.lock(create.table(), mode);
		boolean exists = create.ifNotExists() && create.name() != null && table != null
				&& table.indexes().stream().anyMatch((index) -> index.name().name().equals(create.name()));
		boolean parentOnly = create.only() && table != null && table.kind() == RelationKind.PARTITIONED;
		if (exists || parentOnly) {
			return;
		}
		boolean partitions = table != null && table.kind() == RelationKind.PARTITIONED;
		if (partitions) {
			effect.lockTree(create.table(), mode);
			effect.scan(create.table(), Likelihood.CERTAIN);
		}
		else {
			effect.scanOnly(create.table(), Likelihood.CERTAIN);
		}
	}

	private static void reindex(IndexStatement.Reindex reindex, EffectBuilder effect) {
		if (reindex.concurrently()) {
			effect.refuseTransaction();
			effect.waitForOldTransactions();
		}
		QualifiedName name = reindex.name();
		switch (reindex.scope()) {
			case INDEX -> reindexIndex(reindex, name, effect);
			case TABLE -> reindexTable(reindex, name, effect);
			default -> reindexMany(reindex, name, effect);
		}
	}

	private static LockMode modeOf(IndexStatement.Reindex reindex) {
		return reindex.concurrently() ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE;
	}

	private static void reindexIndex(IndexStatement.Reindex reindex, @Nullable QualifiedName name,
			EffectBuilder effect) {
		TableModel table = (name != null) ? effect.schema().tableOfIndex(name) : null;
		IndexModel index = (name != null) ? effect.schema().index(name) : null;
		if (table == null || index == null) {
			effect.notComplete();
			return;
		}
		effect.lock(table, modeOf(reindex));
		effect.rebuild(table, index);
	}

	private static void reindexTable(IndexStatement.Reindex reindex, @Nullable QualifiedName name,
			EffectBuilder effect) {
		if (name == null) {
			effect.notComplete();
			return;
		}
		TableModel table = effect.schema().table(name);
		if (table == null) {
			effect.lock(name, modeOf(reindex));
			effect.scan(name, Likelihood.POSSIBLE);
			return;
		}
		if (table.kind() == RelationKind.PARTITIONED) {
			effect.refuseTransaction();
		}
		Stream.concat(Stream.of(table), table.links().descendants().stream()).forEach((member) -> {
			effect.lock(member, modeOf(reindex));
			member.indexes()
				.stream()
				.filter((index) -> member.kind() != RelationKind.PARTITIONED)
				.forEach((index) -> effect.rebuild(member, index));
		});
	}

	private static void reindexMany(IndexStatement.Reindex reindex, @Nullable QualifiedName name,
			EffectBuilder effect) {
		effect.refuseTransaction();
		effect.notComplete();
		for (TableModel table : effect.schema().tables()) {
			boolean included = reindex.scope() != IndexStatement.Scope.SCHEMA
					|| (name != null && name.name().equals(table.name().schema()));
			if (included && !table.indexes().isEmpty()) {
				effect.lock(table, modeOf(reindex));
				table.indexes().forEach((index) -> effect.rebuild(table, index));
			}
		}
	}

}
