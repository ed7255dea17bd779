// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;

import io.migration.RiskClass;
import io.migration.Severity;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.statement.ObjectKind;
import io.migration.hazard.statement.ObjectStatement;
import io.migration.hazard.statement.RelationAction;
import io.migration.hazard.statement.RoutineStatement;
import io.migration.hazard.statement.SessionStatement;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.TableAction;
import io.migration.hazard.statement.TableStatement;

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
		return List.of(REVOKE, GRANT, SEARCH_PATH, ROLE);
	}

	@Override
	public void check(Situation situation, Report report) {
		SqlAction action = situation.action();
		if (action instanceof ObjectStatement.Privileges privileges) {
			privileges(situation, privileges, report);
		}
		else if (action instanceof TableStatement.Alter alter) {
			alter.actions().forEach((part) -> owner(alter, part, report));
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
		boolean existing = privileges.names().isEmpty() ? !isDefault(privileges)
				: privileges.names().stream().anyMatch(situation::isExisting);
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

	// ALTER DEFAULT PRIVILEGES takes nothing away that somebody has
	private static boolean isDefault(ObjectStatement.Privileges privileges) {
		return privileges.kind() == ObjectKind.OTHER;
	}

	private static void owner(TableStatement.Alter alter, TableAction action, Report report) {
		if (action instanceof RelationAction.SetOwner change) {
			report.add(Draft.of(ROLE, change.range(), "%s gets another owner.".formatted(SqlName.of(alter.name()))));
		}
	}

}
