// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;
import java.util.Map;

import io.migration.RiskClass;
import io.migration.hazard.effect.Failure;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.PartitionAction;
import io.migration.hazard.statement.PartitionBound;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.TableStatement;
import io.migration.hazard.statement.TriggerStatement;

/**
 * Statements that will fail, or that are short but not free.
 */
final class OutcomeChecks implements Check {

	private static final HazardRule DEPENDENCY = HazardRule
		.warning("schema-drift-dependency", RiskClass.SAFE, "A statement that fails on what is in the database")
		.why("The migration fails in production, although it may pass elsewhere.")
		.advice("Bring the script and the database into line.")
		.example("CREATE TABLE orders (id int PRIMARY KEY, note varchar(9)); CREATE VIEW notes AS SELECT note FROM "
				+ "orders;", "ALTER TABLE orders ALTER COLUMN note TYPE varchar(20);")
		.needs(HazardRule.Scope.SCHEMA);

	private static final HazardRule STRATEGY = HazardRule
		.warning("partition-strategy-mismatch", RiskClass.SAFE,
				"ATTACH PARTITION with bounds that do not fit how the table is partitioned")
		.why("The server refuses it, so the migration fails.")
		.advice("Use FROM and TO for ranges, IN for lists, MODULUS and REMAINDER for hashes.")
		.example("CREATE TABLE logs (at date) PARTITION BY RANGE (at); CREATE TABLE old (at date);",
				"ALTER TABLE logs ATTACH PARTITION old FOR VALUES IN ('2026-01-01');")
		.needs(HazardRule.Scope.SCHEMA);

	private static final HazardRule TRIGGER = HazardRule
		.info("create-trigger-lock", RiskClass.SAFE, "CREATE TRIGGER on a table that existed before")
		.why("Writers wait for a moment (SHARE ROW EXCLUSIVE).")
		.advice("Nothing, as long as the transaction is short.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY);",
				"CREATE TRIGGER audit AFTER UPDATE ON users FOR EACH ROW EXECUTE FUNCTION note();");

	private static final Map<Failure, String> MESSAGES = Map.of(Failure.USED_BY_VIEW,
			"The server refuses it, as a view uses the column.", Failure.REFERENCED,
			"The server refuses it, as foreign keys refer to the table.", Failure.INCOMPATIBLE_KEY,
			"The server refuses it, as the types of the two sides cannot be compared.", Failure.NO_UNIQUE_INDEX,
			"The server refuses it, as the materialized view has no unique index.", Failure.DEPENDENT,
			"The server refuses it, as something else depends on it.", Failure.MISSING_OBJECT,
			"The server refuses it, as something that it names does not exist.", Failure.NEVER_NULL,
			"The server refuses it, as the column is part of the primary key or an identity.", Failure.INHERITED,
			"The server refuses it, as columns and constraints of a parent are changed there.",
			Failure.CHILDREN_LEFT_OUT,
			"The server refuses it, as with ONLY the partitions or child tables are left out.");

	@Override
	public List<HazardRule> rules() {
		return List.of(DEPENDENCY, STRATEGY, TRIGGER);
	}

	@Override
	public void check(Situation situation, Report report) {
		SqlAction action = situation.action();
		Failure failure = situation.effect().failure();
		if (failure != null && MESSAGES.containsKey(failure)) {
			report.add(Draft.of(DEPENDENCY, action.range(), String.valueOf(MESSAGES.get(failure))));
		}
		if (action instanceof TriggerStatement.Create create && situation.isExisting(create.table())) {
			report.add(Draft.of(TRIGGER, create.range(),
					"Writers of %s wait for a moment.".formatted(SqlName.of(create.table()))));
		}
		else if (action instanceof TableStatement.Alter alter) {
			alter.actions().forEach((part) -> alter(new Alteration(situation, alter, part), report));
		}
	}

	private static void alter(Alteration alteration, Report report) {
		TableModel table = alteration.table();
		if (alteration.action() instanceof PartitionAction.Attach attach && table != null
				&& table.traits().partitionKey() != null
				&& !fits(table.traits().partitionKey().strategy(), attach.bound())) {
			report.add(Draft.of(STRATEGY, attach.range(), "The server refuses it, as %s is partitioned by %s."
				.formatted(alteration.name(), table.traits().partitionKey().strategy())));
		}
	}

	private static boolean fits(String strategy, PartitionBound bound) {
		return bound.isDefault() || switch (strategy) {
			case "range" -> bound.in().isEmpty();
			case "list" -> bound.from().isEmpty();
			default -> bound.from().isEmpty() && bound.in().isEmpty();
		};
	}

}
