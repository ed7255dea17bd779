// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.migration.RiskClass;
import io.migration.Severity;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.statement.ConstraintAction;
import io.migration.hazard.statement.DataStatement;
import io.migration.hazard.statement.IndexStatement;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.TableAction;
import io.migration.hazard.statement.TableStatement;
import io.migration.sql.QualifiedName;

/**
 * Statements that are harmless alone, but not together in one transaction.
 */
final class TransactionChecks implements Check {

	private static final HazardRule VALIDATE = HazardRule
		.error("validate-in-same-transaction", RiskClass.BLOCKING,
				"A constraint is added with NOT VALID and validated in one transaction")
		.why("The lock of the first statement is kept while the second one reads all rows.")
		.advice("Validate in a transaction of its own: put BEGIN and COMMIT around the first statement.")
		.example("CREATE TABLE orders (id bigint PRIMARY KEY, total int);",
				"ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID; ALTER TABLE orders VALIDATE "
						+ "CONSTRAINT positive;");

	private static final HazardRule AFTER_LOCK = HazardRule
		.warning("statement-after-exclusive-lock", RiskClass.BLOCKING,
				"A long statement behind one that locked a table in ACCESS EXCLUSIVE mode, in one transaction")
		.why("Nobody can read or write the locked table until the long statement is done, too.")
		.advice("Put them into transactions of their own, the one that locks last.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY); CREATE TABLE orders (id bigint PRIMARY KEY, note text);",
				"ALTER TABLE users ADD COLUMN name text; CREATE INDEX orders_note_idx ON orders (note);");

	private static final HazardRule TABLES = HazardRule
		.warning("multiple-tables-locked", RiskClass.BLOCKING,
				"One transaction locks several tables that existed before")
		.why("Whoever uses these tables in another order gets into a deadlock with it, and the first one stays locked "
				+ "while the next one is waited for.")
		.advice("Change one table in each transaction.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY); CREATE TABLE orders (id bigint PRIMARY KEY);",
				"ALTER TABLE users ADD COLUMN note text; ALTER TABLE orders ADD COLUMN note text;");

	private static final HazardRule DATA = HazardRule
		.warning("dml-in-ddl-transaction", RiskClass.BLOCKING,
				"Rows are changed in a transaction that has changed the schema, and perhaps locked a table by that")
		.why("Nobody can write to the locked table, or even read it, until all rows are changed. Where none is locked, the "
				+ "new schema is not there until then, and is lost if the change of rows fails.")
		.advice("Change rows in a backfill, or in a migration of their own.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY, email text);",
				"ALTER TABLE users ADD COLUMN active boolean; UPDATE users SET active = true WHERE email IS NOT NULL;");

	@Override
	public List<HazardRule> rules() {
		return List.of(VALIDATE, AFTER_LOCK, TABLES, DATA);
	}

	@Override
	public void check(Situation situation, Report report) {
		if (!situation.transaction().transactional() || situation.inBackfill()) {
			return;
		}
		validate(situation, report);
		tables(situation, report);
		afterLock(situation, report);
	}

	private static void validate(Situation situation, Report report) {
		if (!(situation.action() instanceof TableStatement.Alter alter) || !situation.isExisting(alter.name())) {
			return;
		}
		for (TableAction action : alter.actions()) {
			if (action instanceof ConstraintAction.Validate validate
					&& addedBefore(situation, alter.name(), validate.name())) {
				report.add(Draft.of(VALIDATE, validate.range(),
						"Reads all rows of %s under the lock of the statement that added the constraint."
							.formatted(SqlName.of(alter.name()))));
			}
		}
	}

	// An earlier action of the same statement keeps its lock just as well
	private static boolean addedBefore(Situation situation, QualifiedName table, String constraint) {
		return Stream.concat(situation.transaction().earlier().stream(), Stream.of(situation))
			.map(Situation::action)
			.filter(TableStatement.Alter.class::isInstance)
			.map(TableStatement.Alter.class::cast)
			.filter((alter) -> situation.isSame(alter.name(), table))
			.flatMap((alter) -> alter.actions().stream())
			.anyMatch((action) -> action instanceof ConstraintAction.Add add
					&& Objects.equals(add.definition().name(), constraint));
	}

	private static void tables(Situation situation, Report report) {
		if (situation.transaction().isSeveralTold()) {
			return;
		}
		List<QualifiedName> before = situation.transaction().lockedTables(LockMode.SHARE_ROW_EXCLUSIVE);
		Set<QualifiedName> all = new LinkedHashSet<>(before);
		List<QualifiedName> now = situation.lockedTables(LockMode.SHARE_ROW_EXCLUSIVE);
		all.addAll(now);
		// Once, where a second statement locks another table
		if (!before.isEmpty() && all.size() > before.size()) {
			situation.transaction().tellSeveral();
			report.add(Draft.of(TABLES, situation.action().range(), "Locks %s while %s stays locked."
				.formatted(names(new ArrayList<>(all).subList(before.size(), all.size())), names(before))));
		}
	}

	private static void afterLock(Situation situation, Report report) {
		if (changesRows(situation)) {
			mixed(situation, situation.transaction().lockedTables(LockMode.SHARE), report);
		}
		else if (isLong(situation) && !validatesOwn(situation)) {
			behindOthers(situation, report);
		}
	}

	private static void behindOthers(Situation situation, Report report) {
		List<QualifiedName> held = situation.transaction().lockedTables(LockMode.ACCESS_EXCLUSIVE);
		if (!situation.lockedTables(LockMode.ACCESS_EXCLUSIVE).containsAll(held)) {
			report.add(Draft.of(AFTER_LOCK, situation.action().range(),
					"Nobody can read or write %s until it is done, since an earlier statement has locked it."
						.formatted(names(held))));
		}
	}

	private static void mixed(Situation situation, List<QualifiedName> locked, Report report) {
		if (!locked.isEmpty()) {
			report.add(Draft.of(DATA, situation.action().range(),
					message(locked, situation.transaction().lockedTables(LockMode.ACCESS_EXCLUSIVE))));
		}
		else if (situation.transaction().changesSchema() && situation.transaction().tellMixture()) {
			Draft draft = Draft.of(DATA, situation.action().range(),
					"The changes of the schema take effect only when all rows are changed.");
			report.add(changesAll(situation) ? draft : draft.severity(Severity.INFO));
		}
	}

	private static String message(List<QualifiedName> locked, List<QualifiedName> unreadable) {
		List<QualifiedName> unwritable = locked.stream().filter((table) -> !unreadable.contains(table)).toList();
		List<String> parts = new ArrayList<>();
		if (!unreadable.isEmpty()) {
			parts.add("read or write " + names(unreadable));
		}
		if (!unwritable.isEmpty()) {
			parts.add("write to " + names(unwritable));
		}
		return "Nobody can " + String.join(", or ", parts) + " until all rows are changed.";
	}

	private static boolean changesAll(Situation situation) {
		SqlAction action = situation.action();
		return (action instanceof DataStatement.Update update
				&& (Keyed.isAll(update.where()) || AllRowsChecks.isWholeJoin(situation, update)))
				|| (action instanceof DataStatement.Delete delete && Keyed.isAll(delete.where()));
	}

	// Said by another rule already
	private static boolean validatesOwn(Situation situation) {
		return situation.action() instanceof TableStatement.Alter alter && alter.actions()
			.stream()
			.anyMatch((action) -> action instanceof ConstraintAction.Validate validate
					&& addedBefore(situation, alter.name(), validate.name()));
	}

	private static boolean changesRows(Situation situation) {
		SqlAction action = situation.action();
		if (action instanceof DataStatement.Insert insert) {
			return insert.rows() < 0 && !insert.reads().isEmpty()
					&& (situation.isExisting(insert.table()) || copiesUnderLock(situation, insert));
		}
		if (action instanceof DataStatement.Update update) {
			return situation.isExisting(update.table())
					&& !Keyed.isByKey(update.where(), situation.schema().table(update.table()));
		}
		if (action instanceof DataStatement.Delete delete) {
			return situation.isExisting(delete.table())
					&& !Keyed.isByKey(delete.where(), situation.schema().table(delete.table()));
		}
		return action instanceof DataStatement.Merge merge && situation.isExisting(merge.table());
	}

	// Into a new table, for which others that are locked have to wait all the same
	private static boolean copiesUnderLock(Situation situation, DataStatement.Insert insert) {
		return insert.reads().stream().anyMatch(situation::isExisting)
				&& !situation.transaction().lockedTables(LockMode.SHARE).isEmpty();
	}

	private static boolean isLong(Situation situation) {
		return situation.scansOrRewrites()
				|| (situation.action() instanceof IndexStatement.Create create && situation.isExisting(create.table()));
	}

	private static String names(List<QualifiedName> tables) {
		return tables.stream().map(SqlName::of).collect(Collectors.joining(", "));
	}

}
