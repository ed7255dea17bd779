// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;
import java.util.stream.Collectors;

import io.migration.RiskClass;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.schema.Age;
import io.migration.hazard.schema.IndexModel;
import io.migration.hazard.schema.RelationKind;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.DropStatement;
import io.migration.hazard.statement.IndexStatement;
import io.migration.hazard.statement.ObjectKind;
import io.migration.hazard.statement.SqlAction;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Building, dropping and rebuilding indexes while others work.
 */
final class IndexChecks implements Check {

	private static final HazardRule CREATE = HazardRule
		.error("create-index-not-concurrent", RiskClass.BLOCKING,
				"CREATE INDEX without CONCURRENTLY on a table that existed before")
		.why("The table is locked in SHARE mode until the index is built: nobody can write to it.")
		.advice("Build it with CONCURRENTLY. It then runs outside of a transaction, and is built anew after a failure.")
		.example("CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);",
				"CREATE INDEX orders_customer_idx ON orders (customer_id);");

	private static final HazardRule DROP = HazardRule
		.error("drop-index-not-concurrent", RiskClass.BLOCKING, "DROP INDEX without CONCURRENTLY")
		.why("The table is locked in ACCESS EXCLUSIVE mode, so that readers queue up behind it while it waits for its "
				+ "turn.")
		.advice("Drop it with CONCURRENTLY, which locks nobody out.")
		.example(
				"CREATE TABLE orders (id bigint PRIMARY KEY, note text); CREATE INDEX orders_note_idx ON orders (note);",
				"DROP INDEX orders_note_idx;");

	private static final HazardRule REINDEX = HazardRule
		.error("reindex-not-concurrent", RiskClass.BLOCKING, "REINDEX without CONCURRENTLY")
		.why("The table is locked in SHARE mode and each index in ACCESS EXCLUSIVE mode: writers wait, and so do "
				+ "readers that could use the index.")
		.advice("Rebuild with CONCURRENTLY.")
		.example("CREATE TABLE orders (id bigint PRIMARY KEY);", "REINDEX TABLE orders;");

	private static final HazardRule PARTITIONED = HazardRule
		.error("concurrent-index-on-partitioned", RiskClass.SAFE,
				"CREATE or DROP INDEX CONCURRENTLY of a partitioned table")
		.why("The server refuses it, so the migration fails.")
		.advice("Create the index with ON ONLY the partitioned table, then one with CONCURRENTLY on each partition, and "
				+ "attach them. To drop it, drop without CONCURRENTLY: the lock is short.")
		.example("CREATE TABLE logs (at date NOT NULL, line text) PARTITION BY RANGE (at);",
				"CREATE INDEX CONCURRENTLY logs_at_idx ON logs (at);")
		.needs(HazardRule.Scope.SCHEMA);

	private static final HazardRule CORRUPTION = HazardRule
		.error("concurrent-index-corruption-14", RiskClass.SAFE,
				"Building an index with CONCURRENTLY on PostgreSQL 14.0 to 14.3")
		.why("These releases can leave entries out of the index without an error.")
		.advice("Bring the server to 14.4 or newer first.");

	private static final HazardRule ORDER = HazardRule
		.warning("replace-index-order", RiskClass.BLOCKING,
				"An index is dropped before the one that replaces it is built")
		.why("Meanwhile, queries have neither of them. In one transaction, they wait until the new index is built.")
		.advice("Build the new index first, under another name, and drop the old one afterwards.")
		.example(
				"CREATE TABLE orders (id bigint PRIMARY KEY, note text); CREATE INDEX orders_note_idx ON orders (note);",
				"DROP INDEX CONCURRENTLY orders_note_idx; CREATE INDEX CONCURRENTLY orders_note_id_idx ON orders (note, id);")
		.needs(HazardRule.Scope.SCHEMA);

	private static final int FIXED_IN = 4;

	@Override
	public List<HazardRule> rules() {
		return List.of(CREATE, DROP, REINDEX, PARTITIONED, CORRUPTION, ORDER);
	}

	@Override
	public void check(Situation situation, Report report) {
		if (situation.action() instanceof IndexStatement.Create create) {
			create(situation, create, report);
		}
		else if (situation.action() instanceof IndexStatement.Reindex reindex) {
			reindex(situation, reindex, report);
		}
		else if (situation.action() instanceof DropStatement drop && drop.kind() == ObjectKind.INDEX) {
			drop(situation, drop, report);
		}
	}

	private static void create(Situation situation, IndexStatement.Create create, Report report) {
		TableModel table = situation.schema().table(create.table());
		boolean partitioned = table != null && table.kind() == RelationKind.PARTITIONED;
		if (create.concurrently()) {
			if (partitioned && !create.only()) {
				report.add(Draft.of(PARTITIONED, create.range(),
						"The server refuses to build an index of the partitioned table %s with CONCURRENTLY."
							.formatted(SqlName.of(create.table()))));
			}
			corruption(situation, create, report);
		}
		else if (situation.isExisting(create.table()) && !(partitioned && create.only())) {
			Draft draft = Draft.of(CREATE, create.range(),
					"Keeps everybody from writing to %s until the index is built."
						.formatted(SqlName.of(create.table())));
			report.add(partitioned ? draft : draft.recipe(situation.with("CONCURRENTLY", "INDEX")));
		}
	}

	private static void corruption(Situation situation, SqlAction action, Report report) {
		if (situation.version().major() == 14 && situation.version().minor() < FIXED_IN) {
			report.add(Draft.of(CORRUPTION, action.range(),
					"PostgreSQL 14.%d may build an index that lacks rows.".formatted(situation.version().minor())));
		}
	}

	private static void reindex(Situation situation, IndexStatement.Reindex reindex, Report report) {
		if (reindex.concurrently()) {
			corruption(situation, reindex, report);
			return;
		}
		QualifiedName name = reindex.name();
		if (reindex.scope() == IndexStatement.Scope.TABLE && name != null && !situation.isExisting(name)) {
			return;
		}
		Draft draft = Draft.of(REINDEX, reindex.range(),
				"Keeps writers, and readers that could use the index, out of %s until it is rebuilt."
					.formatted((name != null) ? SqlName.of(name) : "all tables"));
		report.add((reindex.scope() == IndexStatement.Scope.SYSTEM) ? draft
				: draft.recipe(situation.with("CONCURRENTLY", reindex.scope().name())));
	}

	private static void drop(Situation situation, DropStatement drop, Report report) {
		for (QualifiedName name : drop.names()) {
			IndexModel index = situation.schema().index(name);
			TableModel table = (index != null) ? situation.schema().table(index.table()) : null;
			boolean partitioned = table != null && table.kind() == RelationKind.PARTITIONED;
			if (drop.concurrently() && partitioned) {
				report.add(Draft.of(PARTITIONED, drop.range(),
						"The server refuses to drop the index %s of a partitioned table with CONCURRENTLY."
							.formatted(SqlName.of(name))));
			}
			if (!drop.concurrently() && !isNew(situation, index) && !partitioned) {
				Draft draft = Draft.of(DROP, drop.range(),
						"Keeps readers and writers out of the table of %s while it waits and works."
							.formatted(SqlName.of(name)));
				report.add(drop.cascade() ? draft : draft.recipe(recipe(situation, drop)));
			}
			if (index != null && !isNew(situation, index)) {
				order(situation, drop, index, report);
			}
		}
	}

	// The server drops one at a time with CONCURRENTLY
	private static @Nullable String recipe(Situation situation, DropStatement drop) {
		if (drop.names().size() == 1) {
			return situation.with("CONCURRENTLY", "INDEX");
		}
		String words = "DROP INDEX CONCURRENTLY " + (drop.ifExists() ? "IF EXISTS " : "");
		return drop.names().stream().map((name) -> words + SqlName.of(name) + ";").collect(Collectors.joining("\n"));
	}

	private static boolean isNew(Situation situation, @Nullable IndexModel index) {
		return index != null && (index.age() != Age.EXISTING || !situation.isExisting(index.table()));
	}

	private static void order(Situation situation, DropStatement drop, IndexModel dropped, Report report) {
		situation.memory()
			.after(drop)
			.stream()
			.filter(IndexStatement.Create.class::isInstance)
			.map(IndexStatement.Create.class::cast)
			.filter((create) -> replaces(create, dropped))
			.findFirst()
			.ifPresent((create) -> report.add(Draft.of(ORDER, drop.range(),
					message(situation, drop, create).formatted(SqlName.of(dropped.table())))));
	}

	private static String message(Situation situation, DropStatement drop, IndexStatement.Create create) {
		boolean together = situation.transaction().transactional() && !drop.concurrently() && !create.concurrently();
		return together ? "Nobody can read or write %s until the index behind it is built."
				: "Until the index behind it is built, queries on %s have neither of them.";
	}

	private static boolean replaces(IndexStatement.Create create, IndexModel dropped) {
		String first = dropped.keys().isEmpty() ? null : dropped.keys().get(0).column();
		return create.table().name().equals(dropped.table().name()) && first != null && !create.keys().isEmpty()
				&& first.equals(create.keys().get(0).column());
	}

}
