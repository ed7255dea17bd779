// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.migration.RiskClass;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.statement.DropStatement;
import io.migration.hazard.statement.ObjectKind;
import io.migration.hazard.statement.TableStatement;

/**
 * {@code DROP} and {@code TRUNCATE}.
 */
final class DropChecks implements Check {

	private static final String IN_CONTRACT = "Let the code do without it first, and drop it in a contract, which waits "
			+ "until no old instance is alive.";

	private static final HazardRule TABLE = HazardRule
		.error("drop-table", RiskClass.DESTRUCTIVE, "DROP TABLE of a table that existed before")
		.why("Its rows are lost, and the code that runs now fails.")
		.advice(IN_CONTRACT)
		.example("CREATE TABLE old_orders (id bigint PRIMARY KEY);", "DROP TABLE old_orders;");

	private static final HazardRule SCHEMA = HazardRule.error("drop-schema", RiskClass.DESTRUCTIVE, "DROP SCHEMA")
		.why("All that is in it is lost.")
		.advice("Drop what is in it one by one, in contracts.")
		.example("CREATE SCHEMA archive;", "DROP SCHEMA archive;");

	private static final HazardRule DATABASE = HazardRule.error("drop-database", RiskClass.DESTRUCTIVE, "DROP DATABASE")
		.why("Everything is lost.")
		.advice("Do not do this in a migration.")
		.example("", "DROP DATABASE shop;");

	private static final HazardRule CASCADE = HazardRule
		.error("drop-cascade", RiskClass.DESTRUCTIVE, "DROP ... CASCADE")
		.why("What depends on it goes with it, without being named.")
		.advice("Drop what depends on it explicitly.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY);", "DROP TABLE users CASCADE;");

	private static final HazardRule RECREATE = HazardRule
		.error("drop-and-recreate-table", RiskClass.DESTRUCTIVE, "DROP TABLE and CREATE TABLE of the same name")
		.why("It looks as if it could be repeated, but loses all rows.")
		.advice("Change the table by ALTER TABLE.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY);",
				"DROP TABLE IF EXISTS users; CREATE TABLE users (id bigint PRIMARY KEY, name text);");

	private static final HazardRule TRUNCATE = HazardRule
		.error("truncate-table", RiskClass.DESTRUCTIVE, "TRUNCATE of a table that existed before")
		.why("Its rows are lost, and it is locked in ACCESS EXCLUSIVE mode.")
		.advice("Delete in batches, by a backfill, what is no longer needed.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY);", "TRUNCATE users;");

	private static final HazardRule TRUNCATE_CASCADE = HazardRule
		.error("truncate-cascade", RiskClass.DESTRUCTIVE, "TRUNCATE ... CASCADE")
		.why("Every table that refers to it is emptied, too.")
		.advice("Name the tables.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY);", "TRUNCATE users CASCADE;");

	private static final Set<ObjectKind> KINDS = EnumSet.of(ObjectKind.TABLE, ObjectKind.SCHEMA, ObjectKind.DATABASE);

	static HazardRule cascade() {
		return CASCADE;
	}

	@Override
	public List<HazardRule> rules() {
		return List.of(TABLE, SCHEMA, DATABASE, CASCADE, RECREATE, TRUNCATE, TRUNCATE_CASCADE);
	}

	@Override
	public void check(Situation situation, Report report) {
		if (situation.action() instanceof DropStatement drop && (KINDS.contains(drop.kind()) || drop.cascade())) {
			Dropped.of(situation, drop).forEach((dropped) -> drop(dropped, drop, report));
		}
		else if (situation.action() instanceof TableStatement.Truncate truncate) {
			truncate(situation, truncate, report);
		}
	}

	private static void drop(Dropped dropped, DropStatement drop, Report report) {
		String name = dropped.quoted();
		switch (drop.kind()) {
			case TABLE -> table(dropped, drop, report);
			case SCHEMA -> report.add(dropped.draft(SCHEMA, "All that is in %s is lost.".formatted(name)));
			case DATABASE -> report.add(dropped.draft(DATABASE, "All that is in %s is lost.".formatted(name)));
			default -> {
				// Said by others
			}
		}
		if (drop.cascade() && drop.kind() != ObjectKind.INDEX && !dropped.isSetAside()) {
			report.add(Draft.of(CASCADE, drop.range(),
					"What depends on %s goes with it, without being named.".formatted(name)));
		}
	}

	private static void table(Dropped dropped, DropStatement drop, Report report) {
		String lost = "All rows of %s are lost.".formatted(dropped.quoted());
		report.add(dropped.isReplaced() ? Draft.of(RECREATE, drop.range(), lost)
				: dropped.draft(TABLE, lost + dropped.breaks()));
	}

	private static void truncate(Situation situation, TableStatement.Truncate truncate, Report report) {
		List<String> tables = truncate.tables().stream().filter(situation::isExisting).map(SqlName::of).toList();
		if (tables.isEmpty()) {
			return;
		}
		report
			.add(Draft.of(TRUNCATE, truncate.range(), "All rows of %s are lost.".formatted(String.join(", ", tables))));
		if (truncate.cascade()) {
			report.add(Draft.of(TRUNCATE_CASCADE, truncate.range(),
					"Every table that refers to %s is emptied, too.".formatted(String.join(", ", tables))));
		}
	}

}
