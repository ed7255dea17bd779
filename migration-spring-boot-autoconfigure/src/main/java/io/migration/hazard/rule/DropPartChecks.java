// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;
import java.util.Objects;

import io.migration.RiskClass;
import io.migration.Severity;
import io.migration.hazard.effect.TableEffect;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.schema.Age;
import io.migration.hazard.schema.ColumnModel;
import io.migration.hazard.schema.ConstraintModel;
import io.migration.hazard.schema.RelationKind;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.ColumnAction;
import io.migration.hazard.statement.ConstraintAction;
import io.migration.hazard.statement.ConstraintKind;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.RelationAction;
import io.migration.hazard.statement.TableAction;
import io.migration.hazard.statement.TableStatement;
import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import org.jspecify.annotations.Nullable;

/**
 * Parts of tables that are dropped or switched off.
 */
final class DropPartChecks extends AlterCheck {

	private static final HazardRule COLUMN = HazardRule
		.error("drop-column", RiskClass.DESTRUCTIVE, "DROP COLUMN of a column that existed before")
		.why("Its values are lost, and the code that runs now still reads and writes it.")
		.advice("Let the code do without it first, and drop it in a contract, which waits until no old instance is alive.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY, nick text);", "ALTER TABLE users DROP COLUMN nick;");

	private static final HazardRule CONSTRAINT = HazardRule
		.warning("drop-constraint", RiskClass.BREAKING, "DROP CONSTRAINT")
		.why("What it ensured is no longer ensured.")
		.advice("Make sure that no code relies on it. To replace it, add the new one first.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY, age int CONSTRAINT adult CHECK (age > 17));",
				"ALTER TABLE users DROP CONSTRAINT adult;");

	private static final HazardRule NOT_NULL = HazardRule.warning("drop-not-null", RiskClass.BREAKING, "DROP NOT NULL")
		.why("The code that runs now does not expect a null.")
		.advice("Prepare the code that reads it first. Until then, let nobody write a null.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);",
				"ALTER TABLE users ALTER COLUMN email DROP NOT NULL;");

	private static final HazardRule BOTH = HazardRule
		.warning("drop-foreign-key-locks-both", RiskClass.BLOCKING,
				"A foreign key is dropped, by itself or with its column or table")
		.why("The referenced table is locked in ACCESS EXCLUSIVE mode as well.")
		.advice("Drop the foreign key first, in a transaction of its own.")
		.example("CREATE TABLE a (id bigint PRIMARY KEY); CREATE TABLE b (a_id bigint CONSTRAINT b_fk REFERENCES a);",
				"ALTER TABLE b DROP CONSTRAINT b_fk;")
		.needs(HazardRule.Scope.SCHEMA);

	private static final HazardRule TRIGGER = HazardRule
		.warning("disable-trigger", RiskClass.BREAKING, "DISABLE TRIGGER, session_replication_role = replica")
		.why("Foreign keys and triggers are not looked at: wrong rows stay unnoticed.")
		.advice("Leave triggers on, or let the trigger itself recognise what it is to let pass.")
		.example("CREATE TABLE t (id int PRIMARY KEY);", "ALTER TABLE t DISABLE TRIGGER ALL;");

	static HazardRule disableTrigger() {
		return TRIGGER;
	}

	@Override
	public List<HazardRule> rules() {
		return List.of(COLUMN, CONSTRAINT, NOT_NULL, BOTH, TRIGGER);
	}

	@Override
	void check(Alteration alteration, Report report) {
		if (!alteration.onExistingTable()) {
			return;
		}
		TableAction action = alteration.action();
		if (action instanceof ColumnAction.Drop drop && alteration.dropsExistingColumn(drop.column())) {
			column(alteration, drop, report);
		}
		else if (action instanceof ColumnAction.DropNotNull drop && alteration.onExistingColumn(drop.column())) {
			report.add(mild(alteration, Draft.of(NOT_NULL, drop.range(),
					"The code that runs now does not expect a " + "null in %s.".formatted(SqlName.of(drop.column())))));
		}
		else if (action instanceof ConstraintAction.Drop drop) {
			constraint(alteration, drop, report);
		}
		else if (action instanceof RelationAction.SwitchTrigger change && !change.enable()) {
			report.add(
					Draft.of(TRIGGER, change.range(), "Wrong rows in %s stay unnoticed.".formatted(alteration.name())));
		}
		else if (action instanceof RelationAction.SetRowSecurity change && !change.enable()) {
			report.add(Draft.of(DropObjectChecks.policy(), change.range(),
					"Who may see which rows of %s changes at once.".formatted(alteration.name())));
		}
	}

	private static Draft mild(Alteration alteration, Draft draft) {
		return alteration.situation().inContract() ? draft.severity(Severity.INFO) : draft;
	}

	private static void column(Alteration alteration, ColumnAction.Drop drop, Report report) {
		String breaks = alteration.situation().inContract() ? "" : " Code that reads or writes it now fails.";
		report.add(mild(alteration, Draft.of(COLUMN, drop.range(),
				"All values of %s.%s are lost.".formatted(alteration.name(), SqlName.of(drop.column())) + breaks)));
		locksBoth(alteration, report);
		if (drop.cascade()) {
			views(alteration, drop, report);
		}
	}

	private static void views(Alteration alteration, ColumnAction.Drop drop, Report report) {
		List<String> views = alteration.effect()
			.tables()
			.stream()
			.filter((effect) -> isView(effect) && effect.mode() == LockMode.ACCESS_EXCLUSIVE)
			.map((effect) -> SqlName.of(effect.table()))
			.toList();
		if (!views.isEmpty()) {
			report.add(Draft.of(DropChecks.cascade(), drop.range(),
					"%s uses the column and goes with it.".formatted(String.join(", ", views))));
		}
	}

	private static void constraint(Alteration alteration, ConstraintAction.Drop drop, Report report) {
		TableModel table = alteration.table();
		ConstraintModel constraint = (table != null) ? table.constraint(drop.name()) : null;
		boolean missing = table != null && table.isComplete() && constraint == null && drop.ifExists();
		if (missing || constraint != null
				&& (constraint.age() != Age.EXISTING || isImplied(alteration, table, constraint))) {
			return;
		}
		Draft draft = Draft.of(CONSTRAINT, drop.range(),
				"What %s ensured is no longer ensured.".formatted(SqlName.of(drop.name())));
		report.add(isReplaced(alteration, drop, constraint) ? draft.severity(Severity.INFO) : mild(alteration, draft));
		locksBoth(alteration, report);
	}

	// A CHECK that only proved what the column now says itself
	private static boolean isImplied(Alteration alteration, @Nullable TableModel table, ConstraintModel constraint) {
		if (table == null || constraint.definition().kind() != ConstraintKind.CHECK
				|| constraint.definition().expression() == null) {
			return false;
		}
		List<SqlToken> tokens = constraint.definition()
			.expression()
			.tokens()
			.stream()
			.filter((token) -> !token.isSymbol("(") && !token.isSymbol(")"))
			.toList();
		return isNotNull(tokens) && isNotNull(alteration, table.column(tokens.get(0).identifier()));
	}

	private static boolean isNotNull(List<SqlToken> condition) {
		return condition.size() == 4 && condition.get(0).isIdentifier() && condition.get(1).isWord("is")
				&& condition.get(2).isWord("not") && condition.get(3).isWord("null");
	}

	private static boolean isNotNull(Alteration alteration, @Nullable ColumnModel column) {
		return column != null && (column.notNull() || setsNotNull(alteration, column));
	}

	private static boolean setsNotNull(Alteration alteration, ColumnModel column) {
		return alteration.statement()
			.actions()
			.stream()
			.anyMatch((action) -> action instanceof ColumnAction.SetNotNull set && set.column().equals(column.name()));
	}

	private static boolean isReplaced(Alteration alteration, ConstraintAction.Drop drop,
			@Nullable ConstraintModel constraint) {
		return alteration.situation()
			.memory()
			.all()
			.stream()
			.filter(TableStatement.Alter.class::isInstance)
			.map(TableStatement.Alter.class::cast)
			.filter((alter) -> alteration.situation().isSame(alter.name(), alteration.statement().name()))
			.flatMap((alter) -> alter.actions().stream())
			.anyMatch((action) -> action instanceof ConstraintAction.Add add
					&& (Objects.equals(add.definition().name(), drop.name())
							|| (constraint != null && add.definition().kind() == constraint.definition().kind()
									&& add.definition().columns().equals(constraint.definition().columns()))));
	}

	private static boolean isView(TableEffect effect) {
		return effect.kind() == RelationKind.VIEW || effect.kind() == RelationKind.MATERIALIZED_VIEW;
	}

	private static boolean isAltered(Alteration alteration, QualifiedName name) {
		TableModel table = alteration.table();
		return alteration.situation().isSame(name, alteration.statement().name()) || (table != null
				&& table.links().descendants().stream().anyMatch((child) -> child.name().equals(name)));
	}

	private static void locksBoth(Alteration alteration, Report report) {
		List<String> others = alteration.effect()
			.tables()
			.stream()
			.filter((effect) -> effect.isExisting() && !isView(effect) && effect.mode() == LockMode.ACCESS_EXCLUSIVE)
			.map(TableEffect::table)
			.filter((name) -> !isAltered(alteration, name))
			.map(SqlName::of)
			.toList();
		if (!others.isEmpty()) {
			report.add(Draft.of(BOTH, alteration.action().range(),
					"Keeps everybody out of %s, too.".formatted(String.join(", ", others))));
		}
	}

}
