// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.migration.RiskClass;
import io.migration.Severity;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.statement.DropStatement;
import io.migration.hazard.statement.ObjectKind;

/**
 * {@code DROP} of what holds no rows of its own.
 */
final class DropObjectChecks implements Check {

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
		.error("drop-type", RiskClass.DESTRUCTIVE, "DROP TYPE and DROP DOMAIN")
		.why("With CASCADE, the columns of this type go with it. Without, the server refuses it while one is left, but casts "
				+ "in the code that runs now fail.")
		.advice("Give the columns another type first, and drop the type in a contract.")
		.example("CREATE TYPE mood AS ENUM ('sad', 'happy'); CREATE TABLE people (id bigint PRIMARY KEY, mood mood);",
				"DROP TYPE mood CASCADE;");

	private static final HazardRule EXTENSION = HazardRule
		.error("drop-extension", RiskClass.DESTRUCTIVE, "DROP EXTENSION")
		.why("With CASCADE, columns, indexes and functions that use it go with it. Without, the server refuses it while one is "
				+ "left, but code that calls its functions fails. A few extensions keep tables of their own.")
		.advice("Change what uses it first, and drop it in a contract.")
		.example("CREATE EXTENSION citext;", "DROP EXTENSION citext CASCADE;");

	private static final HazardRule SEQUENCE = HazardRule.warning("drop-sequence", RiskClass.BREAKING, "DROP SEQUENCE")
		.why("Defaults and code that take numbers from it fail.")
		.advice("Let the code do without it first, and drop it in a contract.")
		.example("CREATE SEQUENCE order_numbers;", "DROP SEQUENCE order_numbers;");

	private static final HazardRule TRIGGER = HazardRule
		.warning("drop-trigger", RiskClass.BREAKING, "DROP TRIGGER and DROP EVENT TRIGGER")
		.why("What it ensured is no longer ensured, while old code runs.")
		.advice("Use CREATE OR REPLACE TRIGGER, or drop it in a contract.")
		.example("CREATE TABLE t (id int PRIMARY KEY);", "DROP TRIGGER audit ON t;");

	private static final HazardRule POLICY = HazardRule
		.warning("drop-policy", RiskClass.BREAKING, "DROP POLICY and DISABLE ROW LEVEL SECURITY")
		.why("Who may see which rows changes at once.")
		.advice("Create the new policy first, in the same transaction.")
		.example("CREATE TABLE t (id int PRIMARY KEY);", "DROP POLICY own_rows ON t;");

	private static final HazardRule COLLATION = HazardRule
		.warning("drop-collation", RiskClass.BREAKING, "DROP COLLATION")
		.why("Queries that name it fail. With CASCADE, columns and indexes that use it go with it.")
		.advice("Give columns and queries another one first, and drop it in a contract.")
		.example("CREATE COLLATION german (provider = icu, locale = 'de');", "DROP COLLATION german;");

	private static final HazardRule OPERATOR = HazardRule
		.warning("drop-operator", RiskClass.BREAKING, "DROP OPERATOR, CAST and TEXT SEARCH")
		.why("Queries that use it fail, also where they do not name it.")
		.advice("Let the code do without it first, and drop it in a contract.")
		.example("", "DROP TEXT SEARCH CONFIGURATION shop_search;");

	// They keep tables that go with them without CASCADE
	private static final Set<String> WITH_ROWS = Set.of("age", "citus", "pg_cron", "pg_partman", "pglogical", "pgmq",
			"pgq", "postgis_tiger_geocoder", "postgis_topology", "timescaledb");

	private static final Set<ObjectKind> KINDS = EnumSet.of(ObjectKind.VIEW, ObjectKind.MATERIALIZED_VIEW,
			ObjectKind.FUNCTION, ObjectKind.PROCEDURE, ObjectKind.ROUTINE, ObjectKind.AGGREGATE, ObjectKind.SEQUENCE,
			ObjectKind.TYPE, ObjectKind.DOMAIN, ObjectKind.EXTENSION, ObjectKind.TRIGGER, ObjectKind.EVENT_TRIGGER,
			ObjectKind.POLICY, ObjectKind.COLLATION, ObjectKind.OPERATOR, ObjectKind.CAST, ObjectKind.TEXT_SEARCH);

	static HazardRule policy() {
		return POLICY;
	}

	@Override
	public List<HazardRule> rules() {
		return List.of(VIEW, FUNCTION, TYPE, EXTENSION, SEQUENCE, TRIGGER, POLICY, COLLATION, OPERATOR);
	}

	@Override
	public void check(Situation situation, Report report) {
		if (situation.action() instanceof DropStatement drop && KINDS.contains(drop.kind())) {
			if (drop.kind() == ObjectKind.CAST || drop.kind() == ObjectKind.OPERATOR) {
				Draft draft = Draft.of(OPERATOR, drop.range(), "Queries that rely on it fail.");
				report.add(situation.inContract() ? draft.severity(Severity.INFO) : draft);
				return;
			}
			Dropped.of(situation, drop).forEach((dropped) -> drop(dropped, drop, report));
		}
	}

	private static void drop(Dropped dropped, DropStatement drop, Report report) {
		String name = dropped.quoted();
		switch (drop.kind()) {
			case VIEW, MATERIALIZED_VIEW -> report.add(gone(VIEW, dropped));
			case FUNCTION, PROCEDURE, ROUTINE, AGGREGATE -> report.add(gone(FUNCTION, dropped));
			case SEQUENCE -> report.add(gone(SEQUENCE, dropped));
			case TYPE, DOMAIN -> report.add(used(TYPE, dropped,
					drop.cascade() && NewTypes.mayBeUsed(dropped.situation().schema(), dropped.name())));
			case EXTENSION ->
				report.add(used(EXTENSION, dropped, drop.cascade() || WITH_ROWS.contains(dropped.name().name())));
			case TRIGGER, EVENT_TRIGGER ->
				report.add(dropped.draft(TRIGGER, "What the trigger %s ensured is no longer ensured.".formatted(name)));
			case POLICY -> report.add(dropped.draft(POLICY, "Who may see which rows of %s changes at once."
				.formatted((drop.table() != null) ? SqlName.of(drop.table()) : name)));
			case COLLATION -> report.add(gone(COLLATION, dropped));
			case TEXT_SEARCH -> report.add(gone(OPERATOR, dropped));
			default -> {
				// Said by others, or harmless
			}
		}
	}

	private static Draft gone(HazardRule rule, Dropped dropped) {
		return dropped.draft(rule, "%s goes.".formatted(dropped.quoted()) + dropped.breaks());
	}

	private static Draft used(HazardRule rule, Dropped dropped, boolean destroys) {
		if (destroys) {
			return dropped.draft(rule,
					"%s goes, and with it what it keeps: columns, or rows of its own.".formatted(dropped.quoted())
							+ dropped.breaks());
		}
		// The server refuses it as long as a column would be lost
		return dropped.draft(rule, "%s goes.".formatted(dropped.quoted()) + dropped.breaks())
			.risk(RiskClass.BREAKING)
			.milder(!dropped.isReplaced() && !dropped.situation().inContract());
	}

}
