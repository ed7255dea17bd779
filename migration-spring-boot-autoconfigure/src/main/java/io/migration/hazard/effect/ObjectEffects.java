// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.migration.hazard.schema.RelationKind;
import io.migration.hazard.statement.ActionHandlers;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.ObjectKind;
import io.migration.hazard.statement.ObjectStatement;
import io.migration.hazard.statement.RoutineStatement;
import io.migration.hazard.statement.SequenceStatement;
import io.migration.hazard.statement.SessionStatement;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.TableStatement;
import io.migration.sql.QualifiedName;

/**
 * What statements on other objects, rights, comments and the session do to tables.
 */
final class ObjectEffects {

	private ObjectEffects() {
	}

	static void register(ActionHandlers<SqlAction, EffectBuilder> handlers) {
		handlers.on(ObjectStatement.Create.class, ObjectEffects::create)
			.on(ObjectStatement.Alter.class, ObjectEffects::alter)
			.on(ObjectStatement.Comment.class, ObjectEffects::comment)
			.on(ObjectStatement.Privileges.class, ObjectEffects::grant)
			.on(RoutineStatement.DoBlock.class, ObjectEffects::runBlock)
			.on(SessionStatement.Prepare.class, (prepare, effect) -> DataEffects.plan(prepare.statement(), effect))
			.on(SessionStatement.Other.class, ObjectEffects::other);
		Stream
			.of(ObjectStatement.Rename.class, ObjectStatement.SetSchema.class, ObjectStatement.SetOwner.class,
					RoutineStatement.Create.class, SessionStatement.Transaction.class, SessionStatement.Setting.class,
					SequenceStatement.SetValue.class)
			.forEach((type) -> handlers.on(type, ObjectEffects::nothing));
	}

	private static void nothing(SqlAction action, EffectBuilder effect) {
	}

	private static void create(ObjectStatement.Create create, EffectBuilder effect) {
		switch (create.kind()) {
			case DATABASE, TABLESPACE, SUBSCRIPTION -> effect.refuseTransaction();
			case STATISTICS, PUBLICATION ->
				create.on().forEach((table) -> effect.lock(table, LockMode.SHARE_UPDATE_EXCLUSIVE));
			case SEQUENCE -> create.on().forEach((table) -> effect.lock(table, LockMode.ACCESS_SHARE));
			default -> createElements(create, effect);
		}
	}

	// The elements are in the new schema, where nobody else is
	private static void createElements(ObjectStatement.Create create, EffectBuilder effect) {
		QualifiedName name = create.name();
		if (name == null || create.statements().isEmpty()) {
			return;
		}
		Set<String> made = create.statements()
			.stream()
			.filter(TableStatement.Create.class::isInstance)
			.map((inner) -> ((TableStatement.Create) inner).name().name())
			.collect(Collectors.toSet());
		EffectBuilder elements = new EffectBuilder(effect.schema(), effect.isInTransaction());
		effect.schema()
			.settings()
			.within(name.name(), () -> create.statements().forEach((inner) -> EffectModel.collect(inner, elements)));
		elements.build()
			.tables()
			.stream()
			.filter((table) -> !name.name().equals(table.table().schema()) && !made.contains(table.table().name()))
			.forEach((table) -> effect.lock(table.table(), table.kind(), table.mode()));
	}

	private static void alter(ObjectStatement.Alter alter, EffectBuilder effect) {
		QualifiedName name = alter.name();
		switch (alter.kind()) {
			case SEQUENCE -> {
				if (name != null) {
					effect.lock(name, RelationKind.SEQUENCE, LockMode.SHARE_ROW_EXCLUSIVE);
				}
				alter.on().forEach((table) -> effect.lock(table, LockMode.ACCESS_SHARE));
			}
			case PUBLICATION -> alter.on().forEach((table) -> effect.lock(table, LockMode.SHARE_UPDATE_EXCLUSIVE));
			case EXTENSION, OWNED -> effect.notComplete();
			default -> {
				// Functions, roles and the like lock no table
			}
		}
	}

	private static void comment(ObjectStatement.Comment comment, EffectBuilder effect) {
		QualifiedName name = comment.name();
		if (name == null) {
			return;
		}
		switch (comment.kind()) {
			case TABLE, FOREIGN_TABLE, COLUMN, MATERIALIZED_VIEW -> effect.lock(name, LockMode.SHARE_UPDATE_EXCLUSIVE);
			case VIEW -> effect.lock(name, RelationKind.VIEW, LockMode.SHARE_UPDATE_EXCLUSIVE);
			case CONSTRAINT, TRIGGER, RULE, POLICY -> effect.lock(name, LockMode.ACCESS_SHARE);
			default -> {
				// The object itself is locked, no table
			}
		}
	}

	// Version 18 was seen to lock the tables, version 15 was not
	private static void grant(ObjectStatement.Privileges privileges, EffectBuilder effect) {
		if (privileges.kind() == ObjectKind.TABLE && effect.schema().version().isAtLeast(16)) {
			privileges.names().forEach((table) -> effect.lock(table, LockMode.ACCESS_SHARE));
		}
	}

	private static void runBlock(RoutineStatement.DoBlock block, EffectBuilder effect) {
		block.statements().forEach((statement) -> EffectModel.collect(statement, effect));
		if (block.dynamic()) {
			effect.notComplete();
		}
	}

	private static void other(SessionStatement.Other other, EffectBuilder effect) {
		if (other.verb().equals("alter system")) {
			effect.refuseTransaction();
		}
		if (other.verb().equals("execute")) {
			effect.notComplete();
		}
	}

}
