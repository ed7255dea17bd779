// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;

import io.migration.RiskClass;
import io.migration.Severity;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.statement.ObjectStatement;
import io.migration.hazard.statement.RelationAction;
import io.migration.hazard.statement.RoutineStatement;
import io.migration.hazard.statement.SessionStatement;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.TableAction;
import io.migration.hazard.statement.TableStatement;
import io.migration.hazard.statement.TriggerStatement;
import io.migration.sql.QualifiedName;

/**
 * Who may do what.
 */
final class AccessChecks implements Check {

	private static final HazardRule REVOKE = HazardRule.warning("revoke-privilege", RiskClass.BREAKING, "REVOKE")
		.why("The code that runs now may fail for lack of rights.")
		.advice("Revoke in a contract, when no old instance is alive.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY);", "REVOKE SELECT ON users FROM reporting;");

	private static final HazardRule GRANT = HazardRule
		.warning("grant-to-public", RiskClass.SAFE, "GRANT to PUBLIC, GRANT ALL, WITH GRANT OPTION")
		.why("It gives more than is needed, or to more than need it.")
		.advice("Name the privileges and the roles that need them.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY);", "GRANT SELECT ON users TO PUBLIC;");

	private static final HazardRule ROW_SECURITY = HazardRule
		.warning("enable-rls", RiskClass.BREAKING, "ENABLE or FORCE ROW LEVEL SECURITY without a policy")
		.why("Everybody but the owner sees no row.")
		.advice("Create the policies first, in the same migration.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY);", "ALTER TABLE users ENABLE ROW LEVEL SECURITY;");

	private static final HazardRule SEARCH_PATH = HazardRule
		.warning("security-definer-search-path", RiskClass.SAFE, "A SECURITY DEFINER function without SET search_path")
		.why("Whoever calls it decides which objects its names mean, and gets the rights of its owner.")
		.advice("Add SET search_path = pg_catalog, pg_temp, and qualify names.")
		.example("", "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';");

	private static final HazardRule ROLE = HazardRule
		.info("set-role", RiskClass.SAFE, "SET ROLE, SET SESSION AUTHORIZATION and OWNER TO")
		.why("Objects get another owner than those of other migrations.")
		.advice("Let one role own all objects: migration.datasource.username.")
		.example("", "SET ROLE admin;");

	@Override
	public List<HazardRule> rules() {
		return List.of(REVOKE, GRANT, ROW_SECURITY, SEARCH_PATH, ROLE);
	}

	@Override
	public void check(Situation situation, Report report) {
		SqlAction action = situation.action();
		if (action instanceof ObjectStatement.Privileges privileges) {
			privileges(situation, privileges, report);
		}
		else if (action instanceof TableStatement.Alter alter) {
			alter.actions().forEach((part) -> alter(situation, alter, part, report));
		}
		else if (action instanceof RoutineStatement.Create create && create.securityDefiner()
				&& !create.setsSearchPath()) {
			report.add(Draft.of(SEARCH_PATH, create.range(),
					"Whoever calls %s decides which objects its names mean.".formatted(SqlName.of(create.name()))));
		}
		else if (action instanceof SessionStatement.Setting setting && setting.value() != null
				&& (setting.name().equals("role") || setting.name().equals("session_authorization"))) {
			report.add(Draft.of(ROLE, setting.range(), "Objects made from here on get another owner."));
		}
		else if (action instanceof ObjectStatement.SetOwner owner) {
			report.add(Draft.of(ROLE, owner.range(), "It gets another owner."));
		}
	}

	private static void privileges(Situation situation, ObjectStatement.Privileges privileges, Report report) {
		boolean existing = privileges.names().isEmpty() || privileges.names().stream().anyMatch(situation::isExisting);
		if (privileges.revoke()) {
			// From PUBLIC is how rights are narrowed down
			if (existing && !privileges.grantees().equals(List.of("public"))) {
				Draft draft = Draft.of(REVOKE, privileges.range(), "Code that runs now may lack the right.");
				report.add(situation.inContract() ? draft.severity(Severity.INFO) : draft);
			}
			return;
		}
		String wide = privileges.grantees().contains("public") ? "Everybody gets the right."
				: privileges.privileges().contains("all") ? "The role gets every right there is."
						: privileges.withGrantOption() ? "The role may pass the right on." : null;
		if (wide != null) {
			report.add(Draft.of(GRANT, privileges.range(), wide));
		}
	}

	private static void alter(Situation situation, TableStatement.Alter alter, TableAction action, Report report) {
		if (action instanceof RelationAction.SetRowSecurity change && change.enable()
				&& !hasPolicy(situation, alter.name())) {
			report.add(Draft.of(ROW_SECURITY, change.range(),
					"Everybody but the owner sees no row of %s.".formatted(SqlName.of(alter.name()))));
		}
		else if (action instanceof RelationAction.SetOwner change) {
			report.add(Draft.of(ROLE, change.range(), "%s gets another owner.".formatted(SqlName.of(alter.name()))));
		}
	}

	private static boolean hasPolicy(Situation situation, QualifiedName table) {
		return situation.memory()
			.all()
			.stream()
			.anyMatch((other) -> other instanceof TriggerStatement.CreatePolicy policy
					&& situation.isSame(policy.table(), table));
	}

}
