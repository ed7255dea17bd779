// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.migration.hazard.schema.ColumnModel;
import io.migration.hazard.schema.IndexModel;
import io.migration.hazard.schema.Knowledge;
import io.migration.hazard.schema.RelationKind;
import io.migration.hazard.schema.SchemaModel;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.ActionHandlers;
import io.migration.hazard.statement.DropStatement;
import io.migration.hazard.statement.Expression;
import io.migration.hazard.statement.Generation;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.SqlAction;
import io.migration.sql.QualifiedName;

/**
 * What {@code DROP} does.
 */
final class DropEffects {

	private DropEffects() {
	}

	static void register(ActionHandlers<SqlAction, EffectBuilder> handlers) {
		handlers.on(DropStatement.class, DropEffects::drop);
	}

	private static void drop(DropStatement drop, EffectBuilder effect) {
		switch (drop.kind()) {
			case TABLE, FOREIGN_TABLE -> dropTables(drop, RelationKind.TABLE, effect);
			case VIEW -> dropTables(drop, RelationKind.VIEW, effect);
			case MATERIALIZED_VIEW -> dropTables(drop, RelationKind.MATERIALIZED_VIEW, effect);
			case SEQUENCE -> drop.names().forEach((name) -> dropSequence(name, drop.cascade(), effect));
			case INDEX -> drop.names().forEach((name) -> dropIndex(name, drop.concurrently(), effect));
			case SCHEMA -> drop.names().forEach((name) -> dropSchema(name.name(), drop.cascade(), effect));
			case TYPE, DOMAIN, EXTENSION -> TypeEffects.drop(drop, effect);
			case TRIGGER, RULE, POLICY -> lockTableOf(drop, effect);
			case DATABASE, TABLESPACE, SUBSCRIPTION -> effect.refuseTransaction();
			case STATISTICS -> drop.names()
				.forEach((name) -> effect.schema()
					.tablesOf(drop.kind(), name)
					.forEach((table) -> effect.lock(table, LockMode.SHARE_UPDATE_EXCLUSIVE)));
			case OWNED -> effect.notComplete();
			case FUNCTION, PROCEDURE, ROUTINE ->
				drop.names().forEach((name) -> RoutineRemoval.collect(name, drop.cascade(), effect));
			default -> dropOther(drop, effect);
		}
	}

	private static void lockTableOf(DropStatement drop, EffectBuilder effect) {
		QualifiedName table = drop.table();
		if (table != null) {
			effect.lockTree(table, LockMode.ACCESS_EXCLUSIVE);
		}
	}

	// Anything may go with it
	private static void dropOther(DropStatement drop, EffectBuilder effect) {
		if (drop.cascade()) {
			effect.notComplete();
		}
	}

	private static void dropTables(DropStatement drop, RelationKind kind, EffectBuilder effect) {
		Set<TableModel> dropped = new LinkedHashSet<>();
		drop.names().forEach((name) -> effect.lock(name, kind, LockMode.ACCESS_EXCLUSIVE));
		for (QualifiedName name : drop.names()) {
			TableModel table = effect.schema().table(name);
			if (table != null) {
				dropped.add(table);
				dropped.addAll(table.links().descendants());
			}
		}
		for (TableModel table : dropped) {
			dropTable(table, dropped, drop.cascade(), effect);
		}
	}

	private static void dropTable(TableModel table, Set<TableModel> dropped, boolean cascade, EffectBuilder effect) {
		effect.lock(table, LockMode.ACCESS_EXCLUSIVE);
		table.links().references().values().forEach((other) -> effect.lock(other, LockMode.ACCESS_EXCLUSIVE));
		for (TableModel parent : table.links().parents()) {
			effect.lock(parent, LockMode.ACCESS_EXCLUSIVE);
			TableModel other = PartitionEffects.defaultOf(parent);
			if (other != null) {
				effect.lock(other, LockMode.ACCESS_EXCLUSIVE);
			}
		}
		boolean needed = Stream.concat(table.links().referencedBy().stream(), table.links().readBy().stream())
			.anyMatch((other) -> !dropped.contains(other));
		if (needed && !cascade) {
			effect.fail(Failure.DEPENDENT);
		}
		if (cascade) {
			table.links().referencedBy().forEach((other) -> effect.lock(other, LockMode.ACCESS_EXCLUSIVE));
			table.links().readBy().forEach((view) -> dropTree(view, effect));
		}
	}

	// A view with the views that read it
	static void dropTree(TableModel view, EffectBuilder effect) {
		effect.lock(view, LockMode.ACCESS_EXCLUSIVE);
		view.links().readBy().forEach((other) -> dropTree(other, effect));
	}

	private static void dropIndex(QualifiedName name, boolean concurrently, EffectBuilder effect) {
		TableModel table = effect.schema().tableOfIndex(name);
		IndexModel index = effect.schema().index(name);
		if (concurrently) {
			effect.refuseTransaction();
			effect.waitForOldTransactions();
		}
		if (table == null || index == null) {
			effect.notComplete();
			return;
		}
		if (index.constraint()) {
			effect.fail(Failure.DEPENDENT);
		}
		if (concurrently && table.kind() == RelationKind.PARTITIONED) {
			effect.fail(Failure.PARTITIONED);
		}
		effect.lock(table, concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
		if (table.kind() == RelationKind.PARTITIONED) {
			effect.lockTree(table.name(), LockMode.ACCESS_EXCLUSIVE);
		}
	}

	private static void dropSchema(String name, boolean cascade, EffectBuilder effect) {
		List<TableModel> tables = effect.schema()
			.tables()
			.stream()
			.filter((table) -> name.equals(table.name().schema()))
			.toList();
		if (!tables.isEmpty() && !cascade) {
			effect.fail(Failure.DEPENDENT);
		}
		tables.forEach((table) -> dropTable(table, Set.copyOf(tables), cascade, effect));
		if (effect.schema().knowledge() != Knowledge.CATALOG) {
			effect.notComplete();
		}
	}

	private static void dropSequence(QualifiedName name, boolean cascade, EffectBuilder effect) {
		effect.lock(name, RelationKind.SEQUENCE, LockMode.ACCESS_EXCLUSIVE);
		for (TableModel table : effect.schema().tables()) {
			if (table.columns().stream().anyMatch((column) -> isUsing(column, name.name()))) {
				effect.lock(table, LockMode.ACCESS_EXCLUSIVE);
				if (!cascade) {
					effect.fail(Failure.DEPENDENT);
				}
			}
			if (table.columns().stream().anyMatch((column) -> isIdentity(table, column, name, effect.schema()))) {
				effect.fail(Failure.DEPENDENT);
			}
		}
	}

	// Such a sequence goes with its column only
	private static boolean isIdentity(TableModel table, ColumnModel column, QualifiedName sequence,
			SchemaModel schema) {
		TableModel owned = table.sequence(column.name());
		return column.generation() == Generation.IDENTITY && owned != null && owned == schema.table(sequence);
	}

	private static boolean isUsing(ColumnModel column, String sequence) {
		Expression value = column.defaultValue();
		return value != null && value.functions().contains("nextval")
				&& value.tokens().stream().anyMatch((token) -> token.text().contains(sequence));
	}

}
