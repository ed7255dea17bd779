// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;
import java.util.Objects;

import io.migration.RiskClass;
import io.migration.hazard.effect.Failure;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.schema.Age;
import io.migration.hazard.schema.TypeModel;
import io.migration.hazard.statement.ObjectStatement;
import io.migration.hazard.statement.TypeStatement;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenType;

/**
 * Labels of enumerations.
 */
final class EnumChecks implements Check {

	private static final HazardRule USED = HazardRule
		.error("enum-value-used-same-transaction", RiskClass.SAFE,
				"A label is added to an enumeration and used in the same transaction")
		.why("The server refuses it, so the migration fails.")
		.advice("Use the label in a migration of its own, or put BEGIN and COMMIT around the statement that adds it.")
		.example("CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE people (mood mood);",
				"ALTER TYPE mood ADD VALUE 'happy'; INSERT INTO people (mood) VALUES ('happy');");

	private static final HazardRule IN_TRANSACTION = HazardRule
		.error("enum-add-value-in-transaction", RiskClass.SAFE,
				"ALTER TYPE ... ADD VALUE in a transaction before PostgreSQL 12")
		.why("The server refuses it, so the migration fails.")
		.advice("Put the statement into a migration with transaction=off.");

	private static final HazardRule ORDER = HazardRule
		.info("enum-value-order", RiskClass.SAFE, "ALTER TYPE ... ADD VALUE without BEFORE or AFTER")
		.why("The label comes last in every ORDER BY.")
		.advice("Say where it belongs, by BEFORE or AFTER.")
		.example("CREATE TYPE size AS ENUM ('small', 'large');", "ALTER TYPE size ADD VALUE 'medium';");

	private static final HazardRule CREATE = HazardRule.info("create-enum", RiskClass.SAFE, "CREATE TYPE ... AS ENUM")
		.why("Labels can never be removed.")
		.advice("Use a table of values, or text with a CHECK, if labels may go.")
		.example("", "CREATE TYPE mood AS ENUM ('sad', 'happy');");

	private static final int ADD_IN_TRANSACTION = 12;

	private static final int USE_OF_NEW_TYPE = 17;

	@Override
	public List<HazardRule> rules() {
		return List.of(USED, IN_TRANSACTION, ORDER, CREATE);
	}

	@Override
	public void check(Situation situation, Report report) {
		if (situation.action() instanceof TypeStatement.AddEnumValue add) {
			add(situation, add, report);
		}
		else if (situation.action() instanceof TypeStatement.CreateEnum create) {
			report.add(Draft.of(CREATE, create.range(),
					"Labels of %s can never be removed.".formatted(SqlName.of(create.name()))));
		}
		else if (!(situation.action() instanceof TypeStatement || situation.action() instanceof ObjectStatement)) {
			used(situation, report);
		}
	}

	private static void add(Situation situation, TypeStatement.AddEnumValue add, Report report) {
		if (!add.placed() && !NewTypes.isNew(situation.schema(), add.name())) {
			report.add(Draft.of(ORDER, add.range(), "The label comes last in every ORDER BY."));
		}
		if (!situation.version().isAtLeast(ADD_IN_TRANSACTION) && situation.transaction().transactional()) {
			report.add(Draft.of(IN_TRANSACTION, add.range(), "The server refuses it in a transaction."));
		}
	}

	private static void used(Situation situation, Report report) {
		if (!situation.transaction().transactional()) {
			return;
		}
		for (Situation earlier : situation.transaction().labels()) {
			if (earlier.action() instanceof TypeStatement.AddEnumValue add && !mayBeUsed(earlier, add)
					&& uses(situation, add.label())) {
				report.add(Draft.of(USED, situation.action().range(),
						"The server refuses to use a label of %s that the same transaction has added."
							.formatted(SqlName.of(add.name()))));
				return;
			}
		}
		if (situation.effect().failure() == Failure.UNSAFE_ENUM_VALUE) {
			report.add(Draft.of(USED, situation.action().range(),
					"The server refuses to use a label that the same transaction has added."));
		}
	}

	private static boolean mayBeUsed(Situation earlier, TypeStatement.AddEnumValue add) {
		TypeModel type = NewTypes.find(earlier.schema(), add.name());
		return type != null && type.age() == Age.TRANSACTION && earlier.version().isAtLeast(USE_OF_NEW_TYPE);
	}

	private static boolean uses(Situation situation, String label) {
		return situation.sql()
			.tokens()
			.stream()
			.filter((token) -> token.type() == TokenType.STRING && !token.text().startsWith("$"))
			.map(SqlToken::content)
			.anyMatch((content) -> Objects.equals(content, label));
	}

}
