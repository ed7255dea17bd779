// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import io.migration.hazard.statement.ActionHandlers;
import io.migration.hazard.statement.ColumnAction;
import io.migration.hazard.statement.ConstraintAction;
import io.migration.hazard.statement.Generation;
import io.migration.hazard.statement.ObjectKind;
import io.migration.hazard.statement.PartitionAction;
import io.migration.hazard.statement.Persistence;
import io.migration.hazard.statement.RelationAction;
import io.migration.hazard.statement.StorageAction;
import io.migration.hazard.statement.TableAction;
import io.migration.hazard.statement.TableStatement;
import io.migration.sql.QualifiedName;

/**
 * What {@code ALTER TABLE} and its relatives change.
 */
final class TableAlteration {

	private static final ActionHandlers<TableAction, Target> HANDLERS = new ActionHandlers<TableAction, Target>()
		.on(ColumnAction.Add.class, TableAlteration::addColumn)
		.on(ColumnAction.Drop.class, (drop, target) -> target.table().parts().removeColumn(drop.column()))
		.on(ColumnAction.Rename.class,
				(rename, target) -> ColumnChanges.rename(target.table(), rename.column(), rename.to()))
		.on(ColumnAction.SetType.class,
				(set, target) -> ColumnChanges.change(target.table(), set.column(),
						(column) -> column.withType(set.type(), set.collation())))
		.on(ColumnAction.SetDefault.class,
				(set, target) -> ColumnChanges.change(target.table(), set.column(),
						(column) -> column.withDefault(set.expression())))
		.on(ColumnAction.DropDefault.class,
				(drop, target) -> ColumnChanges.change(target.table(), drop.column(),
						(column) -> column.withDefault(null)))
		.on(ColumnAction.SetNotNull.class, (set, target) -> ColumnChanges.setNotNull(target.table(), set.column()))
		.on(ColumnAction.DropNotNull.class,
				(drop, target) -> ColumnChanges.change(target.table(), drop.column(),
						(column) -> column.withNotNull(false)))
		.on(ColumnAction.DropExpression.class,
				(drop, target) -> ColumnChanges.change(target.table(), drop.column(),
						(column) -> column.withGeneration(Generation.NONE)))
		.on(ConstraintAction.Add.class,
				(add, target) -> ConstraintChanges.add(target.table(), add.definition(), false, target.schema()))
		.on(ConstraintAction.Drop.class,
				(drop, target) -> ConstraintChanges.drop(target.table(), drop.name(), target.schema()))
		.on(ConstraintAction.Validate.class,
				(validate, target) -> ConstraintChanges.validate(target.table(), validate.name()))
		.on(ConstraintAction.Rename.class,
				(rename, target) -> ConstraintChanges.rename(target.table(), rename.name(), rename.to(),
						target.schema()))
		.on(PartitionAction.Attach.class, TableAlteration::attach)
		.on(PartitionAction.Detach.class, TableAlteration::detach)
		.on(StorageAction.SetLogged.class, TableAlteration::setLogged)
		.on(RelationAction.Rename.class,
				(rename, target) -> target.schema()
					.relations()
					.rename(target.table(), new QualifiedName(target.table().name().schema(), rename.to())))
		.on(RelationAction.SetSchema.class,
				(set, target) -> target.schema()
					.relations()
					.rename(target.table(), new QualifiedName(set.schema(), target.table().name().name())))
		.on(RelationAction.Inherit.class, TableAlteration::inherit);

	private TableAlteration() {
	}

	static void alter(TableStatement.Alter alter, SchemaModel schema) {
		TableModel ofIndex = schema.tableOfIndex(alter.name());
		if (alter.kind() == ObjectKind.INDEX || ofIndex != null) {
			IndexCreation.alter(alter, schema);
			return;
		}
		if (schema.table(alter.name()) == null && alter.ifExists() && schema.knowledge() == Knowledge.CATALOG) {
			return;
		}
		Target target = new Target(schema.relations().findOrPartial(alter.name()), schema);
		schema.relations().touch(target.table());
		alter.actions().forEach((action) -> HANDLERS.handle(action, target));
	}

	private static void addColumn(ColumnAction.Add add, Target target) {
		boolean known = target.table().column(add.definition().name()) != null;
		if (!add.ifNotExists() || !known) {
			ColumnChanges.add(target.table(), add.definition(), target.schema());
			target.table()
				.links()
				.descendants()
				.forEach((child) -> ColumnChanges.add(child, add.definition(), target.schema()));
		}
	}

	private static void attach(PartitionAction.Attach attach, Target target) {
		TableModel partition = target.schema().relations().findOrPartial(attach.table());
		partition.setTraits(partition.traits().withBound(attach.bound()));
		TableLinks.inherit(target.table(), partition);
	}

	private static void detach(PartitionAction.Detach detach, Target target) {
		TableModel partition = target.schema().relations().findOrPartial(detach.table());
		partition.setTraits(partition.traits().withBound(null));
		TableLinks.disinherit(target.table(), partition);
	}

	private static void setLogged(StorageAction.SetLogged set, Target target) {
		Persistence persistence = set.logged() ? Persistence.PERMANENT : Persistence.UNLOGGED;
		target.table().setTraits(target.table().traits().withPersistence(persistence));
	}

	private static void inherit(RelationAction.Inherit inherit, Target target) {
		TableModel parent = target.schema().relations().findOrPartial(inherit.parent());
		if (inherit.enable()) {
			TableLinks.inherit(parent, target.table());
		}
		else {
			TableLinks.disinherit(parent, target.table());
		}
	}

	/**
	 * The table that is changed.
	 *
	 * @param table the table
	 * @param schema what it belongs to
	 */
	private record Target(TableModel table, SchemaModel schema) {

	}

}
