// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.migration.RiskClass;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.statement.ObjectKind;
import io.migration.hazard.statement.ObjectStatement;
import io.migration.hazard.statement.RoutineStatement;
import io.migration.hazard.statement.SqlAction;
import io.migration.sql.QualifiedName;

/**
 * Functions and procedures that change while others call them.
 */
final class RoutineChecks implements Check {

	private static final HazardRule RENAME = HazardRule
		.warning("rename-function", RiskClass.BREAKING, "RENAME of a function, procedure or aggregate")
		.why("The code that calls it fails at once, and so do functions whose body is text.")
		.advice("Create a second one with the new name, and drop the old one in a contract.")
		.example("CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1;", "ALTER FUNCTION f() RENAME TO g;");

	private static final HazardRule VOLATILITY = HazardRule
		.info("function-volatility-change", RiskClass.SAFE, "CREATE OR REPLACE FUNCTION that changes the volatility")
		.why("Queries are planned in another way, and a function that is not immutable any more no longer fits the "
				+ "indexes that use it.")
		.advice("Write IMMUTABLE or STABLE again, or give it another name.")
		.example("CREATE FUNCTION f(n int) RETURNS int LANGUAGE sql IMMUTABLE RETURN n;",
				"CREATE OR REPLACE FUNCTION f(n int) RETURNS int LANGUAGE sql RETURN n + 1;")
		.needs(HazardRule.Scope.SCHEMA);

	private static final Set<ObjectKind> KINDS = EnumSet.of(ObjectKind.FUNCTION, ObjectKind.PROCEDURE,
			ObjectKind.ROUTINE, ObjectKind.AGGREGATE);

	@Override
	public List<HazardRule> rules() {
		return List.of(RENAME, VOLATILITY);
	}

	@Override
	public void check(Situation situation, Report report) {
		SqlAction action = situation.action();
		if (action instanceof ObjectStatement.Rename rename && KINDS.contains(rename.kind())) {
			if (isCalled(situation, rename, rename.name())) {
				report.add(Draft.of(RENAME, rename.range(),
						"Code that calls %s fails at once.".formatted(SqlName.of(rename.name()))));
			}
		}
		else if (action instanceof RoutineStatement.Create create && create.orReplace()
				&& create.kind() == ObjectKind.FUNCTION) {
			volatility(situation, create, report);
		}
	}

	/**
	 * Return whether others may call a routine by the name that it loses.
	 */
	static boolean isCalled(Situation situation, SqlAction action, QualifiedName name) {
		return !situation.schema().routines().isForTriggers(name.name())
				&& situation.memory().before().stream().noneMatch((other) -> isCreate(other, name))
				&& situation.memory().after(action).stream().noneMatch((other) -> isCreate(other, name));
	}

	private static boolean isCreate(SqlAction action, QualifiedName name) {
		return (action instanceof RoutineStatement.Create create && create.name().equals(name))
				|| (action instanceof ObjectStatement.Create other && KINDS.contains(other.kind())
						&& name.equals(other.name()));
	}

	private static void volatility(Situation situation, RoutineStatement.Create create, Report report) {
		Boolean before = situation.schema().routines().isToldVolatile(create.name().name());
		boolean after = create.volatility().equals("volatile");
		if (before != null && before != after
				&& situation.memory().before().stream().noneMatch((other) -> isCreate(other, create.name()))) {
			report.add(Draft.of(VOLATILITY, create.range(),
					(after ? "It becomes %s, and was not." : "It becomes %s, and was volatile.")
						.formatted(create.volatility())));
		}
	}

}
