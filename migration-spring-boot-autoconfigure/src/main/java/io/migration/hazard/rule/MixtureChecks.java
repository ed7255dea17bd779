// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;

import io.migration.RiskClass;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.statement.IndexStatement;
import io.migration.hazard.statement.TableStatement;
import io.migration.script.TransactionMode;
import io.migration.sql.TransactionUse;

/**
 * Statements that should not stand together in one step.
 */
final class MixtureChecks implements Check {

	private static final HazardRule ALONE = HazardRule
		.warning("concurrent-index-not-alone", RiskClass.SAFE,
				"A step with transaction=off that holds a concurrent index build and other changes")
		.why("If it fails, some of the changes have taken effect and others have not.")
		.advice("Leave transaction=off out: the engine then keeps the other statements together, and goes on where it "
				+ "stopped.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY, email text);",
				"-- migrate:up transaction=off\nALTER TABLE users ADD COLUMN note text;\n"
						+ "CREATE INDEX CONCURRENTLY users_email_idx ON users (email);");

	private static final HazardRule MERGEABLE = HazardRule
		.info("mergeable-alter-table", RiskClass.SAFE,
				"Two ALTER TABLE of the same table in one transaction that could be one")
		.why("The lock is taken more than once, and rows are read more than once.")
		.advice("Write one ALTER TABLE with all actions.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY);",
				"ALTER TABLE users ADD COLUMN a int; ALTER TABLE users ADD COLUMN b int;");

	@Override
	public List<HazardRule> rules() {
		return List.of(ALONE, MERGEABLE);
	}

	@Override
	public void check(Situation situation, Report report) {
		if (situation.step().options().transaction() == TransactionMode.OFF
				&& situation.action() instanceof IndexStatement.Create create && create.concurrently()
				&& others(situation)) {
			report.add(Draft.of(ALONE, create.range(),
					"If it fails, the statements before it have taken effect, and those behind it have not."));
		}
		if (situation.action() instanceof TableStatement.Alter alter && situation.isExisting(alter.name())
				&& situation.transaction().transactional() && isSecond(situation, alter)) {
			report.add(Draft.of(MERGEABLE, alter.range(), "%s is locked again.".formatted(SqlName.of(alter.name()))));
		}
	}

	private static boolean others(Situation situation) {
		return situation.step()
			.statements()
			.stream()
			.map((statement) -> statement.sql())
			.anyMatch((sql) -> sql.transactionUse() == TransactionUse.ALLOWED && !sql.tokens().get(0).isWord("SET")
					&& !sql.tokens().get(0).isWord("SELECT"));
	}

	// Right behind the first one, where nothing stands between them
	private static boolean isSecond(Situation situation, TableStatement.Alter alter) {
		List<Situation> earlier = situation.transaction().earlier();
		Situation last = earlier.isEmpty() ? null : earlier.get(earlier.size() - 1);
		return last != null && last.action() instanceof TableStatement.Alter before
				&& situation.isSame(before.name(), alter.name()) && Merging.isPossible(last, before, situation, alter);
	}

}
