// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.schema;

import java.util.List;

import io.migration.hazard.statement.ActionHandlers;
import io.migration.hazard.statement.DataStatement;
import io.migration.hazard.statement.DropStatement;
import io.migration.hazard.statement.IndexStatement;
import io.migration.hazard.statement.ObjectKind;
import io.migration.hazard.statement.ObjectStatement;
import io.migration.hazard.statement.RoutineStatement;
import io.migration.hazard.statement.SessionStatement;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.TableStatement;
import io.migration.hazard.statement.TriggerStatement;
import io.migration.hazard.statement.TypeStatement;
import io.migration.hazard.statement.ViewStatement;
import io.migration.sql.QualifiedName;

/**
 * Changes the model as statements change the database.
 */
final class SchemaChanges {

	private static final ActionHandlers<SqlAction, SchemaModel> HANDLERS = new ActionHandlers<SqlAction, SchemaModel>()
		.on(TableStatement.Create.class, TableCreation::create)
		.on(TableStatement.CreateAs.class, TableCreation::createAs)
		.on(TableStatement.Alter.class, TableAlteration::alter)
		.on(ViewStatement.Create.class, TableCreation::createView)
		.on(ViewStatement.CreateMaterialized.class, TableCreation::createMaterialized)
		.on(IndexStatement.Create.class, IndexCreation::create)
		.on(DropStatement.class, ObjectRemoval::drop)
		.on(TriggerStatement.Create.class, SchemaChanges::createTrigger)
		.on(TriggerStatement.CreatePolicy.class, SchemaChanges::createPolicy)
		.on(RoutineStatement.Create.class, SchemaChanges::createRoutine)
		.on(RoutineStatement.DoBlock.class, (block, schema) -> applyAll(block.statements(), schema))
		.on(DataStatement.With.class, (with, schema) -> applyAll(with.statements(), schema))
		.on(ObjectStatement.Create.class, SchemaChanges::createObject)
		.on(ObjectStatement.Rename.class, TypeChanges::rename)
		.on(TypeStatement.CreateEnum.class, TypeChanges::createEnum)
		.on(TypeStatement.CreateDomain.class, TypeChanges::createDomain)
		.on(TypeStatement.CreateComposite.class, TypeChanges::createComposite)
		.on(TypeStatement.CreateOther.class, TypeChanges::createOther)
		.on(TypeStatement.AddEnumValue.class, TypeChanges::addLabel)
		.on(TypeStatement.AddDomainConstraint.class, TypeChanges::constrain)
		.on(TypeStatement.SetDomainNotNull.class, TypeChanges::setNotNull)
		.on(SessionStatement.Setting.class, SchemaChanges::set)
		.on(SessionStatement.Transaction.class, SchemaChanges::control);

	private SchemaChanges() {
	}

	static void apply(SqlAction action, SchemaModel schema) {
		HANDLERS.handle(action, schema);
	}

	private static void applyAll(List<SqlAction> actions, SchemaModel schema) {
		actions.forEach((action) -> apply(action, schema));
	}

	private static void createRoutine(RoutineStatement.Create routine, SchemaModel schema) {
		if (routine.trigger()) {
			schema.routines().addForTriggers(routine.name().name());
		}
		if (routine.orReplace()) {
			schema.routines().replace(routine.name().name(), routine.volatility());
		}
		else {
			schema.routines().add(routine.name().name(), routine.volatility());
		}
	}

	private static void createTrigger(TriggerStatement.Create trigger, SchemaModel schema) {
		QualifiedName function = trigger.function();
		if (function != null) {
			schema.triggers().add(schema.resolve(trigger.table()), trigger.name(), function);
		}
	}

	private static void createPolicy(TriggerStatement.CreatePolicy policy, SchemaModel schema) {
		if (!policy.restrictive() && !policy.isClosed()) {
			schema.policies().add(schema.resolve(policy.table()), policy.name());
		}
	}

	private static void createObject(ObjectStatement.Create object, SchemaModel schema) {
		QualifiedName name = object.name();
		if (object.kind() == ObjectKind.SEQUENCE && name != null && !schema.relations().has(name)) {
			schema.relations().create(name, RelationKind.SEQUENCE);
		}
		if (name != null && !object.on().isEmpty()) {
			schema.attach(object.kind(), name, object.on());
		}
		if (name != null && !object.statements().isEmpty()) {
			schema.settings().within(name.name(), () -> applyAll(object.statements(), schema));
		}
	}

	private static void set(SessionStatement.Setting setting, SchemaModel schema) {
		schema.settings().set(setting.name(), setting.value(), setting.local());
	}

	private static void control(SessionStatement.Transaction transaction, SchemaModel schema) {
		switch (transaction.verb()) {
			case "begin", "commit", "rollback", "prepare" -> schema.beginTransaction();
			default -> {
				// Savepoints change nothing that is followed here
			}
		}
	}

}
