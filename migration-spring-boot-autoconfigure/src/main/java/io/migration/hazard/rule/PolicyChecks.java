// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;

import io.migration.RiskClass;
import io.migration.Severity;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.statement.Expression;
import io.migration.hazard.statement.ObjectKind;
import io.migration.hazard.statement.RelationAction;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.TableAction;
import io.migration.hazard.statement.TableStatement;
import io.migration.hazard.statement.TriggerStatement;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Who sees which rows.
 */
final class PolicyChecks implements Check {

	private static final HazardRule ROW_SECURITY = HazardRule
		.warning("enable-rls", RiskClass.BREAKING,
				"ENABLE or FORCE ROW LEVEL SECURITY without a policy that lets somebody through")
		.why("Everybody but the owner sees no row.")
		.advice("Create the policies first, in the same migration.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY);", "ALTER TABLE users ENABLE ROW LEVEL SECURITY;");

	private static final HazardRule CLOSED = HazardRule
		.warning("policy-denies-all", RiskClass.BREAKING, "A policy that lets nobody through")
		.why("Everybody but the owner sees no row, or can write none, whatever other policies say.")
		.advice("Write the condition that is meant, or revoke the privilege.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY);",
				"CREATE POLICY nobody ON users AS RESTRICTIVE USING (false);");

	@Override
	public List<HazardRule> rules() {
		return List.of(ROW_SECURITY, CLOSED);
	}

	@Override
	public void check(Situation situation, Report report) {
		SqlAction action = situation.action();
		if (action instanceof TableStatement.Alter alter) {
			alter.actions().forEach((part) -> enable(situation, alter, part, report));
		}
		else if (action instanceof TriggerStatement.CreatePolicy policy && situation.isExisting(policy.table())) {
			create(policy, report);
		}
		else if (action instanceof TriggerStatement.AlterPolicy policy && policy.kind() == ObjectKind.POLICY
				&& (isFalse(policy.using()) || isFalse(policy.check())) && situation.isExisting(policy.table())) {
			report.add(Draft.of(CLOSED, policy.range(), denied(policy.table())));
		}
	}

	private static void enable(Situation situation, TableStatement.Alter alter, TableAction action, Report report) {
		if (action instanceof RelationAction.SetRowSecurity change && change.enable()
				&& !hasPolicy(situation, alter.name())) {
			Draft draft = Draft.of(ROW_SECURITY, change.range(),
					"Everybody but the owner sees no row of %s.".formatted(SqlName.of(alter.name())));
			report.add(situation.isExisting(alter.name()) ? draft : draft.severity(Severity.INFO));
		}
	}

	private static boolean hasPolicy(Situation situation, QualifiedName table) {
		return situation.schema().policies().has(situation.schema().resolve(table)) || situation.memory()
			.all()
			.stream()
			.anyMatch((other) -> other instanceof TriggerStatement.CreatePolicy policy && !policy.restrictive()
					&& !policy.isClosed() && situation.isSame(policy.table(), table));
	}

	// One that allows takes nothing away from what others allow
	private static void create(TriggerStatement.CreatePolicy policy, Report report) {
		if (policy.restrictive() && (isFalse(policy.using()) || isFalse(policy.check()))) {
			report.add(Draft.of(CLOSED, policy.range(), denied(policy.table())));
		}
		else if (policy.isClosed()) {
			report.add(
					Draft
						.of(CLOSED, policy.range(),
								"It lets nobody through to %s, unless another policy does."
									.formatted(SqlName.of(policy.table())))
						.severity(Severity.INFO));
		}
	}

	private static boolean isFalse(@Nullable Expression condition) {
		return condition != null && condition.isFalse();
	}

	private static String denied(QualifiedName table) {
		return "It lets nobody but the owner through to rows of %s.".formatted(SqlName.of(table));
	}

}
