// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.List;

import io.migration.hazard.schema.ForeignKeys;
import io.migration.hazard.schema.RelationKind;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.ActionHandlers;
import io.migration.hazard.statement.DataStatement;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.SqlAction;
import io.migration.sql.QualifiedName;

/**
 * What reading and changing rows does.
 */
final class DataEffects {

	private DataEffects() {
	}

	static void register(ActionHandlers<SqlAction, EffectBuilder> handlers) {
		handlers.on(DataStatement.Insert.class, DataEffects::insert)
			.on(DataStatement.Update.class, DataEffects::update)
			.on(DataStatement.Delete.class, DataEffects::delete)
			.on(DataStatement.Merge.class, DataEffects::merge)
			.on(DataStatement.Query.class, DataEffects::query)
			.on(DataStatement.With.class,
					(with, effect) -> with.statements().forEach((inner) -> EffectModel.collect(inner, effect)))
			.on(DataStatement.Copy.class, DataEffects::copy)
			.on(DataStatement.Explain.class, DataEffects::explain);
	}

	// A view stands for what it reads
	static void read(QualifiedName name, Likelihood scan, EffectBuilder effect) {
		TableModel table = effect.schema().table(name);
		effect.lock(name, LockMode.ACCESS_SHARE);
		if (table != null && table.kind() == RelationKind.VIEW) {
			table.links()
				.reads()
				.forEach((read) -> read(read.name(), scan.unless(scan == Likelihood.CERTAIN)
					.or((scan == Likelihood.NO) ? scan : Likelihood.POSSIBLE), effect));
		}
		else {
			effect.scan(name, scan);
		}
	}

	private static void change(QualifiedName name, EffectBuilder effect) {
		effect.lock(name, LockMode.ROW_EXCLUSIVE);
	}

	private static void insert(DataStatement.Insert insert, EffectBuilder effect) {
		change(insert.table(), effect);
		TableModel table = effect.schema().table(insert.table());
		if (table != null && !effect.isPlanning()) {
			table.links().references().values().forEach((other) -> effect.lock(other, LockMode.ROW_SHARE));
		}
		insert.reads().forEach((read) -> read(read, Likelihood.POSSIBLE, effect));
	}

	// Which partitions are left out is known when it is planned
	private static void changeTree(QualifiedName name, EffectBuilder effect) {
		effect.lockTree(name, LockMode.ROW_EXCLUSIVE);
	}

	private static void update(DataStatement.Update update, EffectBuilder effect) {
		changeTree(update.table(), effect);
		effect.scan(update.table(), QueryScans.ofCondition(update.where(), update.table(), effect.schema()));
		TableModel table = effect.schema().table(update.table());
		if (table != null && !effect.isPlanning()) {
			for (String column : update.columns()) {
				ForeignKeys.from(table, column).forEach((other) -> effect.lock(other, LockMode.ROW_SHARE));
				ForeignKeys.to(table, column).forEach((other) -> effect.lock(other, LockMode.ROW_EXCLUSIVE));
			}
		}
		update.reads().forEach((read) -> read(read, Likelihood.POSSIBLE, effect));
	}

	private static void delete(DataStatement.Delete delete, EffectBuilder effect) {
		changeTree(delete.table(), effect);
		effect.scan(delete.table(), QueryScans.ofCondition(delete.where(), delete.table(), effect.schema()));
		TableModel table = effect.schema().table(delete.table());
		if (table != null && !effect.isPlanning()) {
			table.links().referencedBy().forEach((other) -> check(other, table, effect));
		}
		delete.reads().forEach((read) -> read(read, Likelihood.POSSIBLE, effect));
	}

	// For each row the referencing table is looked through, by an index if there is one
	private static void check(TableModel other, TableModel table, EffectBuilder effect) {
		effect.lock(other, LockMode.ROW_EXCLUSIVE);
		boolean indexed = other.links()
			.references()
			.entrySet()
			.stream()
			.filter((reference) -> reference.getValue() == table)
			.map((reference) -> other.constraint(reference.getKey()))
			.allMatch((key) -> key != null && isIndexed(other, key.definition().columns()));
		effect.scan(other.name(), Likelihood.CERTAIN.unless(indexed));
	}

	private static boolean isIndexed(TableModel table, List<String> columns) {
		return !columns.isEmpty() && table.indexes()
			.stream()
			.filter((index) -> !index.keys().isEmpty())
			.map((index) -> index.keys().get(0).column())
			.anyMatch((first) -> first != null && columns.contains(first));
	}

	private static void merge(DataStatement.Merge merge, EffectBuilder effect) {
		changeTree(merge.table(), effect);
		effect.scan(merge.table(), Likelihood.POSSIBLE);
		merge.reads().forEach((read) -> read(read, Likelihood.POSSIBLE, effect));
	}

	private static void query(DataStatement.Query query, EffectBuilder effect) {
		for (QualifiedName table : query.reads()) {
			boolean single = query.reads().size() == 1 && query.where() != null;
			Likelihood scan = QueryScans.ofCondition(query.where(), table, effect.schema());
			read(table, single ? scan : Likelihood.POSSIBLE, effect);
			if (query.lockingRows()) {
				effect.lock(table, LockMode.ROW_SHARE);
			}
		}
		if (query.functions().stream().anyMatch((function) -> isUnknown(function, effect))) {
			effect.notComplete();
		}
	}

	private static boolean isUnknown(String function, EffectBuilder effect) {
		return effect.schema().routines().mayDoAnything(function);
	}

	private static void copy(DataStatement.Copy copy, EffectBuilder effect) {
		QualifiedName table = copy.table();
		if (table != null && copy.from()) {
			change(table, effect);
		}
		else if (table != null) {
			read(table, Likelihood.CERTAIN, effect);
		}
		copy.reads().forEach((read) -> read(read, Likelihood.POSSIBLE, effect));
	}

	// Planning takes the locks, only running reads rows
	private static void explain(DataStatement.Explain explain, EffectBuilder effect) {
		if (explain.analyze()) {
			effect.add(EffectModel.of(explain.statement(), effect.schema(), effect.isInTransaction()));
		}
		else {
			plan(explain.statement(), effect);
		}
	}

	static void plan(SqlAction action, EffectBuilder effect) {
		EffectBuilder inner = new EffectBuilder(effect.schema(), effect.isInTransaction());
		inner.plan();
		EffectModel.collect(action, inner);
		inner.build().tables().forEach((table) -> effect.lock(table.table(), table.kind(), table.mode()));
	}

}
