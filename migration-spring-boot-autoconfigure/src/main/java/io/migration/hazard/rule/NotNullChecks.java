// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.migration.RiskClass;
import io.migration.hazard.effect.Likelihood;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.schema.ColumnModel;
import io.migration.hazard.schema.ConstraintModel;
import io.migration.hazard.schema.IndexModel;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.ColumnAction;
import io.migration.hazard.statement.ConstraintAction;
import io.migration.hazard.statement.ConstraintDefinition;
import io.migration.hazard.statement.ConstraintKind;
import io.migration.hazard.statement.IndexKey;
import io.migration.hazard.statement.TableAction;
import io.migration.sql.SqlToken;
import org.jspecify.annotations.Nullable;

/**
 * Making columns {@code NOT NULL}, which reads all rows unless something proves it.
 */
final class NotNullChecks extends AlterCheck {

	private static final HazardRule SET = HazardRule
		.error("set-not-null", RiskClass.BLOCKING, "SET NOT NULL without a validated constraint that proves it")
		.why("All rows are read while the table is locked in ACCESS EXCLUSIVE mode.")
		.advice("Add a constraint with NOT VALID, validate it in a transaction of its own, and set NOT NULL afterwards: "
				+ "then no row is read.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY, email text);",
				"ALTER TABLE users ALTER COLUMN email SET NOT NULL;");

	private static final HazardRule DROPS_PROOF = HazardRule
		.warning("set-not-null-drops-proof", RiskClass.BLOCKING,
				"SET NOT NULL and DROP of the constraint that proves it in one ALTER TABLE")
		.why("The server drops the constraint first, so that it has to read all rows after all.")
		.advice("Write two statements: SET NOT NULL first, DROP CONSTRAINT second.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY, email text, CONSTRAINT email_there CHECK (email IS NOT "
				+ "NULL));", "ALTER TABLE users ALTER COLUMN email SET NOT NULL, DROP CONSTRAINT email_there;")
		.needs(HazardRule.Scope.SCHEMA);

	private static final HazardRule KEY = HazardRule
		.warning("add-primary-key-nullable", RiskClass.BLOCKING, "ADD PRIMARY KEY on a column that is not yet NOT NULL")
		.why("The columns become NOT NULL, for which all rows are read while the table is locked in ACCESS EXCLUSIVE "
				+ "mode.")
		.advice("Make the columns NOT NULL first, by way of a validated constraint.")
		.example("CREATE TABLE users (id bigint); CREATE UNIQUE INDEX users_id_idx ON users (id);",
				"ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY USING INDEX users_id_idx;")
		.needs(HazardRule.Scope.SCHEMA);

	private static final int NOT_NULL_NOT_VALID = 18;

	@Override
	public List<HazardRule> rules() {
		return List.of(SET, DROPS_PROOF, KEY);
	}

	@Override
	void check(Alteration alteration, Report report) {
		if (alteration.action() instanceof ColumnAction.SetNotNull set) {
			set(alteration, set.column(), report);
		}
		else if (alteration.action() instanceof ConstraintAction.Add add
				&& add.definition().kind() == ConstraintKind.PRIMARY_KEY && alteration.onExistingTable()) {
			key(alteration, add.definition(), report);
		}
	}

	private static void set(Alteration alteration, String column, Report report) {
		if (!alteration.onExistingTable()) {
			return;
		}
		TableAction dropped = droppedProof(alteration, column);
		if (dropped != null) {
			report.add(Draft.of(DROPS_PROOF, alteration.action().range(),
					"The constraint that proves it is dropped first, so all rows of %s are read while nobody else can "
						.formatted(alteration.name()) + "read or write them.")
				.recipe(alteration.alter(alteration.text()),
						alteration.alter(alteration.situation().text(dropped.range()))));
			return;
		}
		if (alteration.scan() != Likelihood.NO && !isNotNull(alteration, column)) {
			report.add(
					Draft
						.of(SET, alteration.action().range(),
								"Reads all rows of %s while nobody else can read or write them."
									.formatted(alteration.name()))
						.recipe(recipe(alteration, column)));
		}
	}

	private static boolean isNotNull(Alteration alteration, String column) {
		ColumnModel known = alteration.column(column);
		return known != null && known.notNull();
	}

	private static @Nullable TableAction droppedProof(Alteration alteration, String column) {
		TableModel table = alteration.table();
		if (table == null || isNotNull(alteration, column)) {
			return null;
		}
		for (TableAction action : alteration.statement().actions()) {
			if (action instanceof ConstraintAction.Drop drop) {
				ConstraintModel constraint = table.constraint(drop.name());
				if (constraint != null && constraint.validated() && mayProve(constraint, column)) {
					return action;
				}
			}
		}
		return null;
	}

	private static boolean mayProve(ConstraintModel constraint, String column) {
		ConstraintDefinition definition = constraint.definition();
		return definition.kind() == ConstraintKind.CHECK && definition.expression() != null
				&& definition.expression().tokens().stream().anyMatch((token) -> token.isWord("null"))
				&& definition.expression().tokens().stream().anyMatch((token) -> isName(token, column));
	}

	private static boolean isName(SqlToken token, String column) {
		return token.isIdentifier() && token.identifier().equals(column);
	}

	private static String[] recipe(Alteration alteration, String column) {
		String name = SqlName.make("not_null", alteration.plainName(), column);
		boolean direct = alteration.situation().version().isAtLeast(NOT_NULL_NOT_VALID);
		String condition = direct ? " NOT NULL " + SqlName.of(column)
				: " CHECK (" + SqlName.of(column) + " IS NOT NULL)";
		List<String> lines = new ArrayList<>(
				List.of("BEGIN;", alteration.alter("ADD CONSTRAINT " + name + condition + " NOT VALID"), "COMMIT;"));
		if (direct) {
			lines.add(alteration.alter("VALIDATE CONSTRAINT " + name));
		}
		else {
			lines.addAll(List.of("BEGIN;", alteration.alter("VALIDATE CONSTRAINT " + name), "COMMIT;",
					alteration.alter("ALTER COLUMN " + SqlName.of(column) + " SET NOT NULL"),
					alteration.alter("DROP CONSTRAINT " + name)));
		}
		return lines.toArray(String[]::new);
	}

	private static void key(Alteration alteration, ConstraintDefinition definition, Report report) {
		TableModel table = alteration.table();
		if (table == null) {
			return;
		}
		List<String> nullable = columns(alteration, definition).stream()
			.filter((name) -> table.column(name) != null && !table.isProvenNotNull(name))
			.toList();
		if (!nullable.isEmpty()) {
			report.add(Draft
				.of(KEY, alteration.action().range(),
						"Makes %s NOT NULL, for which all rows of %s are read while nobody else can read or write them."
							.formatted(SqlName.list(nullable), alteration.name()))
				.recipe(recipe(alteration, nullable.get(0))));
		}
	}

	private static List<String> columns(Alteration alteration, ConstraintDefinition definition) {
		if (definition.usingIndex() == null) {
			return definition.columns();
		}
		IndexModel index = alteration.situation().schema().index(definition.usingIndex());
		return (index != null) ? index.keys()
			.stream()
			.map(IndexKey::column)
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.toList() : List.of();
	}

}
