// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;

import io.migration.RiskClass;
import io.migration.hazard.effect.Likelihood;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.schema.RelationKind;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.MaintenanceStatement;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.StorageAction;
import io.migration.hazard.statement.TableStatement;
import io.migration.hazard.statement.ViewStatement;
import io.migration.sql.QualifiedName;

/**
 * Statements that move or lock tables as a whole.
 */
final class StorageChecks implements Check {

	private static final HazardRule VACUUM_FULL = HazardRule.error("vacuum-full", RiskClass.BLOCKING, "VACUUM FULL")
		.why("The table is written anew while it is locked in ACCESS EXCLUSIVE mode.")
		.advice("Use plain VACUUM, which lets others work, or pg_repack.")
		.example("CREATE TABLE orders (id bigint PRIMARY KEY);", "VACUUM FULL orders;");

	private static final HazardRule CLUSTER = HazardRule.error("cluster", RiskClass.BLOCKING, "CLUSTER")
		.why("The table is written anew while it is locked in ACCESS EXCLUSIVE mode.")
		.advice("Use pg_repack, which lets others work.")
		.example("CREATE TABLE orders (id bigint PRIMARY KEY);", "CLUSTER orders USING orders_pkey;");

	private static final HazardRule LOGGED = HazardRule
		.error("set-logged-unlogged", RiskClass.BLOCKING, "SET LOGGED and SET UNLOGGED")
		.why("The table is written anew while it is locked in ACCESS EXCLUSIVE mode. An unlogged table is empty after a "
				+ "crash.")
		.advice("Create a new table and copy the rows in batches.")
		.example("CREATE TABLE orders (id bigint PRIMARY KEY);", "ALTER TABLE orders SET UNLOGGED;");

	private static final HazardRule ACCESS_METHOD = HazardRule
		.warning("set-access-method", RiskClass.BLOCKING, "SET ACCESS METHOD")
		.why("The table is written anew while it is locked in ACCESS EXCLUSIVE mode, unless it has this method already.")
		.advice("Create a new table and copy the rows in batches.")
		.example("CREATE TABLE orders (id bigint PRIMARY KEY);", "ALTER TABLE orders SET ACCESS METHOD columnar;");

	private static final HazardRule TABLESPACE = HazardRule
		.warning("set-tablespace", RiskClass.BLOCKING, "SET TABLESPACE")
		.why("The table is copied while it is locked in ACCESS EXCLUSIVE mode, unless it is there already.")
		.advice("Use pg_repack with --tablespace.")
		.example("CREATE TABLE orders (id bigint PRIMARY KEY);", "ALTER TABLE orders SET TABLESPACE fast;");

	private static final HazardRule REFRESH = HazardRule
		.warning("refresh-matview-not-concurrent", RiskClass.BLOCKING, "REFRESH MATERIALIZED VIEW without CONCURRENTLY")
		.why("Nobody can read the view while its query runs.")
		.advice("Create a unique index on the view and refresh it with CONCURRENTLY.")
		.example("CREATE TABLE orders (id bigint PRIMARY KEY); CREATE MATERIALIZED VIEW totals AS SELECT count(*) AS n "
				+ "FROM orders;", "REFRESH MATERIALIZED VIEW totals;");

	private static final HazardRule LOCK = HazardRule
		.warning("explicit-lock-table", RiskClass.BLOCKING, "LOCK TABLE in SHARE mode or a stronger one")
		.why("Writers, or everybody, wait until the transaction ends.")
		.advice("Remove it: statements lock what they need. Otherwise let it be the last statement of its transaction.")
		.example("CREATE TABLE orders (id bigint PRIMARY KEY);", "LOCK TABLE orders;");

	@Override
	public List<HazardRule> rules() {
		return List.of(VACUUM_FULL, CLUSTER, LOGGED, ACCESS_METHOD, TABLESPACE, REFRESH, LOCK);
	}

	@Override
	public void check(Situation situation, Report report) {
		SqlAction action = situation.action();
		if (action instanceof MaintenanceStatement.Vacuum vacuum && vacuum.full()) {
			report.add(Draft.of(VACUUM_FULL, vacuum.range(), copies(vacuum.tables())));
		}
		else if (action instanceof MaintenanceStatement.Cluster cluster) {
			QualifiedName table = cluster.table();
			if (table == null || situation.isExisting(table)) {
				report.add(Draft.of(CLUSTER, cluster.range(), copies((table != null) ? List.of(table) : List.of())));
			}
		}
		else if (action instanceof TableStatement.Lock lock && lock.mode().compareTo(LockMode.SHARE) >= 0
				&& lock.tables().stream().anyMatch(situation::isExisting)) {
			report.add(Draft.of(LOCK, lock.range(), "Keeps %s out of the table until the transaction ends."
				.formatted(lock.mode().blocksReads() ? "everybody" : "writers")));
		}
		else if (action instanceof ViewStatement.Refresh refresh && !refresh.concurrently()
				&& situation.isExisting(refresh.name())) {
			report.add(Draft
				.of(REFRESH, refresh.range(),
						"Keeps readers out of %s while its query runs.".formatted(SqlName.of(refresh.name())))
				.recipe(situation.with("CONCURRENTLY", "MATERIALIZED", "VIEW")));
		}
		else if (action instanceof TableStatement.Alter alter && situation.isExisting(alter.name())) {
			alter.actions().forEach((part) -> alter(new Alteration(situation, alter, part), report));
		}
		else if (action instanceof TableStatement.AlterAll all) {
			report.add(Draft.of(TABLESPACE, all.range(), copies(List.of())));
		}
	}

	private static void alter(Alteration alteration, Report report) {
		if (!(alteration.action() instanceof StorageAction)) {
			return;
		}
		String message = copies(List.of(alteration.statement().name()));
		if (alteration.rewrite() == Likelihood.NO && isTable(alteration)
				&& !(alteration.action() instanceof StorageAction.SetTablespace)) {
			return;
		}
		if (alteration.action() instanceof StorageAction.SetLogged set) {
			report.add(Draft.of(LOGGED, set.range(), message));
		}
		else if (alteration.action() instanceof StorageAction.SetAccessMethod set) {
			report.add(Draft.of(ACCESS_METHOD, set.range(), message));
		}
		else if (alteration.action() instanceof StorageAction.SetTablespace set) {
			report.add(Draft.of(TABLESPACE, set.range(), message));
		}
	}

	private static boolean isTable(Alteration alteration) {
		TableModel table = alteration.table();
		return table != null && table.kind() == RelationKind.TABLE;
	}

	private static String copies(List<QualifiedName> tables) {
		String names = String.join(", ", tables.stream().map(SqlName::of).toList());
		return "Writes %s anew while nobody else can read or write it."
			.formatted(names.isEmpty() ? "every table" : names);
	}

}
