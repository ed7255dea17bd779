// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.List;

import io.migration.hazard.schema.RelationKind;
import io.migration.hazard.schema.SchemaModel;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.ConstraintAction;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.TableAction;
import io.migration.hazard.statement.TableStatement;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * The table that a statement alters.
 *
 * @param alter the statement
 * @param actions those of its actions that count
 * @param kind what it is if the schema does not know it
 * @param effect where effects are collected
 */
record AlterTarget(TableStatement.Alter alter, List<TableAction> actions, RelationKind kind, EffectBuilder effect) {

	QualifiedName name() {
		return this.alter.name();
	}

	SchemaModel schema() {
		return this.effect.schema();
	}

	@Nullable TableModel table() {
		return schema().table(name());
	}

	boolean isPartitioned() {
		TableModel table = table();
		return table != null && table.kind() == RelationKind.PARTITIONED;
	}

	boolean isComplete() {
		TableModel table = table();
		return table != null && table.isComplete();
	}

	void lock(LockMode mode) {
		this.effect.lock(name(), this.kind, mode);
	}

	// Children are changed together with the table
	void lockTree(LockMode mode) {
		lock(mode);
		TableModel table = table();
		if (table != null && !this.alter.only()) {
			table.links().descendants().forEach((child) -> this.effect.lock(child, mode));
		}
	}

	void scan(Likelihood likelihood) {
		this.effect.scan(name(), likelihood);
	}

	void rewrite(Likelihood likelihood) {
		this.effect.rewrite(name(), likelihood);
		scan(likelihood);
	}

	// What is dropped goes first, wherever it stands in the statement
	boolean drops(String constraint) {
		return this.actions.stream()
			.anyMatch((action) -> action instanceof ConstraintAction.Drop drop && drop.name().equals(constraint));
	}

}
