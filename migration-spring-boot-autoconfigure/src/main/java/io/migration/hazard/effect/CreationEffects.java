// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.stream.Stream;

import io.migration.hazard.schema.SchemaModel;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.ActionHandlers;
import io.migration.hazard.statement.ConstraintDefinition;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.PartitionOf;
import io.migration.hazard.statement.Reference;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.TableDefinition;
import io.migration.hazard.statement.TableStatement;
import io.migration.hazard.statement.TriggerStatement;
import io.migration.hazard.statement.ViewStatement;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * What the creation of tables and views does to others.
 */
final class CreationEffects {

	private CreationEffects() {
	}

	static void register(ActionHandlers<SqlAction, EffectBuilder> handlers) {
		handlers.on(TableStatement.Create.class, CreationEffects::create)
			.on(TableStatement.CreateAs.class, CreationEffects::createAs)
			.on(ViewStatement.Create.class, CreationEffects::createView)
			.on(ViewStatement.CreateMaterialized.class, CreationEffects::createMaterialized)
			.on(TriggerStatement.Create.class, CreationEffects::createTrigger)
			.on(TriggerStatement.CreateRule.class,
					(rule, effect) -> effect.lock(rule.table(), LockMode.ACCESS_EXCLUSIVE))
			.on(TriggerStatement.CreatePolicy.class,
					(policy, effect) -> effect.lock(policy.table(), LockMode.ACCESS_EXCLUSIVE))
			.on(TriggerStatement.AlterPolicy.class,
					(policy, effect) -> effect.lock(policy.table(), LockMode.ACCESS_EXCLUSIVE));
	}

	private static void create(TableStatement.Create create, EffectBuilder effect) {
		if (create.ifNotExists() && effect.schema().table(create.name()) != null) {
			return;
		}
		TableDefinition definition = create.definition();
		definition.likes().forEach((like) -> effect.lock(like.table(), LockMode.ACCESS_SHARE));
		definition.inherits().forEach((parent) -> effect.lock(parent, LockMode.SHARE_UPDATE_EXCLUSIVE));
		PartitionOf partitionOf = definition.partitionOf();
		if (partitionOf != null) {
			PartitionEffects.createPartition(partitionOf, effect);
		}
		Stream
			.concat(definition.constraints().stream(),
					definition.columns().stream().flatMap((column) -> column.constraints().stream()))
			.map(ConstraintDefinition::reference)
			.filter((reference) -> reference != null && !isItself(create, reference, effect.schema()))
			.forEach((reference) -> reference(reference, effect));
	}

	private static boolean isItself(TableStatement.Create create, Reference reference, SchemaModel schema) {
		return schema.resolve(reference.table()).equals(schema.resolve(create.name()));
	}

	private static void reference(@Nullable Reference reference, EffectBuilder effect) {
		if (reference != null) {
			effect.lockTree(reference.table(), LockMode.SHARE_ROW_EXCLUSIVE);
		}
	}

	private static void createAs(TableStatement.CreateAs create, EffectBuilder effect) {
		if (!create.ifNotExists() || effect.schema().table(create.name()) == null) {
			create.reads().forEach((table) -> DataEffects.read(table, Likelihood.POSSIBLE, effect));
		}
	}

	private static void createView(ViewStatement.Create create, EffectBuilder effect) {
		create.reads().forEach((table) -> DataEffects.read(table, Likelihood.NO, effect));
		TableModel present = effect.schema().table(create.name());
		if (create.orReplace() && present != null) {
			effect.lock(present, LockMode.ACCESS_EXCLUSIVE);
		}
	}

	private static void createMaterialized(ViewStatement.CreateMaterialized create, EffectBuilder effect) {
		for (QualifiedName table : create.reads()) {
			Likelihood scan = create.withData() ? QueryScans.of(create.query(), table, effect.schema()) : Likelihood.NO;
			DataEffects.read(table, scan, effect);
		}
	}

	private static void createTrigger(TriggerStatement.Create create, EffectBuilder effect) {
		effect.lockTree(create.table(), LockMode.SHARE_ROW_EXCLUSIVE);
		QualifiedName from = create.from();
		if (from != null) {
			effect.lock(from, LockMode.ACCESS_SHARE);
		}
	}

}
