// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.ArrayList;
import java.util.List;

import io.migration.RiskClass;
import io.migration.Severity;
import io.migration.hazard.effect.Likelihood;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.schema.TypeModel;
import io.migration.hazard.statement.ColumnAction;
import io.migration.hazard.statement.ColumnDefinition;
import io.migration.hazard.statement.ConstraintKind;
import io.migration.hazard.statement.Generation;
import io.migration.hazard.statement.SourceRange;
import io.migration.sql.SqlToken;

/**
 * New columns for which the server writes or reads all rows.
 */
final class AddColumnChecks extends AlterCheck {

	private static final String REWRITE = "Writes all rows of %s and its indexes anew while nobody else can read or "
			+ "write them";

	private static final HazardRule VOLATILE = HazardRule
		.error("add-column-volatile-default", RiskClass.BLOCKING, "ADD COLUMN with a volatile DEFAULT")
		.why("Each row needs a value of its own, so table and indexes are written anew while the table is locked in "
				+ "ACCESS EXCLUSIVE mode. Constants and now() cost nothing.")
		.advice("Add the column without a default, set the default afterwards, and fill old rows by a backfill.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY);",
				"ALTER TABLE users ADD COLUMN token uuid DEFAULT gen_random_uuid();");

	private static final HazardRule ANY_DEFAULT = HazardRule
		.error("add-column-default-rewrite", RiskClass.BLOCKING, "ADD COLUMN with a DEFAULT before PostgreSQL 11")
		.why("Table and indexes are written anew while the table is locked in ACCESS EXCLUSIVE mode.")
		.advice("Add the column without a default, set the default afterwards, and fill old rows by a backfill.");

	private static final HazardRule AUTO_INCREMENT = HazardRule
		.error("add-column-auto-increment", RiskClass.BLOCKING, "ADD COLUMN of a serial type or as identity")
		.why("Each row gets a number, so table and indexes are written anew while the table is locked in ACCESS "
				+ "EXCLUSIVE mode.")
		.advice("Add a plain bigint column, give it a sequence as default, and fill old rows by a backfill.")
		.example("CREATE TABLE users (email text);", "ALTER TABLE users ADD COLUMN id bigserial;");

	private static final HazardRule STORED = HazardRule
		.error("add-column-stored-generated", RiskClass.BLOCKING,
				"ADD COLUMN ... GENERATED ALWAYS AS (...) STORED, and SET EXPRESSION of one")
		.why("Table and indexes are written anew while the table is locked in ACCESS EXCLUSIVE mode.")
		.advice("Add a plain column that a trigger fills, and fill old rows by a backfill. From PostgreSQL 18 on, a "
				+ "VIRTUAL column costs nothing.")
		.example("CREATE TABLE users (first text, last text);",
				"ALTER TABLE users ADD COLUMN name text GENERATED ALWAYS AS (first || last) STORED;");

	private static final HazardRule DOMAIN = HazardRule
		.error("add-column-constrained-domain", RiskClass.BLOCKING, "ADD COLUMN of a domain with constraints")
		.why("Table and indexes are written anew while the table is locked in ACCESS EXCLUSIVE mode, even if the column "
				+ "has no default.")
		.advice("Add the column with the base type, and a CHECK with NOT VALID that is validated afterwards.")
		.example("CREATE DOMAIN positive AS int CHECK (VALUE > 0); CREATE TABLE users (id bigint PRIMARY KEY);",
				"ALTER TABLE users ADD COLUMN age positive;")
		.needs(HazardRule.Scope.SCHEMA);

	private static final HazardRule WITH_CHECK = HazardRule
		.warning("add-column-with-check", RiskClass.BLOCKING, "ADD COLUMN with a CHECK")
		.why("All rows are read while the table is locked in ACCESS EXCLUSIVE mode, although all have the same value.")
		.advice("Add the column first, then the CHECK with NOT VALID, and validate it in a transaction of its own.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY);",
				"ALTER TABLE users ADD COLUMN age int CHECK (age > 0);");

	private static final HazardRule REQUIRED = HazardRule
		.error("add-required-column", RiskClass.BREAKING,
				"ADD COLUMN NOT NULL without a default, or with one that is dropped again")
		.why("It fails if the table has rows, and INSERTs of the code that runs now fail, as they do not know the column.")
		.advice("Add it with a constant default, or without NOT NULL until the code fills it.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY);", "ALTER TABLE users ADD COLUMN email text NOT NULL;");

	private static final int FAST_DEFAULT = 11;

	private static final List<String> STARTS_CONSTRAINT = List.of("default", "not", "null", "constraint", "check",
			"unique", "primary", "references", "generated", "collate");

	static HazardRule required() {
		return REQUIRED;
	}

	@Override
	public List<HazardRule> rules() {
		return List.of(VOLATILE, ANY_DEFAULT, AUTO_INCREMENT, STORED, DOMAIN, WITH_CHECK, REQUIRED);
	}

	@Override
	void check(Alteration alteration, Report report) {
		if (!alteration.onExistingTable()) {
			return;
		}
		if (alteration.action() instanceof ColumnAction.Add add) {
			rewriting(alteration, add.definition(), report);
			constraints(alteration, add.definition(), report);
		}
		else if (alteration.action() instanceof ColumnAction.SetExpression && alteration.rewrite() != Likelihood.NO) {
			report.add(rewrite(STORED, alteration));
		}
	}

	private static void rewriting(Alteration alteration, ColumnDefinition definition, Report report) {
		if (definition.type().isSerial() || definition.generation() == Generation.IDENTITY) {
			report.add(rewrite(AUTO_INCREMENT, alteration).recipe(autoIncrement(alteration, definition)));
		}
		else if (definition.generation() == Generation.STORED) {
			report.add(rewrite(STORED, alteration));
		}
		else if (isConstrainedDomain(alteration, definition)) {
			report.add(rewrite(DOMAIN, alteration));
		}
		else if (definition.defaultValue() != null && !definition.defaultValue().isNull()) {
			withDefault(alteration, definition, report);
		}
	}

	private static void withDefault(Alteration alteration, ColumnDefinition definition, Report report) {
		if (!alteration.situation().version().isAtLeast(FAST_DEFAULT)) {
			report.add(rewrite(ANY_DEFAULT, alteration).recipe(defaultLater(alteration, definition)));
		}
		else if (alteration.rewrite() != Likelihood.NO) {
			Draft draft = rewrite(VOLATILE, alteration).recipe(defaultLater(alteration, definition));
			report.add((alteration.rewrite() == Likelihood.CERTAIN) ? draft
					: Draft
						.of(VOLATILE, alteration.action().range(),
								(REWRITE + ", unless the function in the default is stable or immutable.")
									.formatted(alteration.name()))
						.severity(Severity.WARNING)
						.recipe(defaultLater(alteration, definition)));
		}
	}

	private static Draft rewrite(HazardRule rule, Alteration alteration) {
		return Draft.of(rule, alteration.action().range(), (REWRITE + ".").formatted(alteration.name()));
	}

	private static boolean isConstrainedDomain(Alteration alteration, ColumnDefinition definition) {
		TypeModel type = alteration.situation().schema().types().get(definition.type());
		return type != null && type.kind() == TypeModel.Kind.DOMAIN && type.constrained();
	}

	private static String[] defaultLater(Alteration alteration, ColumnDefinition definition) {
		String column = SqlName.of(definition.name());
		String type = typeText(alteration, definition);
		String value = (definition.defaultValue() != null)
				? alteration.situation().text(definition.defaultValue().range()) : "";
		List<String> lines = new ArrayList<>();
		lines.add(alteration.alter("ADD COLUMN " + column + " " + type));
		lines.add(alteration.alter("ALTER COLUMN " + column + " SET DEFAULT " + value));
		lines.add("-- migrate:backfill table=" + alteration.name());
		lines.add("UPDATE " + alteration.name() + " SET " + column + " = " + value + " WHERE " + column
				+ " IS NULL AND :batch;");
		return lines.toArray(String[]::new);
	}

	// What stands between the name and the default
	private static String typeText(Alteration alteration, ColumnDefinition definition) {
		int start = -1;
		for (SqlToken token : alteration.situation().sql().tokens()) {
			boolean inside = token.offset() >= definition.range().start() && token.end() <= definition.range().end();
			if (inside && start < 0) {
				start = token.end();
			}
			else if (inside && STARTS_CONSTRAINT.stream().anyMatch(token::isWord)) {
				return alteration.situation().text(new SourceRange(start, token.offset(), 1, 1)).strip();
			}
		}
		return alteration.situation().text(new SourceRange(start, definition.range().end(), 1, 1)).strip();
	}

	private static String[] autoIncrement(Alteration alteration, ColumnDefinition definition) {
		String column = SqlName.of(definition.name());
		String sequence = SqlName.make("seq", alteration.plainName(), definition.name());
		return new String[] { alteration.alter("ADD COLUMN " + column + " bigint"),
				"CREATE SEQUENCE " + sequence + " OWNED BY " + alteration.name() + "." + column + ";",
				alteration.alter("ALTER COLUMN " + column + " SET DEFAULT nextval('" + sequence + "')"),
				"-- migrate:backfill table=" + alteration.name(), "UPDATE " + alteration.name() + " SET " + column
						+ " = nextval('" + sequence + "') WHERE " + column + " IS NULL AND :batch;" };
	}

	private static void constraints(Alteration alteration, ColumnDefinition definition, Report report) {
		if (definition.has(ConstraintKind.CHECK)) {
			report.add(Draft.of(WITH_CHECK, alteration.action().range(),
					"Reads all rows of %s while nobody else can read or write them.".formatted(alteration.name())));
		}
		boolean filled = definition.defaultValue() != null && !definition.defaultValue().isNull();
		boolean generated = definition.generation() != Generation.NONE || definition.type().isSerial();
		if (definition.has(ConstraintKind.NOT_NULL) && !filled && !generated) {
			report.add(Draft.of(REQUIRED, alteration.action().range(),
					"Fails if %s has rows, and then every INSERT of code that does not know the column fails."
						.formatted(alteration.name())));
		}
	}

}
