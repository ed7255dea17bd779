// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.ArrayList;
import java.util.List;

import io.migration.RiskClass;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.schema.IndexModel;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.ConstraintAction;
import io.migration.hazard.statement.ConstraintKind;
import io.migration.hazard.statement.IndexKey;
import io.migration.hazard.statement.IndexStatement;
import io.migration.hazard.statement.TableAction;
import io.migration.hazard.statement.TableStatement;

/**
 * Indexes that will be regretted.
 */
final class IndexDesignChecks implements Check {

	private static final HazardRule WIDE = HazardRule
		.info("wide-index", RiskClass.SAFE, "An index of more than three columns that is not unique")
		.why("It is rarely used, and costs at every write.")
		.advice("Leave the last columns out.")
		.example("CREATE TABLE t (a int, b int, c int, d int);", "CREATE INDEX CONCURRENTLY i ON t (a, b, c, d);");

	private static final HazardRule UNIQUE = HazardRule
		.info("unique-may-fail-on-data", RiskClass.SAFE, "A new unique index on columns that existed before")
		.why("It fails if values occur twice. What is left of the index is removed.")
		.advice("Query duplicates first, for instance in a precondition.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY, email text);",
				"CREATE UNIQUE INDEX CONCURRENTLY users_email_idx ON users (email);");

	private static final HazardRule REDUNDANT = HazardRule
		.info("redundant-index", RiskClass.SAFE, "An index whose columns are the first ones of another index")
		.why("The other index serves the same queries, and both cost at every write.")
		.advice("Leave it out.")
		.example("CREATE TABLE orders (a int, b int); CREATE INDEX orders_ab ON orders (a, b);",
				"CREATE INDEX CONCURRENTLY orders_a ON orders (a);")
		.needs(HazardRule.Scope.SCHEMA);

	private static final int MANY = 3;

	@Override
	public List<HazardRule> rules() {
		return List.of(WIDE, UNIQUE, REDUNDANT);
	}

	@Override
	public void check(Situation situation, Report report) {
		if (situation.action() instanceof TableStatement.Alter alter && situation.isExisting(alter.name())) {
			alter.actions().forEach((part) -> unique(situation, alter, part, report));
		}
		if (!(situation.action() instanceof IndexStatement.Create create)) {
			return;
		}
		if (!create.unique() && create.keys().size() > MANY) {
			report.add(Draft.of(WIDE, create.range(), "It has %d columns.".formatted(create.keys().size())));
		}
		if (create.unique() && situation.isExisting(create.table()) && !isNewKey(situation, create)) {
			report.add(Draft.of(UNIQUE, create.range(),
					"Fails if values occur twice in %s.".formatted(SqlName.of(create.table()))));
		}
		redundant(situation, create, report);
	}

	// As a constraint it fails on the same values
	private static void unique(Situation situation, TableStatement.Alter alter, TableAction part, Report report) {
		if (!(part instanceof ConstraintAction.Add add) || add.definition().usingIndex() != null) {
			return;
		}
		ConstraintKind kind = add.definition().kind();
		boolean isKey = kind == ConstraintKind.UNIQUE || kind == ConstraintKind.PRIMARY_KEY;
		List<String> columns = add.definition().columns();
		if (isKey && columns.stream().noneMatch((column) -> situation.isNewColumn(alter.name(), column))) {
			report.add(Draft.of(UNIQUE, part.range(),
					"Fails if values occur twice in %s.".formatted(SqlName.of(alter.name()))));
		}
	}

	private static boolean isNewKey(Situation situation, IndexStatement.Create create) {
		return create.keys()
			.stream()
			.map(IndexKey::column)
			.anyMatch((column) -> column != null && situation.isNewColumn(create.table(), column));
	}

	private static void redundant(Situation situation, IndexStatement.Create create, Report report) {
		TableModel table = situation.schema().table(create.table());
		List<String> columns = plainColumns(create);
		if (table == null || columns.isEmpty() || create.unique() || create.where() != null) {
			return;
		}
		table.indexes()
			.stream()
			.filter((index) -> index.where() == null && index.method().equals(create.method()))
			.filter((index) -> startsWith(index, columns))
			.findFirst()
			.ifPresent((index) -> report.add(Draft.of(REDUNDANT, create.range(),
					"The index %s serves the same queries.".formatted(SqlName.of(index.name())))));
	}

	private static boolean startsWith(IndexModel index, List<String> columns) {
		List<IndexKey> keys = index.keys();
		for (int i = 0; i < columns.size(); i++) {
			if (i >= keys.size() || !columns.get(i).equals(keys.get(i).column())) {
				return false;
			}
		}
		return true;
	}

	// None if there is an expression, a collation or an operator class
	private static List<String> plainColumns(IndexStatement.Create create) {
		List<String> columns = new ArrayList<>();
		for (IndexKey key : create.keys()) {
			if (key.column() == null || key.collation() != null || key.operatorClass() != null) {
				return List.of();
			}
			columns.add(key.column());
		}
		return columns;
	}

}
