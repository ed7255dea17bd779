// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;

import io.migration.RiskClass;
import io.migration.Severity;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.schema.Age;
import io.migration.hazard.schema.ColumnModel;
import io.migration.hazard.statement.ColumnAction;
import io.migration.hazard.statement.Generation;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.TableAction;
import io.migration.hazard.statement.TableStatement;
import io.migration.hazard.statement.TriggerStatement;
import io.migration.sql.QualifiedName;

/**
 * Defaults of columns that exist.
 */
final class DefaultChecks extends AlterCheck {

	private static final HazardRule DEFAULT = HazardRule
		.info("change-column-default", RiskClass.SAFE, "SET DEFAULT of a column that existed before")
		.why("Old and new code rely on different values.")
		.advice("Let the code set the value first.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY, active boolean DEFAULT false);",
				"ALTER TABLE users ALTER COLUMN active SET DEFAULT true;");

	private static final HazardRule DROP = HazardRule
		.warning("drop-default", RiskClass.BREAKING, "DROP DEFAULT of a NOT NULL column that existed before")
		.why("INSERTs of the code that runs now fail where they leave the column out.")
		.advice("Let the code give the value first, and drop the default in a contract.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY, active boolean NOT NULL DEFAULT true);",
				"ALTER TABLE users ALTER COLUMN active DROP DEFAULT;")
		.needs(HazardRule.Scope.SCHEMA);

	@Override
	public List<HazardRule> rules() {
		return List.of(DEFAULT, DROP);
	}

	@Override
	void check(Alteration alteration, Report report) {
		if (alteration.action() instanceof ColumnAction.SetDefault set && alteration.onExistingColumn(set.column())) {
			report.add(Draft.of(DEFAULT, set.range(),
					"Old and new code rely on different values of %s.".formatted(SqlName.of(set.column()))));
		}
		else if (alteration.action() instanceof ColumnAction.DropDefault drop && alteration.onExistingTable()) {
			drop(alteration, drop, report);
		}
	}

	private static void drop(Alteration alteration, ColumnAction.DropDefault drop, Report report) {
		ColumnModel column = alteration.column(drop.column());
		if (column == null || !column.notNull() || !isFilled(alteration, column)
				|| getsAnother(alteration, drop.column())) {
			return;
		}
		if (column.age() != Age.EXISTING) {
			report.add(Draft.of(AddColumnChecks.required(), drop.range(),
					"From here on every INSERT of code that does not know %s fails."
						.formatted(SqlName.of(drop.column()))));
			return;
		}
		Draft draft = Draft.of(DROP, drop.range(), "Every INSERT into %s of code that leaves %s out fails."
			.formatted(alteration.name(), SqlName.of(drop.column())));
		report.add(alteration.situation().inContract() ? draft.severity(Severity.INFO) : draft);
	}

	private static boolean isFilled(Alteration alteration, ColumnModel column) {
		return (column.defaultValue() != null && !column.defaultValue().isNull())
				|| (column.generation() == Generation.NONE && isSerial(alteration, column));
	}

	private static boolean isSerial(Alteration alteration, ColumnModel column) {
		QualifiedName table = alteration.statement().name();
		return column.defaultValue() == null && alteration.situation()
			.schema()
			.table(new QualifiedName(table.schema(), table.name() + "_" + column.name() + "_seq")) != null;
	}

	// Or needs none any more
	private static boolean getsAnother(Alteration alteration, String column) {
		return alteration.statement().actions().stream().anyMatch((action) -> helps(action, column))
				|| alteration.situation()
					.memory()
					.after(alteration.statement())
					.stream()
					.anyMatch((later) -> helps(alteration, later, column));
	}

	private static boolean helps(Alteration alteration, SqlAction later, String column) {
		if (later instanceof TriggerStatement.Create trigger) {
			return alteration.situation().isSame(trigger.table(), alteration.statement().name());
		}
		return later instanceof TableStatement.Alter alter
				&& alteration.situation().isSame(alter.name(), alteration.statement().name())
				&& alter.actions().stream().anyMatch((action) -> helps(action, column));
	}

	private static boolean helps(TableAction action, String column) {
		return (action instanceof ColumnAction.SetDefault set && set.column().equals(column))
				|| (action instanceof ColumnAction.AddIdentity identity && identity.column().equals(column))
				|| (action instanceof ColumnAction.DropNotNull drop && drop.column().equals(column))
				|| (action instanceof ColumnAction.Drop drop && drop.column().equals(column));
	}

}
