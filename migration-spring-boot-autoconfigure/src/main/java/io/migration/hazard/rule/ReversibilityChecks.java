// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;

import io.migration.RiskClass;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.statement.ColumnAction;
import io.migration.hazard.statement.DataStatement;
import io.migration.hazard.statement.DropStatement;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.TableStatement;

/**
 * Migrations without a way back.
 */
final class ReversibilityChecks implements Check {

	private static final HazardRule IRREVERSIBLE = HazardRule
		.warning("irreversible-migration", RiskClass.SAFE,
				"Rows or objects are changed or dropped, and there is no down")
		.why("There is no way back but a backup.")
		.advice("Write a section down, and one with of=contract for a contract.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY, active boolean);",
				"UPDATE users SET active = false WHERE id > 1000;");

	@Override
	public List<HazardRule> rules() {
		return List.of(IRREVERSIBLE);
	}

	@Override
	public void check(Situation situation, Report report) {
		if (!situation.memory().isReversible() && isLasting(situation) && situation.memory().markIrreversible()) {
			report.add(Draft.of(IRREVERSIBLE, situation.action().range(), "There is no way back but a backup."));
		}
	}

	// What is made can be dropped by hand, what is changed or lost cannot be guessed
	private static boolean isLasting(Situation situation) {
		SqlAction action = situation.action();
		if (action instanceof DataStatement.Update update) {
			return situation.isExisting(update.table());
		}
		if (action instanceof DataStatement.Delete delete) {
			return situation.isExisting(delete.table());
		}
		if (action instanceof DataStatement.Merge merge) {
			return situation.isExisting(merge.table());
		}
		if (action instanceof DropStatement drop) {
			return isLasting(situation, drop);
		}
		if (action instanceof TableStatement.Truncate truncate) {
			return truncate.tables().stream().anyMatch(situation::isExisting);
		}
		return action instanceof TableStatement.Alter alter && alter.actions()
			.stream()
			.anyMatch((part) -> part instanceof ColumnAction.Drop drop
					&& new Alteration(situation, alter, part).onExistingColumn(drop.column()));
	}

	private static boolean isLasting(Situation situation, DropStatement drop) {
		return switch (drop.kind()) {
			case TABLE -> drop.names().stream().anyMatch(situation::isExisting);
			case SCHEMA, TYPE, DOMAIN, EXTENSION ->
				drop.cascade() && drop.names().stream().noneMatch((name) -> Created.isHere(situation, drop, name));
			case OWNED -> true;
			default -> false;
		};
	}

}
