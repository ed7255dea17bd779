// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.migration.RiskClass;
import io.migration.Severity;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.statement.DropStatement;
import io.migration.hazard.statement.ObjectKind;
import io.migration.hazard.statement.ObjectStatement;
import io.migration.hazard.statement.TableStatement;
import io.migration.sql.QualifiedName;

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

	private static final HazardRule VIEW = HazardRule
		.warning("drop-view", RiskClass.BREAKING, "DROP VIEW and DROP MATERIALIZED VIEW")
		.why("The code that reads it fails.")
		.advice("Use CREATE OR REPLACE VIEW, or drop it in a contract.")
		.example("CREATE TABLE orders (id bigint PRIMARY KEY); CREATE VIEW open_orders AS SELECT id FROM orders;",
				"DROP VIEW open_orders;");

	private static final HazardRule FUNCTION = HazardRule
		.warning("drop-function", RiskClass.BREAKING, "DROP FUNCTION and DROP PROCEDURE")
		.why("The code that calls it fails.")
		.advice("Use CREATE OR REPLACE, or drop it in a contract.")
		.example("CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1;", "DROP FUNCTION f();");

	private static final HazardRule TYPE = HazardRule
		.error("drop-type", RiskClass.BREAKING, "DROP TYPE and DROP DOMAIN")
		.why("With CASCADE, the columns of this type go with it. Without, the server refuses it while one is left, so "
				+ "nothing is lost, but code that names the type fails, which is a warning.")
		.advice("Give the columns another type first, and drop the type in a contract.")
		.example("CREATE TYPE mood AS ENUM ('sad', 'happy');", "DROP TYPE mood CASCADE;");

	private static final HazardRule EXTENSION = HazardRule
		.error("drop-extension", RiskClass.DESTRUCTIVE, "DROP EXTENSION")
		.why("With CASCADE, columns, indexes and functions that use it go with it.")
		.advice("Change what uses it first, and drop it in a contract.")
		.example("CREATE EXTENSION citext;", "DROP EXTENSION citext;");

	private static final HazardRule SEQUENCE = HazardRule.warning("drop-sequence", RiskClass.BREAKING, "DROP SEQUENCE")
		.why("Defaults and code that take numbers from it fail.")
		.advice(IN_CONTRACT)
		.example("CREATE SEQUENCE order_numbers;", "DROP SEQUENCE order_numbers;");

	private static final HazardRule TRIGGER = HazardRule.warning("drop-trigger", RiskClass.BREAKING, "DROP TRIGGER")
		.why("What it ensured is no longer ensured, while old code runs.")
		.advice("Use CREATE OR REPLACE TRIGGER, or drop it in a contract.")
		.example("CREATE TABLE t (id int PRIMARY KEY);", "DROP TRIGGER audit ON t;");

	private static final HazardRule POLICY = HazardRule
		.warning("drop-policy", RiskClass.BREAKING, "DROP POLICY and DISABLE ROW LEVEL SECURITY")
		.why("Who may see which rows changes at once.")
		.advice("Create the new policy first, in the same transaction.")
		.example("CREATE TABLE t (id int PRIMARY KEY);", "DROP POLICY own_rows ON t;");

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

	private static final Map<ObjectKind, HazardRule> BY_KIND = byKind();

	private static Map<ObjectKind, HazardRule> byKind() {
		Map<ObjectKind, HazardRule> rules = new EnumMap<>(ObjectKind.class);
		rules.put(ObjectKind.TABLE, TABLE);
		rules.put(ObjectKind.SCHEMA, SCHEMA);
		rules.put(ObjectKind.DATABASE, DATABASE);
		rules.put(ObjectKind.VIEW, VIEW);
		rules.put(ObjectKind.MATERIALIZED_VIEW, VIEW);
		rules.put(ObjectKind.FUNCTION, FUNCTION);
		rules.put(ObjectKind.PROCEDURE, FUNCTION);
		rules.put(ObjectKind.ROUTINE, FUNCTION);
		rules.put(ObjectKind.AGGREGATE, FUNCTION);
		rules.put(ObjectKind.TYPE, TYPE);
		rules.put(ObjectKind.DOMAIN, TYPE);
		rules.put(ObjectKind.EXTENSION, EXTENSION);
		rules.put(ObjectKind.SEQUENCE, SEQUENCE);
		rules.put(ObjectKind.TRIGGER, TRIGGER);
		rules.put(ObjectKind.POLICY, POLICY);
		return rules;
	}

	static HazardRule cascade() {
		return CASCADE;
	}

	static HazardRule policy() {
		return POLICY;
	}

	@Override
	public List<HazardRule> rules() {
		return List.of(TABLE, SCHEMA, DATABASE, VIEW, FUNCTION, TYPE, EXTENSION, SEQUENCE, TRIGGER, POLICY, CASCADE,
				RECREATE, TRUNCATE, TRUNCATE_CASCADE);
	}

	@Override
	public void check(Situation situation, Report report) {
		if (situation.action() instanceof DropStatement drop) {
			drop.names()
				.stream()
				.filter((name) -> !Created.isHere(situation, drop, name))
				.forEach((name) -> drop(situation, drop, name, report));
		}
		else if (situation.action() instanceof TableStatement.Truncate truncate) {
			truncate(situation, truncate, report);
		}
	}

	private static void drop(Situation situation, DropStatement drop, QualifiedName name, Report report) {
		HazardRule rule = BY_KIND.get(drop.kind());
		if (drop.kind() == ObjectKind.TABLE && Created.isLater(situation, drop, name)) {
			report.add(Draft.of(RECREATE, drop.range(), "All rows of %s are lost.".formatted(SqlName.of(name))));
		}
		else if (rule != null) {
			boolean setAside = isSetAside(situation, drop, name);
			boolean mild = setAside || situation.inContract() || Created.isLater(situation, drop, name);
			Draft draft = Draft.of(rule, drop.range(), message(drop, name, setAside || situation.inContract()))
				.milder(rule == TYPE && !drop.cascade());
			report.add(mild ? draft.severity(Severity.INFO) : draft);
		}
		if (drop.cascade() && drop.kind() != ObjectKind.INDEX) {
			report.add(Draft.of(CASCADE, drop.range(),
					"What depends on %s goes with it, without being named.".formatted(SqlName.of(name))));
		}
	}

	// A type that the migration itself has given another name: code knows that of its
	// successor
	private static boolean isSetAside(Situation situation, DropStatement drop, QualifiedName name) {
		boolean type = drop.kind() == ObjectKind.TYPE || drop.kind() == ObjectKind.DOMAIN;
		return type && !drop.cascade()
				&& situation.memory()
					.before()
					.stream()
					.anyMatch((before) -> before instanceof ObjectStatement.Rename rename
							&& rename.kind() == drop.kind() && rename.to().equals(name.name()));
	}

	private static String message(DropStatement drop, QualifiedName name, boolean unused) {
		String quoted = SqlName.of(name);
		String breaks = unused ? "" : " Code that uses it now fails.";
		return switch (drop.kind()) {
			case TABLE -> "All rows of %s are lost.".formatted(quoted) + breaks;
			case SCHEMA, DATABASE -> "All that is in %s is lost.".formatted(quoted);
			case TYPE, DOMAIN ->
				(drop.cascade() ? "%s goes, and the columns that use it." : "%s goes.").formatted(quoted) + breaks;
			case EXTENSION -> "%s goes, with CASCADE also the columns that use it.".formatted(quoted) + breaks;
			case POLICY -> "Who may see which rows of %s changes at once."
				.formatted((drop.table() != null) ? SqlName.of(drop.table()) : quoted);
			case TRIGGER -> "What the trigger %s ensured is no longer ensured.".formatted(quoted);
			default -> "%s goes.".formatted(quoted) + breaks;
		};
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
