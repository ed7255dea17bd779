// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;

import io.migration.RiskClass;
import io.migration.Severity;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.statement.ColumnAction;
import io.migration.hazard.statement.DataStatement;
import io.migration.hazard.statement.ObjectKind;
import io.migration.hazard.statement.ObjectStatement;
import io.migration.hazard.statement.SequenceStatement;
import io.migration.hazard.statement.SourceRange;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.TableAction;
import io.migration.hazard.statement.TableStatement;
import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Sequences that begin anew.
 */
final class SequenceChecks implements Check {

	private static final HazardRule RESTART = HazardRule
		.warning("sequence-restart", RiskClass.BREAKING,
				"RESTART of a sequence that existed before, and setval with a fixed number")
		.why("Numbers that rows have already are given out again, so INSERTs fail on duplicate keys.")
		.advice("Take the number from the rows: setval(..., (SELECT max(id) FROM ...)).")
		.example("CREATE TABLE users (id bigserial PRIMARY KEY);", "ALTER SEQUENCE users_id_seq RESTART WITH 1;");

	@Override
	public List<HazardRule> rules() {
		return List.of(RESTART);
	}

	@Override
	public void check(Situation situation, Report report) {
		SqlAction action = situation.action();
		if (action instanceof ObjectStatement.Alter alter && alter.kind() == ObjectKind.SEQUENCE
				&& alter.verb().equals("restart")) {
			ofSequence(situation, alter.range(), alter.name(), report);
		}
		else if (action instanceof SequenceStatement.SetValue set) {
			if (set.table() != null) {
				ofTable(situation, set.range(), set.table(), report);
			}
			ofSequence(situation, set.range(), set.sequence(), report);
		}
		else if (action instanceof TableStatement.Alter alter) {
			alter.actions().forEach((part) -> identity(situation, alter, part, report));
		}
		else if (action instanceof TableStatement.Truncate truncate && truncate.restartIdentity()) {
			truncate(situation, truncate, report);
		}
	}

	private static void identity(Situation situation, TableStatement.Alter alter, TableAction action, Report report) {
		if (action instanceof ColumnAction.ChangeIdentity change && change.restart()) {
			ofTable(situation, change.range(), alter.name(), report);
		}
	}

	private static void ofTable(Situation situation, SourceRange range, QualifiedName table, Report report) {
		if (situation.isExisting(table)) {
			report.add(draft(range, SqlName.of(table), isEmptied(situation, table) || isSeeded(situation)));
		}
	}

	private static void ofSequence(Situation situation, SourceRange range, @Nullable QualifiedName sequence,
			Report report) {
		if (sequence != null && situation.isExisting(sequence)) {
			boolean emptied = situation.memory()
				.before()
				.stream()
				.anyMatch((before) -> emptied(before).stream()
					.anyMatch((table) -> sequence.name().startsWith(table.name() + "_")));
			report.add(draft(range, SqlName.of(sequence), emptied || isSeeded(situation)));
		}
	}

	private static boolean isEmptied(Situation situation, QualifiedName table) {
		return situation.memory()
			.before()
			.stream()
			.anyMatch((before) -> emptied(before).stream().anyMatch((name) -> situation.isSame(name, table)));
	}

	private static List<QualifiedName> emptied(SqlAction action) {
		if (action instanceof TableStatement.Truncate truncate) {
			return truncate.tables();
		}
		return (action instanceof DataStatement.Delete delete && Keyed.isAll(delete.where())) ? List.of(delete.table())
				: List.of();
	}

	// Room for rows that the script numbers itself, so probably only scripts write them
	private static boolean isSeeded(Situation situation) {
		return situation.memory()
			.all()
			.stream()
			.anyMatch((other) -> other instanceof DataStatement.Insert insert && insert.rows() > 0);
	}

	private static Draft draft(SourceRange range, String what, boolean mild) {
		Draft draft = Draft.of(RESTART, range,
				"If rows have later numbers already, INSERTs that take theirs from %s fail.".formatted(what));
		return mild ? draft.severity(Severity.INFO) : draft;
	}

	// No row is left, but others may keep its number
	private static void truncate(Situation situation, TableStatement.Truncate truncate, Report report) {
		List<String> tables = truncate.tables().stream().filter(situation::isExisting).map(SqlName::of).toList();
		if (!tables.isEmpty()) {
			report.add(
					Draft
						.of(RESTART, truncate.range(),
								"New rows of %s get the numbers of old ones, which may be kept elsewhere."
									.formatted(String.join(", ", tables)))
						.severity(Severity.INFO));
		}
	}

}
