// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;

import io.migration.hazard.statement.DropStatement;
import io.migration.hazard.statement.ObjectKind;
import io.migration.hazard.statement.ObjectStatement;
import io.migration.hazard.statement.RoutineStatement;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.TableStatement;
import io.migration.hazard.statement.TriggerStatement;
import io.migration.hazard.statement.TypeStatement;
import io.migration.hazard.statement.ViewStatement;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the migration that drops something creates it as well.
 */
final class Created {

	private Created() {
	}

	/**
	 * Return whether it was created before, so that nobody else can use it.
	 */
	static boolean isHere(Situation situation, DropStatement drop, QualifiedName name) {
		return switch (drop.kind()) {
			case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE ->
				!situation.isExisting(name) || creates(situation, situation.memory().before(), drop, name);
			case TYPE, DOMAIN -> NewTypes.isNew(situation.schema(), name);
			case TRIGGER, POLICY, RULE -> (drop.table() != null && !situation.isExisting(drop.table()))
					|| creates(situation, situation.memory().before(), drop, name);
			default -> creates(situation, situation.memory().before(), drop, name);
		};
	}

	/**
	 * Return whether it is created again behind the statement.
	 */
	static boolean isLater(Situation situation, DropStatement drop, QualifiedName name) {
		return creates(situation, situation.memory().after(drop), drop, name);
	}

	private static boolean creates(Situation situation, List<SqlAction> actions, DropStatement drop,
			QualifiedName name) {
		return actions.stream().anyMatch((action) -> {
			QualifiedName relation = relation(action, drop.kind());
			return (relation != null) ? situation.isSame(relation, name) : isCreate(action, drop.kind(), name);
		});
	}

	private static @Nullable QualifiedName relation(SqlAction action, ObjectKind kind) {
		return switch (kind) {
			case TABLE -> table(action);
			case VIEW -> (action instanceof ViewStatement.Create create) ? create.name() : null;
			case MATERIALIZED_VIEW ->
				(action instanceof ViewStatement.CreateMaterialized create) ? create.name() : null;
			default -> null;
		};
	}

	private static @Nullable QualifiedName table(SqlAction action) {
		if (action instanceof TableStatement.CreateAs as) {
			return as.name();
		}
		return (action instanceof TableStatement.Create create) ? create.name() : null;
	}

	private static boolean isCreate(SqlAction action, ObjectKind kind, QualifiedName name) {
		return switch (kind) {
			case FUNCTION, PROCEDURE, ROUTINE, AGGREGATE ->
				action instanceof RoutineStatement.Create create && create.name().equals(name);
			case TRIGGER -> action instanceof TriggerStatement.Create create && create.name().equals(name.name());
			case RULE -> action instanceof TriggerStatement.CreateRule create && create.name().equals(name.name());
			case POLICY -> action instanceof TriggerStatement.CreatePolicy create && create.name().equals(name.name());
			case TYPE, DOMAIN -> isType(action, name);
			default ->
				action instanceof ObjectStatement.Create create && create.kind() == kind && name.equals(create.name());
		};
	}

	static boolean isType(SqlAction action, QualifiedName name) {
		return (action instanceof TypeStatement.CreateEnum type && type.name().equals(name))
				|| (action instanceof TypeStatement.CreateComposite composite && composite.name().equals(name))
				|| (action instanceof TypeStatement.CreateDomain domain && domain.name().equals(name))
				|| (action instanceof TypeStatement.CreateOther other && other.name().equals(name));
	}

}
