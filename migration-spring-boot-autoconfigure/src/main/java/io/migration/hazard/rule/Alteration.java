// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;

import io.migration.hazard.effect.EffectModel;
import io.migration.hazard.effect.Likelihood;
import io.migration.hazard.effect.StatementEffect;
import io.migration.hazard.schema.ColumnModel;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.ColumnAction;
import io.migration.hazard.statement.TableAction;
import io.migration.hazard.statement.TableStatement;
import org.jspecify.annotations.Nullable;

/**
 * One action of {@code ALTER TABLE}.
 *
 * @param situation what the statement finds
 * @param statement the statement
 * @param action the action
 */
record Alteration(Situation situation, TableStatement.Alter statement, TableAction action) {

	/**
	 * Return whether others may use the table.
	 */
	boolean onExistingTable() {
		return this.situation.isExisting(this.statement.name());
	}

	boolean onExistingColumn(String column) {
		return dropsExistingColumn(column) && !isAddedHere(column);
	}

	// The server drops before it adds, in whatever order the statement names them
	boolean dropsExistingColumn(String column) {
		return onExistingTable() && !this.situation.isNewColumn(this.statement.name(), column);
	}

	private boolean isAddedHere(String column) {
		return this.statement.actions()
			.stream()
			.anyMatch((other) -> other instanceof ColumnAction.Add add && add.definition().name().equals(column));
	}

	@Nullable TableModel table() {
		return this.situation.schema().table(this.statement.name());
	}

	@Nullable ColumnModel column(String name) {
		TableModel table = table();
		return (table != null) ? table.column(name) : null;
	}

	/**
	 * Return what this action alone would do.
	 */
	StatementEffect effect() {
		if (this.statement.actions().size() == 1) {
			return this.situation.effect();
		}
		return EffectModel.of(
				new TableStatement.Alter(this.statement.range(), this.statement.kind(), this.statement.name(),
						this.statement.ifExists(), this.statement.only(), List.of(this.action)),
				this.situation.schema(), this.situation.transaction().transactional());
	}

	Likelihood rewrite() {
		return Situation.rewrite(effect());
	}

	Likelihood scan() {
		return Situation.scan(effect());
	}

	/**
	 * Return the name as it stands in statements.
	 */
	String name() {
		return SqlName.of(this.statement.name());
	}

	/**
	 * Return the name for the names of new objects.
	 */
	String plainName() {
		return this.statement.name().name();
	}

	/**
	 * Return the text of the action as written.
	 */
	String text() {
		return this.situation.text(this.action.range());
	}

	/**
	 * Return a statement with another action.
	 */
	String alter(String newAction) {
		return "ALTER TABLE " + name() + " " + newAction + ";";
	}

}
