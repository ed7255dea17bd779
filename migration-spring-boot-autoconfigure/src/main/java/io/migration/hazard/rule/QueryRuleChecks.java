// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;

import io.migration.RiskClass;
import io.migration.Severity;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.schema.RelationKind;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.DropStatement;
import io.migration.hazard.statement.ObjectKind;
import io.migration.hazard.statement.RelationAction;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.TableAction;
import io.migration.hazard.statement.TableStatement;
import io.migration.hazard.statement.TriggerStatement;
import io.migration.sql.QualifiedName;

/**
 * Rules of the server that make other statements of those that are sent.
 */
final class QueryRuleChecks implements Check {

	private static final HazardRule CREATE = HazardRule
		.warning("create-rule", RiskClass.BREAKING, "CREATE RULE on a table that existed before")
		.why("What the code that runs now sends is rewritten: other rows are changed, more, or none.")
		.advice("Use a trigger, which sees each row once, and prepare the code that runs now for it.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY);",
				"CREATE RULE keep AS ON DELETE TO users DO INSTEAD NOTHING;");

	private static final HazardRule DROP = HazardRule
		.warning("drop-rule", RiskClass.BREAKING, "DROP RULE and DISABLE RULE")
		.why("What the code that runs now sends is no longer rewritten.")
		.advice("Make sure that no code relies on it, and drop it in a contract.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY);", "DROP RULE keep ON users;");

	@Override
	public List<HazardRule> rules() {
		return List.of(CREATE, DROP);
	}

	@Override
	public void check(Situation situation, Report report) {
		SqlAction action = situation.action();
		if (action instanceof TriggerStatement.CreateRule create && isTableInUse(situation, create.table())
				&& !isReplacement(situation, create)) {
			report.add(Draft.of(CREATE, create.range(),
					"What running code sends to %s is rewritten from here on.".formatted(SqlName.of(create.table()))));
		}
		else if (action instanceof DropStatement drop && drop.kind() == ObjectKind.RULE) {
			Dropped.of(situation, drop).forEach((dropped) -> report.add(dropped.draft(DROP, dropped(dropped.name()))));
		}
		else if (action instanceof TableStatement.Alter alter && situation.isExisting(alter.name())) {
			disable(situation, alter, report);
		}
	}

	private static void disable(Situation situation, TableStatement.Alter alter, Report report) {
		for (TableAction part : alter.actions()) {
			if (part instanceof RelationAction.SwitchRule change && !change.enable()) {
				Draft draft = Draft.of(DROP, change.range(), dropped(new QualifiedName(null, change.rule())));
				report.add(situation.inContract() ? draft.severity(Severity.INFO) : draft);
			}
		}
	}

	// A view needs rules before anybody can write to it
	private static boolean isTableInUse(Situation situation, QualifiedName name) {
		TableModel table = situation.schema().table(name);
		return situation.isExisting(name)
				&& (table == null || table.kind() == RelationKind.TABLE || table.kind() == RelationKind.PARTITIONED);
	}

	private static boolean isReplacement(Situation situation, TriggerStatement.CreateRule create) {
		return situation.memory()
			.before()
			.stream()
			.anyMatch((before) -> before instanceof DropStatement drop && drop.kind() == ObjectKind.RULE
					&& drop.names().stream().anyMatch((name) -> name.name().equals(create.name())));
	}

	private static String dropped(QualifiedName rule) {
		return "What %s rewrote is no longer rewritten.".formatted(SqlName.of(rule));
	}

}
