// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;

import io.migration.RiskClass;
import io.migration.Severity;
import io.migration.hazard.effect.Likelihood;
import io.migration.hazard.effect.TableEffect;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.DropStatement;
import io.migration.hazard.statement.ObjectKind;
import io.migration.hazard.statement.PartitionAction;
import io.migration.hazard.statement.PartitionOf;
import io.migration.hazard.statement.SourceRange;
import io.migration.hazard.statement.TableStatement;
import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import org.jspecify.annotations.Nullable;

/**
 * Partitions that come and go while others use the parent.
 */
final class PartitionChecks implements Check {

	private static final String BEFORE = "CREATE TABLE logs (id bigint, at date NOT NULL) PARTITION BY RANGE (at); ";

	private static final String YEAR = "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')";

	private static final HazardRule ATTACH = HazardRule
		.warning("attach-partition-scan", RiskClass.BLOCKING,
				"ATTACH PARTITION without a validated CHECK that matches the bounds")
		.why("All rows of the new partition are read while it is locked in ACCESS EXCLUSIVE mode. The parent is not: "
				+ "others go on.")
		.advice("Give the table a CHECK that matches the bounds, with NOT VALID, validate it, attach, and drop the CHECK.")
		.example(BEFORE + "CREATE TABLE logs_2026 (id bigint, at date NOT NULL);",
				"ALTER TABLE logs ATTACH PARTITION logs_2026 " + YEAR + ";");

	private static final HazardRule DEFAULT_SCAN = HazardRule
		.warning("attach-partition-default-scan", RiskClass.BLOCKING,
				"A new partition of a table that has a DEFAULT partition")
		.why("All rows of the DEFAULT partition are read while it is locked in ACCESS EXCLUSIVE mode.")
		.advice("Give the DEFAULT partition a CHECK that excludes the new values, with NOT VALID, and validate it first.")
		.example(
				BEFORE + "CREATE TABLE logs_rest PARTITION OF logs DEFAULT; CREATE TABLE logs_2026 (id bigint, at date "
						+ "NOT NULL);",
				"ALTER TABLE logs ATTACH PARTITION logs_2026 " + YEAR + ";")
		.needs(HazardRule.Scope.SCHEMA);

	private static final HazardRule DETACH = HazardRule
		.warning("detach-partition-not-concurrent", RiskClass.BLOCKING, "DETACH PARTITION without CONCURRENTLY")
		.why("Parent and partition are locked in ACCESS EXCLUSIVE mode, so that readers queue up behind.")
		.advice("Detach with CONCURRENTLY, from PostgreSQL 14 on. It is not possible while there is a DEFAULT partition.")
		.example(BEFORE + "CREATE TABLE logs_2026 PARTITION OF logs " + YEAR + ";",
				"ALTER TABLE logs DETACH PARTITION logs_2026;");

	private static final HazardRule CREATE = HazardRule
		.warning("create-partition-locks-parent", RiskClass.BLOCKING,
				"CREATE TABLE ... PARTITION OF a table that existed before")
		.why("The parent is locked in ACCESS EXCLUSIVE mode, so that its readers queue up behind.")
		.advice("Create the table with LIKE ... INCLUDING ALL and attach it: then others go on.")
		.example(BEFORE, "CREATE TABLE logs_2026 PARTITION OF logs " + YEAR + ";");

	private static final HazardRule DROP = HazardRule
		.warning("drop-partition-locks-parent", RiskClass.BLOCKING, "DROP TABLE of a partition")
		.why("The parent is locked in ACCESS EXCLUSIVE mode, so that its readers queue up behind.")
		.advice("Detach it with CONCURRENTLY first.")
		.example(BEFORE + "CREATE TABLE logs_2026 PARTITION OF logs " + YEAR + ";", "DROP TABLE logs_2026;")
		.needs(HazardRule.Scope.SCHEMA);

	@Override
	public List<HazardRule> rules() {
		return List.of(ATTACH, DEFAULT_SCAN, DETACH, CREATE, DROP);
	}

	@Override
	public void check(Situation situation, Report report) {
		if (situation.action() instanceof TableStatement.Alter alter && situation.isExisting(alter.name())) {
			alter.actions().forEach((action) -> {
				if (action instanceof PartitionAction.Attach attach) {
					attach(situation, alter.name(), attach, report);
				}
				else if (action instanceof PartitionAction.Detach detach && !detach.concurrently()
						&& !detach.finalizing()) {
					detach(situation, alter.name(), detach, report);
				}
			});
		}
		else if (situation.action() instanceof TableStatement.Create create
				&& create.definition().partitionOf() != null) {
			create(situation, create, create.definition().partitionOf(), report);
		}
		else if (situation.action() instanceof DropStatement drop && drop.kind() == ObjectKind.TABLE) {
			drop.names().forEach((name) -> drop(situation, drop, name, report));
		}
	}

	private static void attach(Situation situation, QualifiedName parent, PartitionAction.Attach attach,
			Report report) {
		TableEffect child = effectOn(situation, attach.table());
		boolean scans = (child != null) ? child.scan() != Likelihood.NO
				: situation.schema().table(attach.table()) == null;
		if (situation.isExisting(attach.table()) && !attach.bound().isDefault() && scans) {
			report.add(Draft.of(ATTACH, attach.range(), "Reads all rows of %s while nobody else can read or write them."
				.formatted(SqlName.of(attach.table()))));
		}
		defaultPartition(situation, parent, attach.range(), report);
	}

	private static @Nullable TableEffect effectOn(Situation situation, QualifiedName name) {
		TableModel table = situation.schema().table(name);
		return situation.effect().of((table != null) ? table.name() : name);
	}

	private static void defaultPartition(Situation situation, QualifiedName parent, SourceRange range, Report report) {
		TableModel table = situation.schema().table(parent);
		if (table == null) {
			return;
		}
		for (TableModel child : table.links().children()) {
			TableEffect effect = situation.effect().of(child.name());
			boolean isDefault = child.traits().bound() != null && child.traits().bound().isDefault();
			if (isDefault && !child.isNew() && effect != null && effect.scan() != Likelihood.NO) {
				report.add(Draft.of(DEFAULT_SCAN, range, "Reads all rows of the DEFAULT partition %s while nobody else "
					.formatted(SqlName.of(child.name())) + "can read or write them."));
			}
		}
	}

	private static void detach(Situation situation, QualifiedName parent, PartitionAction.Detach detach,
			Report report) {
		Draft draft = Draft.of(DETACH, detach.range(), "Keeps everybody out of %s and %s while it waits and works."
			.formatted(SqlName.of(parent), SqlName.of(detach.table())));
		report.add(hasDefault(situation, parent) ? draft.severity(Severity.INFO) : draft.recipe("ALTER TABLE "
				+ SqlName.of(parent) + " DETACH PARTITION " + SqlName.of(detach.table()) + " CONCURRENTLY;"));
	}

	private static boolean hasDefault(Situation situation, QualifiedName parent) {
		TableModel table = situation.schema().table(parent);
		return table != null && table.links()
			.children()
			.stream()
			.anyMatch((child) -> child.traits().bound() != null && child.traits().bound().isDefault());
	}

	private static void create(Situation situation, TableStatement.Create create, @Nullable PartitionOf of,
			Report report) {
		if (of == null || !situation.isExisting(of.parent())) {
			return;
		}
		String name = SqlName.of(create.name());
		String parent = SqlName.of(of.parent());
		report.add(Draft
			.of(CREATE, create.range(), "Keeps everybody out of %s while it waits and works.".formatted(parent))
			.recipe("CREATE TABLE " + name + " (LIKE " + parent + " INCLUDING ALL);",
					"ALTER TABLE " + parent + " ATTACH PARTITION " + name + " " + boundText(situation) + ";"));
		defaultPartition(situation, of.parent(), create.range(), report);
	}

	private static String boundText(Situation situation) {
		String text = situation.sql().text();
		for (SqlToken token : situation.sql().tokens()) {
			if (token.isWord("FOR") || token.isWord("DEFAULT")) {
				return text.substring(token.offset() - situation.sql().tokens().get(0).offset()).strip();
			}
		}
		return "";
	}

	private static @Nullable QualifiedName parent(TableModel partition) {
		return partition.links().parents().stream().map(TableModel::name).findFirst().orElse(null);
	}

	private static void drop(Situation situation, DropStatement drop, QualifiedName name, Report report) {
		TableModel table = situation.schema().table(name);
		QualifiedName parent = (table != null) ? parent(table) : null;
		if (table != null && parent != null && table.traits().bound() != null && !table.isNew()) {
			report.add(Draft
				.of(DROP, drop.range(),
						"Keeps everybody out of %s while it waits and works.".formatted(SqlName.of(parent)))
				.recipe("ALTER TABLE " + SqlName.of(parent) + " DETACH PARTITION " + SqlName.of(name)
						+ " CONCURRENTLY;", "DROP TABLE " + SqlName.of(name) + ";"));
		}
	}

}
