// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.migration.RiskClass;
import io.migration.Severity;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.statement.DropStatement;
import io.migration.hazard.statement.ObjectKind;
import io.migration.hazard.statement.ObjectStatement;

/**
 * {@code DROP} of what leads to other servers.
 */
final class DropRemoteChecks implements Check {

	private static final HazardRule FOREIGN = HazardRule
		.warning("drop-foreign-table", RiskClass.BREAKING, "DROP FOREIGN TABLE and DROP SERVER")
		.why("The rows stay where they are, but the code that reads them here fails.")
		.advice("Let the code do without it first, and drop it in a contract.")
		.example("CREATE FOREIGN TABLE prices (id bigint) SERVER stock;", "DROP FOREIGN TABLE prices;");

	private static final HazardRule PUBLICATION = HazardRule
		.warning("drop-publication", RiskClass.BREAKING, "DROP PUBLICATION and ALTER PUBLICATION ... DROP")
		.why("Who subscribes to it gets no more changes. Its subscriptions fail, and this server keeps its log for them.")
		.advice("Drop the subscriptions first.")
		.example("CREATE TABLE t (id int PRIMARY KEY); CREATE PUBLICATION changes FOR TABLE t;",
				"DROP PUBLICATION changes;");

	private static final HazardRule SUBSCRIPTION = HazardRule
		.warning("drop-subscription", RiskClass.BREAKING, "DROP SUBSCRIPTION")
		.why("The tables get no more changes. What is missed meanwhile can only be copied anew.")
		.advice("Make sure that nobody relies on the tables to be up to date.")
		.example("", "DROP SUBSCRIPTION stock;");

	private static final Set<ObjectKind> KINDS = EnumSet.of(ObjectKind.FOREIGN_TABLE, ObjectKind.SERVER,
			ObjectKind.PUBLICATION, ObjectKind.SUBSCRIPTION);

	@Override
	public List<HazardRule> rules() {
		return List.of(FOREIGN, PUBLICATION, SUBSCRIPTION);
	}

	@Override
	public void check(Situation situation, Report report) {
		if (situation.action() instanceof DropStatement drop && KINDS.contains(drop.kind())) {
			Dropped.of(situation, drop).forEach((dropped) -> drop(dropped, drop, report));
		}
		else if (situation.action() instanceof ObjectStatement.Alter alter && alter.kind() == ObjectKind.PUBLICATION
				&& alter.verb().equals("drop")) {
			Draft draft = Draft.of(PUBLICATION, alter.range(), "Who subscribes to it gets no more changes.");
			report.add(situation.inContract() ? draft.severity(Severity.INFO) : draft);
		}
	}

	private static void drop(Dropped dropped, DropStatement drop, Report report) {
		String name = dropped.quoted();
		switch (drop.kind()) {
			case FOREIGN_TABLE, SERVER ->
				report.add(dropped.draft(FOREIGN, "%s goes.".formatted(name) + dropped.breaks()));
			case PUBLICATION ->
				report.add(dropped.draft(PUBLICATION, "Who subscribes to %s gets no more changes.".formatted(name)));
			case SUBSCRIPTION ->
				report.add(dropped.draft(SUBSCRIPTION, "The tables get no more changes by %s.".formatted(name)));
			default -> {
				// Said by others
			}
		}
	}

}
