// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migration.RiskClass;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.statement.ColumnAction;
import io.migration.hazard.statement.ColumnDefinition;
import io.migration.hazard.statement.ConstraintAction;
import io.migration.hazard.statement.ConstraintDefinition;
import io.migration.hazard.statement.ConstraintKind;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.TableAction;
import io.migration.hazard.statement.TableStatement;
import io.migration.sql.QualifiedName;

/**
 * New foreign keys lock the referenced table too.
 */
final class ForeignKeyChecks implements Check {

	private static final HazardRule LOCKS = HazardRule
		.info("foreign-key-locks-referenced-table", RiskClass.SAFE,
				"A new foreign key that refers to a table that existed before, also in CREATE TABLE")
		.why("Nobody can write to the referenced table until the transaction ends.")
		.advice("Keep the transaction short: one foreign key in each.")
		.example("CREATE TABLE customers (id bigint PRIMARY KEY);",
				"CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);");

	private static final HazardRule MULTIPLE = HazardRule
		.warning("multiple-foreign-keys", RiskClass.BLOCKING,
				"Foreign keys to several tables that existed before, in one transaction")
		.why("Nobody can write to any of them until the transaction ends, and a deadlock with the application is likely.")
		.advice("Add one foreign key in each migration.")
		.example(
				"CREATE TABLE a (id bigint PRIMARY KEY); CREATE TABLE b (id bigint PRIMARY KEY); CREATE TABLE c (a_id "
						+ "bigint, b_id bigint);",
				"ALTER TABLE c ADD FOREIGN KEY (a_id) REFERENCES a NOT VALID; ALTER TABLE c ADD FOREIGN KEY (b_id) "
						+ "REFERENCES b NOT VALID;");

	private static final HazardRule CASCADE = HazardRule
		.info("on-delete-cascade", RiskClass.SAFE, "A new foreign key with ON DELETE CASCADE")
		.why("One DELETE may remove many rows of other tables, and locks them.")
		.advice("Use RESTRICT and delete explicitly.")
		.example("CREATE TABLE customers (id bigint PRIMARY KEY);",
				"CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers ON DELETE CASCADE);");

	@Override
	public List<HazardRule> rules() {
		return List.of(LOCKS, MULTIPLE, CASCADE);
	}

	@Override
	public void check(Situation situation, Report report) {
		for (ConstraintDefinition key : keys(situation.action())) {
			if (key.reference() != null && key.reference().onDelete().equals("cascade")) {
				report.add(Draft.of(CASCADE, key.range(),
						"One DELETE in %s may remove many rows here.".formatted(SqlName.of(key.reference().table()))));
			}
			if (key.reference() != null && isOther(situation, key.reference().table())) {
				report.add(Draft.of(LOCKS, key.range(), "Keeps everybody from writing to %s until the transaction ends."
					.formatted(SqlName.of(key.reference().table()))));
			}
		}
		multiple(situation, report);
	}

	private static boolean isOther(Situation situation, QualifiedName referenced) {
		boolean self = situation.action() instanceof TableStatement.Alter alter
				&& situation.isSame(alter.name(), referenced);
		return !self && situation.isExisting(referenced) && !(situation.action() instanceof TableStatement.Create create
				&& situation.isSame(create.name(), referenced));
	}

	private static void multiple(Situation situation, Report report) {
		Map<QualifiedName, QualifiedName> now = referenced(situation);
		if (now.isEmpty()) {
			return;
		}
		Map<QualifiedName, QualifiedName> before = new LinkedHashMap<>();
		situation.transaction().withKeys().forEach((earlier) -> referenced(earlier).forEach(before::putIfAbsent));
		Map<QualifiedName, QualifiedName> all = new LinkedHashMap<>(before);
		now.forEach(all::putIfAbsent);
		// Once, where the second one comes
		if (before.size() < 2 && all.size() > 1) {
			report.add(Draft.of(MULTIPLE, situation.action().range(),
					"Keeps everybody from writing to %s until the transaction ends."
						.formatted(String.join(" and ", all.values().stream().map(SqlName::of).toList()))));
		}
	}

	// As written, by what they mean
	private static Map<QualifiedName, QualifiedName> referenced(Situation situation) {
		Map<QualifiedName, QualifiedName> tables = new LinkedHashMap<>();
		for (ConstraintDefinition key : keys(situation.action())) {
			if (key.reference() != null && isOther(situation, key.reference().table())) {
				QualifiedName written = key.reference().table();
				tables.putIfAbsent(situation.schema().resolve(written), written);
			}
		}
		return tables;
	}

	static List<ConstraintDefinition> keys(SqlAction action) {
		List<ConstraintDefinition> keys = new ArrayList<>();
		if (action instanceof TableStatement.Create create) {
			addKeys(create.definition().constraints(), keys);
			for (ColumnDefinition column : create.definition().columns()) {
				addKeys(column.constraints(), keys);
			}
		}
		else if (action instanceof TableStatement.Alter alter) {
			for (TableAction part : alter.actions()) {
				addKeys(constraints(part), keys);
			}
		}
		return keys;
	}

	private static void addKeys(List<ConstraintDefinition> constraints, List<ConstraintDefinition> keys) {
		for (ConstraintDefinition constraint : constraints) {
			if (constraint.kind() == ConstraintKind.FOREIGN_KEY) {
				keys.add(constraint);
			}
		}
	}

	private static List<ConstraintDefinition> constraints(TableAction action) {
		if (action instanceof ConstraintAction.Add add) {
			return List.of(add.definition());
		}
		return (action instanceof ColumnAction.Add add) ? add.definition().constraints() : List.of();
	}

}
