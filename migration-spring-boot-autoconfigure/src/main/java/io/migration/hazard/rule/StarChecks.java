// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;

import io.migration.RiskClass;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.statement.DataStatement;
import io.migration.hazard.statement.RelationAction;
import io.migration.hazard.statement.SourceRange;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.TableStatement;
import io.migration.hazard.statement.ViewStatement;
import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;

/**
 * Queries that take the columns which happen to be there.
 */
final class StarChecks implements Check {

	private static final HazardRule STAR = HazardRule
		.info("select-star", RiskClass.SAFE, "SELECT * in a view, and in INSERT ... SELECT")
		.why("A view keeps the columns of the day on which it was made, and what is inserted depends on what was added to "
				+ "the other table.")
		.advice("Name the columns.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY, active boolean);",
				"CREATE VIEW active_users AS SELECT * FROM users WHERE active;");

	@Override
	public List<HazardRule> rules() {
		return List.of(STAR);
	}

	@Override
	public void check(Situation situation, Report report) {
		SqlAction action = situation.action();
		if (action instanceof ViewStatement.Create view) {
			if (!view.temporary() && hasStar(view.query().tokens()) && !standsIn(situation, view.name())) {
				report.add(Draft.of(STAR, view.range(), "Columns that are added later will not be in it."));
			}
		}
		else if (action instanceof ViewStatement.CreateMaterialized view && hasStar(view.query().tokens())) {
			report.add(Draft.of(STAR, view.range(), "Columns that are added later will not be in it."));
		}
		else if (action instanceof DataStatement.Insert insert && insert.rows() < 0
				&& situation.isExisting(insert.table()) && hasStar(tokens(situation, insert.range()))) {
			report.add(Draft.of(STAR, insert.range(), "It depends on which columns the other table has."));
		}
	}

	// For a table that has another name now
	private static boolean standsIn(Situation situation, QualifiedName view) {
		return situation.memory()
			.before()
			.stream()
			.anyMatch((before) -> before instanceof TableStatement.Alter alter && alter.name().equals(view)
					&& alter.actions().stream().anyMatch(RelationAction.Rename.class::isInstance));
	}

	// Of a statement in a block there are none
	private static List<SqlToken> tokens(Situation situation, SourceRange range) {
		return situation.sql()
			.tokens()
			.stream()
			.filter((token) -> token.offset() >= range.start() && token.end() <= range.end())
			.toList();
	}

	private static boolean hasStar(List<SqlToken> query) {
		TokenCursor cursor = new TokenCursor(query);
		boolean mayBegin = false;
		while (!cursor.isAtEnd()) {
			if (mayBegin && cursor.isAtSymbol("*")) {
				return true;
			}
			mayBegin = cursor.isAt("select") || cursor.isAt("distinct") || cursor.isAt("all") || cursor.isAtSymbol(",")
					|| cursor.isAtSymbol(".");
			cursor.skipGroup();
		}
		return false;
	}

}
