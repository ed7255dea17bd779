// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;

import io.migration.RiskClass;
import io.migration.Severity;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.statement.DropStatement;
import io.migration.hazard.statement.ObjectKind;
import io.migration.hazard.statement.ObjectStatement;
import io.migration.hazard.statement.SqlAction;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Roles that applications may use.
 */
final class RoleChecks implements Check {

	private static final HazardRule DROP = HazardRule
		.warning("drop-role", RiskClass.BREAKING, "DROP ROLE, and ALTER ROLE ... RENAME or NOLOGIN")
		.why("Whoever uses this role cannot connect any more.")
		.advice("Move what uses it to another role first, and drop it in a contract.")
		.example("", "DROP ROLE reporting;");

	private static final HazardRule OWNED = HazardRule
		.error("drop-owned", RiskClass.DESTRUCTIVE, "DROP OWNED BY a role")
		.why("All that it owns in this database is lost, without being named, and it loses its rights on the rest.")
		.advice("Drop what is not needed by its name, and give the rest to another role by REASSIGN OWNED first.")
		.example("", "DROP OWNED BY reporting;");

	private static final HazardRule REASSIGN = HazardRule
		.warning("reassign-owned", RiskClass.BREAKING, "REASSIGN OWNED BY a role")
		.why("The code that runs as the former owner loses the rights of an owner, often all that it has.")
		.advice("Grant the former owner what it needs first.")
		.example("", "REASSIGN OWNED BY reporting TO admin;");

	@Override
	public List<HazardRule> rules() {
		return List.of(DROP, OWNED, REASSIGN);
	}

	@Override
	public void check(Situation situation, Report report) {
		SqlAction action = situation.action();
		if (action instanceof DropStatement drop && drop.kind() == ObjectKind.OWNED) {
			report.add(mild(situation, Draft.of(OWNED, drop.range(),
					"All that %s owns in this database is lost.".formatted(names(drop)))));
		}
		else if (action instanceof DropStatement drop && drop.kind() == ObjectKind.ROLE) {
			Dropped.of(situation, drop).forEach((dropped) -> report.add(dropped.draft(DROP, shutOut(dropped.name()))));
		}
		else if (action instanceof ObjectStatement.Rename rename && rename.kind() == ObjectKind.ROLE) {
			shutOut(situation, action, rename.name(), report);
		}
		else if (action instanceof ObjectStatement.Alter alter) {
			alter(situation, alter, report);
		}
	}

	private static void alter(Situation situation, ObjectStatement.Alter alter, Report report) {
		if (alter.kind() == ObjectKind.ROLE && alter.verb().equals("nologin")) {
			shutOut(situation, alter, alter.name(), report);
		}
		else if (alter.kind() == ObjectKind.OWNED) {
			report.add(mild(situation,
					Draft.of(REASSIGN, alter.range(), "The code that runs as the former owner may lack rights now.")));
		}
	}

	private static void shutOut(Situation situation, SqlAction action, @Nullable QualifiedName role, Report report) {
		if (role != null && situation.memory().before().stream().noneMatch((before) -> isCreate(before, role))) {
			report.add(mild(situation, Draft.of(DROP, action.range(), shutOut(role))));
		}
	}

	private static boolean isCreate(SqlAction action, QualifiedName role) {
		return action instanceof ObjectStatement.Create create && create.kind() == ObjectKind.ROLE
				&& role.equals(create.name());
	}

	private static Draft mild(Situation situation, Draft draft) {
		return situation.inContract() ? draft.severity(Severity.INFO) : draft;
	}

	private static String shutOut(QualifiedName role) {
		return "Whoever uses %s cannot connect any more.".formatted(SqlName.of(role));
	}

	private static String names(DropStatement drop) {
		return String.join(", ", drop.names().stream().map(SqlName::of).toList());
	}

}
