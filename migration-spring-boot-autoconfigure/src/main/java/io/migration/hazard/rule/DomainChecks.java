// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;

import io.migration.RiskClass;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.statement.SourceRange;
import io.migration.hazard.statement.TypeStatement;
import io.migration.sql.QualifiedName;

/**
 * Constraints of domains, which concern every table that uses them.
 */
final class DomainChecks implements Check {

	private static final HazardRule ALTER = HazardRule
		.error("alter-domain-constraint", RiskClass.BLOCKING,
				"ALTER DOMAIN ADD CONSTRAINT without NOT VALID, VALIDATE CONSTRAINT, SET NOT NULL")
		.why("All rows of every table that uses the domain are read, while nobody can write to these tables.")
		.advice("Put the constraint on the tables instead: a CHECK with NOT VALID, validated in a transaction of its own.")
		.example("CREATE DOMAIN code AS text; CREATE TABLE orders (code code);",
				"ALTER DOMAIN code ADD CONSTRAINT code_short CHECK (length(VALUE) < 9);");

	private static final HazardRule CREATE = HazardRule
		.info("create-domain-with-constraint", RiskClass.SAFE, "CREATE DOMAIN with a constraint")
		.why("Later, it cannot be changed without locking all tables that use it.")
		.advice("Use the base type, and a CHECK on each table.")
		.example("", "CREATE DOMAIN positive AS int CHECK (VALUE > 0);");

	@Override
	public List<HazardRule> rules() {
		return List.of(ALTER, CREATE);
	}

	@Override
	public void check(Situation situation, Report report) {
		if (situation.action() instanceof TypeStatement.AddDomainConstraint add && add.definition().isValidating()) {
			alter(situation, add.name(), add.range(), report);
		}
		else if (situation.action() instanceof TypeStatement.ValidateDomainConstraint validate) {
			alter(situation, validate.name(), validate.range(), report);
		}
		else if (situation.action() instanceof TypeStatement.SetDomainNotNull set && set.enable()) {
			alter(situation, set.name(), set.range(), report);
		}
		else if (situation.action() instanceof TypeStatement.CreateDomain create && !create.constraints().isEmpty()) {
			report.add(Draft.of(CREATE, create.range(),
					"To change the constraint of %s later locks all tables that use it."
						.formatted(SqlName.of(create.name()))));
		}
	}

	private static void alter(Situation situation, QualifiedName name, SourceRange range, Report report) {
		if (!NewTypes.isNew(situation.schema(), name)) {
			report
				.add(Draft.of(ALTER, range, "Reads all rows of every table that uses %s while nobody can write to them."
					.formatted(SqlName.of(name))));
		}
	}

}
