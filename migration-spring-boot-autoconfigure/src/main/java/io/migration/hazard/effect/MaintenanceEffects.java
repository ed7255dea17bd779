// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.migration.hazard.schema.Knowledge;
import io.migration.hazard.schema.RelationKind;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.schema.ViewModel;
import io.migration.hazard.statement.ActionHandlers;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.MaintenanceStatement;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.TableStatement;
import io.migration.hazard.statement.ViewStatement;
import io.migration.sql.QualifiedName;

/**
 * What statements that keep tables in shape, empty or lock them do.
 */
final class MaintenanceEffects {

	private MaintenanceEffects() {
	}

	static void register(ActionHandlers<SqlAction, EffectBuilder> handlers) {
		handlers.on(TableStatement.Truncate.class, MaintenanceEffects::truncate)
			.on(TableStatement.Lock.class, MaintenanceEffects::lock)
			.on(MaintenanceStatement.Vacuum.class, MaintenanceEffects::vacuum)
			.on(MaintenanceStatement.Analyze.class, MaintenanceEffects::analyze)
			.on(MaintenanceStatement.Cluster.class, MaintenanceEffects::cluster)
			.on(ViewStatement.Refresh.class, MaintenanceEffects::refresh);
	}

	private static void truncate(TableStatement.Truncate truncate, EffectBuilder effect) {
		Set<TableModel> emptied = new LinkedHashSet<>();
		for (QualifiedName name : truncate.tables()) {
			TableModel table = effect.schema().table(name);
			if (table != null && truncate.only() && table.kind() == RelationKind.PARTITIONED) {
				effect.fail(Failure.CHILDREN_LEFT_OUT);
			}
			if (table == null) {
				effect.lock(name, LockMode.ACCESS_EXCLUSIVE);
				effect.rewrite(name, Likelihood.CERTAIN);
			}
			else {
				collect(table, truncate, emptied);
			}
		}
		for (TableModel table : emptied) {
			effect.lock(table, LockMode.ACCESS_EXCLUSIVE);
			effect.replaceFiles(table);
			if (!emptied.containsAll(table.links().referencedBy())) {
				effect.fail(Failure.REFERENCED);
			}
		}
	}

	private static void collect(TableModel table, TableStatement.Truncate truncate, Set<TableModel> emptied) {
		if (emptied.add(table)) {
			if (!truncate.only()) {
				table.links().children().forEach((child) -> collect(child, truncate, emptied));
			}
			if (truncate.cascade()) {
				table.links().referencedBy().forEach((other) -> collect(other, truncate, emptied));
			}
		}
	}

	private static void lock(TableStatement.Lock lock, EffectBuilder effect) {
		for (QualifiedName name : lock.tables()) {
			lockOne(name, lock, effect);
			TableModel table = effect.schema().table(name);
			if (table != null && table.kind() == RelationKind.VIEW) {
				table.links().reads().forEach((read) -> effect.lockTree(read.name(), lock.mode()));
			}
		}
	}

	private static void lockOne(QualifiedName name, TableStatement.Lock lock, EffectBuilder effect) {
		if (lock.only()) {
			effect.lock(name, lock.mode());
		}
		else {
			effect.lockTree(name, lock.mode());
		}
	}

	private static void vacuum(MaintenanceStatement.Vacuum vacuum, EffectBuilder effect) {
		effect.refuseTransaction();
		LockMode mode = vacuum.full() ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_UPDATE_EXCLUSIVE;
		for (QualifiedName table : named(vacuum.tables(), effect)) {
			effect.lockTree(table, mode);
			if (vacuum.full()) {
				effect.rewrite(table, Likelihood.CERTAIN);
				effect.scan(table, Likelihood.CERTAIN);
			}
		}
	}

	private static void analyze(MaintenanceStatement.Analyze analyze, EffectBuilder effect) {
		for (QualifiedName name : named(analyze.tables(), effect)) {
			effect.lock(name, LockMode.SHARE_UPDATE_EXCLUSIVE);
			TableModel table = effect.schema().table(name);
			if (table != null && table.kind() == RelationKind.PARTITIONED) {
				effect.lockTree(name, LockMode.SHARE_UPDATE_EXCLUSIVE);
			}
		}
	}

	// Without a name every table is meant
	private static List<QualifiedName> named(List<QualifiedName> names, EffectBuilder effect) {
		if (!names.isEmpty()) {
			return names;
		}
		effect.notComplete();
		return effect.schema()
			.tables()
			.stream()
			.filter((table) -> table.kind() == RelationKind.TABLE || table.kind() == RelationKind.PARTITIONED
					|| table.kind() == RelationKind.MATERIALIZED_VIEW)
			.map(TableModel::name)
			.toList();
	}

	private static void cluster(MaintenanceStatement.Cluster cluster, EffectBuilder effect) {
		QualifiedName table = cluster.table();
		if (table == null) {
			effect.refuseTransaction();
			effect.notComplete();
			return;
		}
		TableModel model = effect.schema().table(table);
		if (model != null && model.kind() == RelationKind.PARTITIONED) {
			effect.refuseTransaction();
		}
		effect.lockTree(table, LockMode.ACCESS_EXCLUSIVE);
		effect.rewrite(table, Likelihood.CERTAIN);
		effect.scan(table, Likelihood.CERTAIN);
	}

	private static void refresh(ViewStatement.Refresh refresh, EffectBuilder effect) {
		TableModel view = effect.schema().table(refresh.name());
		LockMode mode = refresh.concurrently() ? LockMode.EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
		effect.lock(refresh.name(), RelationKind.MATERIALIZED_VIEW, mode);
		if (view == null) {
			effect.rewrite(refresh.name(), Likelihood.CERTAIN.unless(refresh.concurrently()));
			effect.scan(refresh.name(), Likelihood.POSSIBLE);
			return;
		}
		if (refresh.withData()) {
			readAll(view, effect);
		}
		if (refresh.concurrently()) {
			refreshConcurrently(view, effect);
		}
		else {
			effect.rewrite(view.name(), Likelihood.CERTAIN);
			effect.scan(view.name(), Likelihood.CERTAIN.unless(view.indexes().isEmpty() || !refresh.withData()));
		}
	}

	private static void readAll(TableModel view, EffectBuilder effect) {
		ViewModel model = view.view();
		for (TableModel table : view.links().reads()) {
			DataEffects.read(table.name(),
					(model != null) ? QueryScans.of(model.query(), table.name(), effect.schema()) : Likelihood.POSSIBLE,
					effect);
		}
	}

	private static void refreshConcurrently(TableModel view, EffectBuilder effect) {
		effect.scan(view.name(), Likelihood.CERTAIN);
		boolean unique = view.indexes()
			.stream()
			.anyMatch((index) -> index.unique() && index.where() == null
					&& index.columns().size() == index.keys().size());
		boolean known = effect.schema().knowledge() == Knowledge.CATALOG || view.knowledge() == Knowledge.SCRIPTS;
		if (known && !unique) {
			effect.fail(Failure.NO_UNIQUE_INDEX);
		}
	}

}
