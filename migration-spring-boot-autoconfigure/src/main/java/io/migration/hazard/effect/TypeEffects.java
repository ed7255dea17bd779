// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.migration.hazard.schema.RelationKind;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.schema.TypeModel;
import io.migration.hazard.statement.ActionHandlers;
import io.migration.hazard.statement.DropStatement;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.ObjectKind;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.TypeName;
import io.migration.hazard.statement.TypeStatement;
import io.migration.sql.QualifiedName;

/**
 * What statements on types do to the tables that use them.
 */
final class TypeEffects {

	// What common extensions bring along besides a type of their own name
	private static final Map<String, Set<String>> EXTENSION_TYPES = Map.of("ltree",
			Set.of("ltree", "lquery", "ltxtquery"), "postgis", Set.of("geometry", "geography", "box2d", "box3d"),
			"vector", Set.of("vector", "halfvec", "sparsevec"), "isn",
			Set.of("ean13", "isbn", "isbn13", "issn", "issn13", "ismn", "ismn13", "upc"));

	private TypeEffects() {
	}

	static void register(ActionHandlers<SqlAction, EffectBuilder> handlers) {
		handlers.on(TypeStatement.AddEnumValue.class, TypeEffects::addLabel)
			.on(TypeStatement.AlterComposite.class, TypeEffects::alterComposite)
			.on(TypeStatement.AddDomainConstraint.class, TypeEffects::addConstraint)
			.on(TypeStatement.ValidateDomainConstraint.class, (validate, effect) -> scanUsers(validate.name(), effect))
			.on(TypeStatement.SetDomainNotNull.class, TypeEffects::setNotNull);
		Stream.of(TypeStatement.CreateEnum.class, TypeStatement.CreateComposite.class, TypeStatement.CreateOther.class,
				TypeStatement.CreateDomain.class, TypeStatement.RenameEnumValue.class, TypeStatement.ChangeDomain.class)
			.forEach((type) -> handlers.on(type, TypeEffects::nothing));
	}

	private static void nothing(SqlAction action, EffectBuilder effect) {
	}

	private static void addLabel(TypeStatement.AddEnumValue add, EffectBuilder effect) {
		if (!effect.schema().version().isAtLeast(12)) {
			effect.refuseTransaction();
		}
	}

	private static void alterComposite(TypeStatement.AlterComposite alter, EffectBuilder effect) {
		for (TableModel table : effect.schema().tables()) {
			QualifiedName type = table.traits().ofType();
			if (type != null && type.name().equals(alter.name().name())) {
				effect.lock(table, LockMode.ACCESS_EXCLUSIVE);
				if (!alter.cascade()) {
					effect.fail(Failure.DEPENDENT);
				}
			}
		}
	}

	private static void addConstraint(TypeStatement.AddDomainConstraint add, EffectBuilder effect) {
		if (add.definition().isValidating()) {
			scanUsers(add.name(), effect);
		}
	}

	private static void setNotNull(TypeStatement.SetDomainNotNull set, EffectBuilder effect) {
		if (set.enable()) {
			scanUsers(set.name(), effect);
		}
	}

	private static void scanUsers(QualifiedName domain, EffectBuilder effect) {
		if (effect.schema().types().get(domain) == null) {
			effect.notComplete();
		}
		for (TableModel table : usersOf(domain.name(), effect)) {
			effect.lock(table, LockMode.SHARE);
			effect.scanOnly(table.name(), Likelihood.CERTAIN.unless(table.kind() == RelationKind.PARTITIONED));
		}
	}

	private static List<TableModel> usersOf(String type, EffectBuilder effect) {
		return effect.schema()
			.tables()
			.stream()
			.filter((table) -> table.kind() != RelationKind.VIEW)
			.filter((table) -> table.columns().stream().anyMatch((column) -> isOf(column.type(), type, effect)))
			.toList();
	}

	// Also through domains over the type
	private static boolean isOf(TypeName columnType, String type, EffectBuilder effect) {
		if (columnType.name().equals(type)) {
			return true;
		}
		TypeModel model = effect.schema().types().get(columnType);
		TypeName base = (model != null) ? model.base() : null;
		return base != null && isOf(base, type, effect);
	}

	static void drop(DropStatement drop, EffectBuilder effect) {
		for (QualifiedName name : drop.names()) {
			Set<String> types = (drop.kind() == ObjectKind.EXTENSION)
					? EXTENSION_TYPES.getOrDefault(name.name(), Set.of(name.name())) : Set.of(name.name());
			types.forEach((type) -> dropUsers(type, drop.cascade(), effect));
		}
		if (drop.kind() == ObjectKind.EXTENSION) {
			effect.notComplete();
		}
	}

	private static void dropUsers(String type, boolean cascade, EffectBuilder effect) {
		List<TableModel> users = usersOf(type, effect);
		if (!users.isEmpty() && !cascade) {
			effect.fail(Failure.DEPENDENT);
		}
		if (cascade) {
			users.forEach((table) -> effect.lock(table, LockMode.ACCESS_EXCLUSIVE));
		}
	}

}
