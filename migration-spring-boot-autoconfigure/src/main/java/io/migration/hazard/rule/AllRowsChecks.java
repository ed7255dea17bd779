// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;
import java.util.Locale;

import io.migration.RiskClass;
import io.migration.Severity;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.schema.ConstraintModel;
import io.migration.hazard.schema.RelationKind;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.ConstraintKind;
import io.migration.hazard.statement.DataStatement;
import io.migration.hazard.statement.JoinedColumn;
import io.migration.hazard.statement.SqlAction;
import io.migration.sql.QualifiedName;

/**
 * Statements that delete or change all rows of a table.
 */
final class AllRowsChecks implements Check {

	private static final HazardRule DELETE = HazardRule
		.error("delete-without-where", RiskClass.DESTRUCTIVE,
				"DELETE, or MERGE that deletes, without an effective WHERE")
		.why("All rows are lost, and locked until the transaction ends.")
		.advice("Delete in batches, by a backfill, what is no longer needed.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY);", "DELETE FROM users;");

	private static final HazardRule UPDATE = HazardRule
		.error("update-without-where", RiskClass.BLOCKING,
				"UPDATE, or MERGE that updates, without an effective WHERE, or with nothing but a join by a key")
		.why("All rows are written anew in one transaction: writers of the same rows wait until it ends, the table "
				+ "doubles in size, and replicas fall behind.")
		.advice("Change the rows by a backfill.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY, active boolean);", "UPDATE users SET active = true;");

	@Override
	public List<HazardRule> rules() {
		return List.of(DELETE, UPDATE);
	}

	@Override
	public void check(Situation situation, Report report) {
		SqlAction action = situation.action();
		if (situation.inBackfill()) {
			return;
		}
		if (action instanceof DataStatement.Update update && situation.isExisting(update.table())) {
			update(situation, update, report);
		}
		else if (action instanceof DataStatement.Delete delete && Keyed.isAll(delete.where())
				&& situation.isExisting(delete.table())) {
			report.add(lost(delete, delete.table()));
		}
		else if (action instanceof DataStatement.Merge merge && situation.isExisting(merge.table())) {
			merge(merge, report);
		}
	}

	private static void update(Situation situation, DataStatement.Update update, Report report) {
		if (Keyed.isAll(update.where())) {
			report.add(written(update, update.table()).recipe("-- migrate:backfill table=" + SqlName.of(update.table()),
					batched(situation, update)));
		}
		else if (isWholeJoin(situation, update)) {
			report.add(Draft.of(UPDATE, update.range(),
					"Writes all rows of %s that have a partner in %s anew in one transaction; writers of the same rows "
						.formatted(SqlName.of(update.table()), names(update)) + "wait until it ends.")
				.severity(Severity.WARNING));
		}
	}

	// Each row finds its partner by the key of that one, so no row is left out by intent
	static boolean isWholeJoin(Situation situation, DataStatement.Update update) {
		return !update.joined().isEmpty() && update.reads()
			.stream()
			.allMatch((table) -> isInUse(situation, table) && update.joined()
				.stream()
				.anyMatch((joined) -> joined.table().equals(table) && isKey(situation, joined)));
	}

	// One that was made for this migration may hold few rows
	private static boolean isInUse(Situation situation, QualifiedName name) {
		TableModel table = situation.schema().table(name);
		return table != null && (table.kind() == RelationKind.TABLE || table.kind() == RelationKind.PARTITIONED)
				&& situation.isExisting(name);
	}

	private static boolean isKey(Situation situation, JoinedColumn joined) {
		TableModel table = situation.schema().table(joined.table());
		return table != null && table.constraints()
			.stream()
			.map(ConstraintModel::definition)
			.anyMatch((definition) -> definition.kind() == ConstraintKind.PRIMARY_KEY
					&& definition.columns().equals(List.of(joined.column())));
	}

	private static String names(DataStatement.Update update) {
		return String.join(", ", update.reads().stream().map(SqlName::of).toList());
	}

	private static void merge(DataStatement.Merge merge, Report report) {
		if (does(merge, "delete")) {
			report.add(lost(merge, merge.table()));
		}
		else if (does(merge, "update")) {
			report.add(written(merge, merge.table()));
		}
	}

	private static boolean does(DataStatement.Merge merge, String verb) {
		return merge.on() != null && ((merge.on().isTrue() && merge.matched().contains(verb))
				|| (merge.on().isFalse() && merge.unmatched().contains(verb)));
	}

	private static Draft lost(SqlAction action, QualifiedName table) {
		return Draft.of(DELETE, action.range(),
				"All rows of %s are lost, and locked until the transaction ends.".formatted(SqlName.of(table)));
	}

	private static Draft written(SqlAction action, QualifiedName table) {
		return Draft.of(UPDATE, action.range(),
				"Writes all rows of %s anew in one transaction; writers of the same rows wait until it ends."
					.formatted(SqlName.of(table)));
	}

	private static String batched(Situation situation, DataStatement.Update update) {
		String text = situation.text(update.range()).strip();
		int where = (update.where() != null) ? text.toUpperCase(Locale.ROOT).lastIndexOf("WHERE") : -1;
		String all = (where > 0) ? text.substring(0, where).stripTrailing() : text;
		return all + " WHERE :batch;";
	}

}
