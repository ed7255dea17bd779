// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.migration.RiskClass;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.statement.DataStatement;
import io.migration.hazard.statement.RoutineStatement;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.TableStatement;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Changes of rows.
 */
final class DataChecks implements Check {

	private static final HazardRule CATALOG = HazardRule
		.error("catalog-update", RiskClass.DESTRUCTIVE, "INSERT, UPDATE or DELETE in pg_catalog")
		.why("It can make the database unusable.")
		.advice("Use the statement that the server has for it.")
		.example("", "UPDATE pg_catalog.pg_class SET relname = 'b' WHERE relname = 'a';");

	private static final HazardRule NO_COLUMNS = HazardRule
		.info("insert-without-columns", RiskClass.SAFE, "INSERT without the names of its columns")
		.why("It breaks, or puts values into wrong columns, when columns change.")
		.advice("Name the columns.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY);", "INSERT INTO users VALUES (1);");

	private static final HazardRule LARGE = HazardRule
		.info("large-insert", RiskClass.SAFE, "INSERT of more than 1000 rows")
		.why("The transaction is long.")
		.advice("Use COPY, or several statements.");

	private static final HazardRule DYNAMIC = HazardRule
		.info("opaque-dynamic-sql", RiskClass.SAFE, "EXECUTE of a computed text in DO")
		.why("What it does cannot be judged here.")
		.advice("Write the statement itself, where that is possible.")
		.example("", "DO $$ BEGIN EXECUTE 'DROP TABLE ' || 'a'; END $$;");

	private static final HazardRule TWICE = HazardRule
		.error("duplicate-column-assignment", RiskClass.SAFE, "A column that is named twice")
		.why("The server refuses it, so the migration fails.")
		.advice("Remove one of them.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY, a int);",
				"INSERT INTO users (id, a, a) VALUES (1, 2, 3);");

	private static final int MANY_ROWS = 1000;

	@Override
	public List<HazardRule> rules() {
		return List.of(CATALOG, NO_COLUMNS, LARGE, DYNAMIC, TWICE);
	}

	@Override
	public void check(Situation situation, Report report) {
		SqlAction action = situation.action();
		if (action instanceof DataStatement.Insert insert) {
			insert(situation, insert, report);
		}
		else if (action instanceof DataStatement.Update update) {
			catalog(situation, update.table(), report);
			twice(update.columns(), update, report);
		}
		else if (action instanceof DataStatement.Delete delete) {
			catalog(situation, delete.table(), report);
		}
		else if (action instanceof DataStatement.Merge merge) {
			catalog(situation, merge.table(), report);
		}
		else if (action instanceof RoutineStatement.DoBlock block && block.dynamic()) {
			report.add(Draft.of(DYNAMIC, block.range(), "What the computed text does cannot be judged here."));
		}
		else if (action instanceof TableStatement.Create create) {
			twice(create.definition().columns().stream().map((column) -> column.name()).toList(), create, report);
		}
	}

	private static void insert(Situation situation, DataStatement.Insert insert, Report report) {
		catalog(situation, insert.table(), report);
		twice(insert.columns(), insert, report);
		if (insert.columns().isEmpty() && situation.isExisting(insert.table())) {
			report.add(Draft.of(NO_COLUMNS, insert.range(),
					"Breaks when columns of %s change.".formatted(SqlName.of(insert.table()))));
		}
		if (insert.rows() > MANY_ROWS && situation.isExisting(insert.table())) {
			report.add(Draft.of(LARGE, insert.range(), "Writes %d rows in one statement.".formatted(insert.rows())));
		}
	}

	private static void catalog(Situation situation, @Nullable QualifiedName table, Report report) {
		if (table != null && ("pg_catalog".equals(table.schema())
				|| (table.schema() == null && table.name().startsWith("pg_") && !isKnown(situation, table)))) {
			report.add(Draft.of(CATALOG, situation.action().range(), "Changes the catalog of the server itself."));
		}
	}

	// Nothing forbids such names to users
	private static boolean isKnown(Situation situation, QualifiedName table) {
		return situation.schema().table(table) != null;
	}

	private static void twice(List<String> columns, SqlAction action, Report report) {
		Set<String> known = new HashSet<>();
		columns.stream()
			.filter((column) -> !known.add(column))
			.distinct()
			.forEach((column) -> report.add(Draft.of(TWICE, action.range(),
					"The server refuses it: %s is named twice.".formatted(SqlName.of(column)))));
	}

}
