// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

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
		.on(ColumnAction.Drop.class,
				(drop, target) -> target.members()
					.forEach((table) -> ColumnRemoval.drop(table, drop.column(), target.schema())))
		.on(ColumnAction.Rename.class,
				(rename, target) -> target.members().forEach(new ColumnRename(rename.column(), rename.to())::apply))
		.on(ColumnAction.SetType.class, TableAlteration::setType)
		.on(ColumnAction.SetDefault.class,
				(set, target) -> target.change(set.column(), (column) -> column.withDefault(set.expression())))
		.on(ColumnAction.DropDefault.class,
				(drop, target) -> target.change(drop.column(), (column) -> column.withDefault(null)))
		.on(ColumnAction.SetNotNull.class,
				(set, target) -> target.members().forEach((table) -> ColumnChanges.setNotNull(table, set.column())))
		.on(ColumnAction.DropNotNull.class,
				(drop, target) -> target.change(drop.column(), (column) -> column.withNotNull(false)))
		.on(ColumnAction.DropExpression.class,
				(drop, target) -> target.change(drop.column(), (column) -> column.withGeneration(Generation.NONE)))
		.on(ColumnAction.AddIdentity.class, TableAlteration::addIdentity)
		.on(ColumnAction.DropIdentity.class, TableAlteration::dropIdentity)
		.on(ConstraintAction.Add.class,
				(add, target) -> ConstraintChanges.add(target.table(), add.definition(), false, target.schema()))
		.on(ConstraintAction.Drop.class,
				(drop, target) -> ConstraintChanges.dropTree(target.table(), drop.name(), target.schema()))
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
		Target target = new Target(schema.relations().findOrPartial(alter.name()), alter.only(), schema);
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

	// The server refuses it while a view needs the column
	private static void setType(ColumnAction.SetType set, Target target) {
		ViewModel.using(target.table(), set.column()).forEach((view) -> ObjectRemoval.remove(view, target.schema()));
		target.change(set.column(), (column) -> column.withType(set.type(), set.collation()));
	}

	private static void addIdentity(ColumnAction.AddIdentity add, Target target) {
		target.change(add.column(), (column) -> column.withGeneration(Generation.IDENTITY));
		ColumnChanges.addSequence(target.table(), add.column(), target.schema());
	}

	private static void dropIdentity(ColumnAction.DropIdentity drop, Target target) {
		target.change(drop.column(), (column) -> column.withGeneration(Generation.NONE));
		ColumnRemoval.dropSequence(target.table(), drop.column(), target.schema());
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
	 * @param only whether its partitions and children stay as they are
	 * @param schema what it belongs to
	 */
	private record Target(TableModel table, boolean only, SchemaModel schema) {

		List<TableModel> members() {
			List<TableModel> members = new ArrayList<>(List.of(this.table));
			if (!this.only) {
				members.addAll(this.table.links().descendants());
			}
			return members;
		}

		void change(String column, UnaryOperator<ColumnModel> change) {
			members().forEach((member) -> ColumnChanges.change(member, column, change));
		}

	}

}
