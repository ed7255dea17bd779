// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import io.migration.RiskClass;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.statement.ColumnAction;
import io.migration.hazard.statement.ColumnDefinition;
import io.migration.hazard.statement.ConstraintAction;
import io.migration.hazard.statement.ConstraintDefinition;
import io.migration.hazard.statement.ConstraintKind;
import io.migration.hazard.statement.IndexStatement;
import io.migration.hazard.statement.Persistence;
import io.migration.hazard.statement.SourceRange;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.TableAction;
import io.migration.hazard.statement.TableDefinition;
import io.migration.hazard.statement.TableStatement;
import org.jspecify.annotations.Nullable;

/**
 * New tables and columns that will be regretted.
 */
final class DesignChecks implements Check {

	private static final HazardRule JSON = HazardRule.warning("json-column", RiskClass.SAFE, "A column of type json")
		.why("It cannot be compared: DISTINCT, GROUP BY and UNION fail.")
		.advice("Use jsonb.")
		.example("", "CREATE TABLE events (id bigint PRIMARY KEY, content json);");

	private static final HazardRule NO_KEY = HazardRule
		.warning("missing-primary-key", RiskClass.SAFE, "CREATE TABLE without a primary key")
		.why("Logical replication refuses its updates, single rows cannot be told apart, and a backfill has no key to "
				+ "walk along.")
		.advice("Give it a primary key.")
		.example("", "CREATE TABLE events (content text);");

	private static final HazardRule TOO_LONG = HazardRule
		.warning("identifier-too-long", RiskClass.SAFE, "A name of more than 63 bytes")
		.why("The server cuts it off without an error.")
		.advice("Shorten it.")
		.example("", "CREATE TABLE a_name_that_is_so_long_that_the_server_cuts_it_off_behind_sixty_three (id bigint "
				+ "PRIMARY KEY);");

	private static final HazardRule SHORT_KEY = HazardRule
		.info("short-primary-key", RiskClass.SAFE, "A primary key of type smallint, integer or serial")
		.why("It runs out of numbers, and to change its type writes the table anew.")
		.advice("Use bigint or uuid.")
		.example("", "CREATE TABLE events (id serial PRIMARY KEY);");

	private static final HazardRule CHAR = HazardRule.info("char-type", RiskClass.SAFE, "A column of type char(n)")
		.why("Values are padded, and to change its type writes the table anew.")
		.advice("Use text.")
		.example("", "CREATE TABLE countries (code char(2) PRIMARY KEY);");

	private static final HazardRule TIMESTAMP = HazardRule
		.info("prefer-timestamptz", RiskClass.SAFE, "A column of type timestamp without time zone")
		.why("It does not say which moment it is.")
		.advice("Use timestamptz.")
		.example("", "CREATE TABLE events (id bigint PRIMARY KEY, at timestamp);");

	private static final HazardRule UNLOGGED = HazardRule
		.info("unlogged-table", RiskClass.SAFE, "CREATE UNLOGGED TABLE")
		.why("It is empty after a crash, and on replicas.")
		.advice("Use it only for what can be computed again.")
		.example("", "CREATE UNLOGGED TABLE cache (id bigint PRIMARY KEY);");

	private static final Set<String> SHORT = Set.of("int2", "int4", "serial", "smallserial", "serial4", "serial2");

	private static final int LONGEST = 63;

	@Override
	public List<HazardRule> rules() {
		return List.of(JSON, NO_KEY, TOO_LONG, SHORT_KEY, CHAR, TIMESTAMP, UNLOGGED);
	}

	@Override
	public void check(Situation situation, Report report) {
		SqlAction action = situation.action();
		if (action instanceof TableStatement.Create create && create.persistence() != Persistence.TEMPORARY) {
			table(situation, create, report);
		}
		else if (action instanceof TableStatement.Alter alter) {
			for (TableAction part : alter.actions()) {
				if (part instanceof ColumnAction.Add add) {
					column(add.definition(), report);
				}
			}
		}
		else if (action instanceof IndexStatement.Create create && create.name() != null) {
			name(create.name(), create.range(), report);
		}
	}

	private static void table(Situation situation, TableStatement.Create create, Report report) {
		TableDefinition definition = create.definition();
		name(create.name().name(), create.range(), report);
		definition.columns().forEach((column) -> column(column, report));
		definition.constraints()
			.stream()
			.filter((constraint) -> constraint.kind() == ConstraintKind.PRIMARY_KEY)
			.filter((constraint) -> constraint.columns().size() == 1)
			.flatMap((constraint) -> definition.columns()
				.stream()
				.filter((column) -> column.name().equals(constraint.columns().get(0))))
			.forEach((column) -> shortKey(column, report));
		if (create.persistence() == Persistence.UNLOGGED) {
			report.add(Draft.of(UNLOGGED, create.range(), "It is empty after a crash, and on replicas."));
		}
		if (mayLackKey(definition) && !hasKey(definition) && !getsKey(situation, create)) {
			report.add(Draft.of(NO_KEY, create.range(),
					"Single rows of %s cannot be told apart.".formatted(SqlName.of(create.name()))));
		}
	}

	private static boolean mayLackKey(TableDefinition definition) {
		return definition.partitionOf() == null && definition.likes().isEmpty() && definition.inherits().isEmpty()
				&& definition.ofType() == null;
	}

	private static boolean hasKey(TableDefinition definition) {
		return definition.columns().stream().anyMatch((column) -> column.has(ConstraintKind.PRIMARY_KEY))
				|| definition.constraints()
					.stream()
					.anyMatch((constraint) -> constraint.kind() == ConstraintKind.PRIMARY_KEY);
	}

	private static boolean getsKey(Situation situation, TableStatement.Create create) {
		return situation.memory()
			.after(create)
			.stream()
			.anyMatch((later) -> later instanceof TableStatement.Alter alter
					&& situation.isSame(alter.name(), create.name())
					&& alter.actions().stream().anyMatch(DesignChecks::isKey));
	}

	private static boolean isKey(TableAction action) {
		return (action instanceof ConstraintAction.Add add && isKey(add.definition()))
				|| (action instanceof ColumnAction.Add column && column.definition().has(ConstraintKind.PRIMARY_KEY));
	}

	private static boolean isKey(ConstraintDefinition definition) {
		return definition.kind() == ConstraintKind.PRIMARY_KEY;
	}

	private static void column(ColumnDefinition column, Report report) {
		String name = SqlName.of(column.name());
		name(column.name(), column.range(), report);
		if (column.has(ConstraintKind.PRIMARY_KEY)) {
			shortKey(column, report);
		}
		switch (column.type().name()) {
			case "json" ->
				report.add(Draft.of(JSON, column.range(), "DISTINCT, GROUP BY and UNION fail on %s.".formatted(name))
					.recipe(name + " jsonb"));
			case "bpchar", "char" ->
				report.add(Draft.of(CHAR, column.range(), "Values of %s are padded.".formatted(name)));
			case "timestamp" ->
				report.add(Draft.of(TIMESTAMP, column.range(), "%s does not say which moment it is.".formatted(name)));
			default -> {
			}
		}
	}

	private static void shortKey(ColumnDefinition column, Report report) {
		if (SHORT.contains(column.type().name())) {
			report.add(Draft.of(SHORT_KEY, column.range(),
					"%s runs out of numbers.".formatted(SqlName.of(column.name()))));
		}
	}

	private static void name(@Nullable String name, SourceRange range, Report report) {
		if (name != null && name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
			report.add(Draft.of(TOO_LONG, range, "The server cuts the name %s off.".formatted(SqlName.of(name))));
		}
	}

}
