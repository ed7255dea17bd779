// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;

import io.migration.RiskClass;
import io.migration.Severity;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.schema.RelationKind;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.ColumnAction;
import io.migration.hazard.statement.ObjectKind;
import io.migration.hazard.statement.ObjectStatement;
import io.migration.hazard.statement.RelationAction;
import io.migration.hazard.statement.SourceRange;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.TableStatement;
import io.migration.hazard.statement.TypeStatement;
import io.migration.hazard.statement.ViewStatement;
import io.migration.sql.QualifiedName;

/**
 * New names for what the code that runs now knows by its old one. A contract does not
 * help: the code around it would have to know both.
 */
final class RenameChecks implements Check {

	private static final HazardRule TABLE = HazardRule
		.error("rename-table", RiskClass.BREAKING, "RENAME of a table that existed before")
		.why("The code that runs now fails at once, and old code fails if the new one is rolled back.")
		.advice("Create a view with the old name in the same transaction, and drop it in a later contract.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY);", "ALTER TABLE users RENAME TO accounts;");

	private static final HazardRule COLUMN = HazardRule
		.error("rename-column", RiskClass.BREAKING, "RENAME COLUMN of a column that existed before")
		.why("The code that runs now fails at once.")
		.advice("Add a column with the new name, keep both in step by a trigger, fill old rows by a backfill, and drop "
				+ "the old one in a contract.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY, nick text);",
				"ALTER TABLE users RENAME COLUMN nick TO name;");

	private static final HazardRule SCHEMA = HazardRule
		.error("rename-schema", RiskClass.BREAKING, "ALTER SCHEMA ... RENAME")
		.why("All names that are qualified with it fail at once.")
		.advice("Create a new schema and move the code to it step by step.")
		.example("CREATE SCHEMA shop;", "ALTER SCHEMA shop RENAME TO store;");

	private static final HazardRule MOVE = HazardRule
		.error("set-schema", RiskClass.BREAKING, "ALTER TABLE, VIEW, TYPE, FUNCTION or EXTENSION ... SET SCHEMA")
		.why("It is no longer found under its name: the code that runs now fails at once.")
		.advice("Create a view with the old name in the same transaction.")
		.example("CREATE SCHEMA archive; CREATE TABLE users (id bigint PRIMARY KEY);",
				"ALTER TABLE users SET SCHEMA archive;");

	private static final HazardRule VIEW = HazardRule.warning("rename-view", RiskClass.BREAKING, "RENAME of a view")
		.why("The code that reads it fails at once.")
		.advice("Create a second view with the new name.")
		.example("CREATE VIEW one AS SELECT 1 AS n;", "ALTER VIEW one RENAME TO uno;");

	private static final HazardRule TYPE = HazardRule
		.warning("rename-type", RiskClass.BREAKING, "RENAME of a type or domain")
		.why("Casts in the code that runs now fail.")
		.advice("Keep the name.")
		.example("CREATE TYPE mood AS ENUM ('sad');", "ALTER TYPE mood RENAME TO feeling;");

	private static final HazardRule ENUM = HazardRule
		.error("rename-enum-value", RiskClass.BREAKING, "ALTER TYPE ... RENAME VALUE")
		.why("The code that runs now sends and expects the old label.")
		.advice("Add the new label, let the code use it, change the rows, and stop using the old one.")
		.example("CREATE TYPE mood AS ENUM ('sad');", "ALTER TYPE mood RENAME VALUE 'sad' TO 'blue';");

	@Override
	public List<HazardRule> rules() {
		return List.of(TABLE, COLUMN, SCHEMA, MOVE, VIEW, TYPE, ENUM);
	}

	@Override
	public void check(Situation situation, Report report) {
		SqlAction action = situation.action();
		if (action instanceof TableStatement.Alter alter && situation.isExisting(alter.name())) {
			alter.actions().forEach((part) -> alter(new Alteration(situation, alter, part), report));
		}
		else if (action instanceof ObjectStatement.Rename rename) {
			rename(situation, rename, report);
		}
		else if (action instanceof ObjectStatement.SetSchema move) {
			move(situation, move, report);
		}
		else if (action instanceof TypeStatement.RenameEnumValue rename
				&& !NewTypes.isNew(situation.schema(), rename.name())) {
			report.add(Draft.of(ENUM, rename.range(), "The code that runs now sends and expects the old label of %s."
				.formatted(SqlName.of(rename.name()))));
		}
	}

	private static void alter(Alteration alteration, Report report) {
		TableStatement.Alter alter = alteration.statement();
		if (alteration.action() instanceof RelationAction.Rename rename) {
			relation(alteration, rename, report);
		}
		else if (alteration.action() instanceof ColumnAction.Rename rename
				&& alteration.onExistingColumn(rename.column())) {
			report.add(Draft.of(COLUMN, rename.range(), "Code that reads or writes %s.%s fails at once."
				.formatted(alteration.name(), SqlName.of(rename.column()))));
		}
		else if (alteration.action() instanceof RelationAction.SetSchema move && alter.kind() != ObjectKind.SEQUENCE
				&& !hasSubstitute(alteration)) {
			report.add(Draft.of(MOVE, move.range(), gone(alter.name())));
		}
	}

	private static void relation(Alteration alteration, RelationAction.Rename rename, Report report) {
		TableStatement.Alter alter = alteration.statement();
		TableModel known = alteration.table();
		boolean view = (known != null) ? isView(known.kind())
				: alter.kind() == ObjectKind.VIEW || alter.kind() == ObjectKind.MATERIALIZED_VIEW;
		boolean other = (known != null)
				? known.kind() == RelationKind.SEQUENCE || known.kind() == RelationKind.COMPOSITE
				: alter.kind() == ObjectKind.INDEX || alter.kind() == ObjectKind.SEQUENCE;
		if (other || hasSubstitute(alteration) || alteration.situation().schema().index(alter.name()) != null) {
			return;
		}
		SourceRange range = rename.range();
		String old = SqlName.of(alter.name());
		report.add(view ? Draft.of(VIEW, range, gone(alter.name())) : Draft.of(TABLE, range, gone(alter.name()))
			.recipe(alteration.situation().text(alter.range()).strip() + ";", "CREATE VIEW " + old
					+ " AS SELECT * FROM " + SqlName.of(new QualifiedName(alter.name().schema(), rename.to())) + ";"));
	}

	// A view with the old name lets old code go on
	private static boolean hasSubstitute(Alteration alteration) {
		return alteration.situation()
			.memory()
			.after(alteration.statement())
			.stream()
			.anyMatch((later) -> later instanceof ViewStatement.Create view
					&& alteration.situation().isSame(view.name(), alteration.statement().name()));
	}

	private static boolean isView(RelationKind kind) {
		return kind == RelationKind.VIEW || kind == RelationKind.MATERIALIZED_VIEW;
	}

	private static void rename(Situation situation, ObjectStatement.Rename rename, Report report) {
		if (rename.kind() == ObjectKind.SCHEMA) {
			report.add(Draft.of(SCHEMA, rename.range(), gone(rename.name())));
		}
		else if ((rename.kind() == ObjectKind.TYPE || rename.kind() == ObjectKind.DOMAIN)
				&& !NewTypes.isNew(situation.schema(), rename.name())) {
			report
				.add(hasSuccessor(situation, rename)
						? Draft
							.of(TYPE, rename.range(),
									"Code that uses the name %s gets another type."
										.formatted(SqlName.of(rename.name())))
							.severity(Severity.INFO)
						: Draft.of(TYPE, rename.range(), gone(rename.name())));
		}
	}

	// Another type takes the name
	private static boolean hasSuccessor(Situation situation, ObjectStatement.Rename rename) {
		return situation.memory()
			.after(rename)
			.stream()
			.anyMatch((later) -> Created.isType(later, rename.name()) || (later instanceof ObjectStatement.Rename other
					&& other.kind() == rename.kind() && other.to().equals(rename.name().name())));
	}

	private static void move(Situation situation, ObjectStatement.SetSchema move, Report report) {
		boolean named = switch (move.kind()) {
			case TYPE, DOMAIN -> !NewTypes.isNew(situation.schema(), move.name());
			case FUNCTION, PROCEDURE, ROUTINE, AGGREGATE -> RoutineChecks.isCalled(situation, move, move.name());
			default -> false;
		};
		if (named) {
			report.add(Draft.of(MOVE, move.range(), gone(move.name())));
		}
		else if (move.kind() == ObjectKind.EXTENSION) {
			report.add(
					Draft
						.of(MOVE, move.range(),
								"Code that calls functions of %s fails, unless the new schema is on its search path."
									.formatted(SqlName.of(move.name())))
						.milder(true));
		}
	}

	private static String gone(QualifiedName name) {
		return "Code that uses the name %s fails at once.".formatted(SqlName.of(name));
	}

}
