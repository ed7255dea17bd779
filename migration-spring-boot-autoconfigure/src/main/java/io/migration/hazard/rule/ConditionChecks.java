// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;

import io.migration.RiskClass;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.schema.TableModel;
import io.migration.hazard.statement.DataStatement;
import io.migration.hazard.statement.Expression;
import io.migration.hazard.statement.SqlAction;
import io.migration.sql.QualifiedName;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenCursor;
import io.migration.sql.TokenType;
import org.jspecify.annotations.Nullable;

/**
 * Conditions of changes that no index can help with.
 */
final class ConditionChecks implements Check {

	private static final HazardRule UNSARGABLE = HazardRule
		.info("unsargable-where", RiskClass.SAFE,
				"UPDATE or DELETE by LIKE '%...' or by a function of a column, and by nothing else")
		.why("No plain index helps, so all rows are read.")
		.advice("Compare the column itself, or change the rows by a backfill.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY, email text);",
				"DELETE FROM users WHERE email LIKE '%@example.com';");

	@Override
	public List<HazardRule> rules() {
		return List.of(UNSARGABLE);
	}

	@Override
	public void check(Situation situation, Report report) {
		SqlAction action = situation.action();
		if (action instanceof DataStatement.Update update) {
			condition(situation, update, update.table(), update.where(), report);
		}
		else if (action instanceof DataStatement.Delete delete) {
			condition(situation, delete, delete.table(), delete.where(), report);
		}
	}

	private static void condition(Situation situation, SqlAction action, QualifiedName table,
			@Nullable Expression where, Report report) {
		if (where == null || situation.inBackfill() || !situation.isExisting(table)) {
			return;
		}
		TableModel known = situation.schema().table(table);
		if (where.conditions().stream().allMatch((part) -> isUnsargable(part.tokens(), known))) {
			report.add(Draft.of(UNSARGABLE, action.range(),
					"No plain index helps to find the rows, so all of %s are read.".formatted(SqlName.of(table))));
		}
	}

	private static boolean isUnsargable(List<SqlToken> condition, @Nullable TableModel table) {
		return (isLike(condition) && !hasTextIndex(table))
				|| (!hasExpressionIndex(table) && isFunctionOfColumn(new TokenCursor(condition)));
	}

	private static boolean hasTextIndex(@Nullable TableModel table) {
		return table != null && table.indexes()
			.stream()
			.anyMatch((index) -> index.method().equals("gin") || index.method().equals("gist"));
	}

	// It may be meant for the condition
	private static boolean hasExpressionIndex(@Nullable TableModel table) {
		return table == null || table.indexes()
			.stream()
			.flatMap((index) -> index.keys().stream())
			.anyMatch((key) -> key.column() == null);
	}

	// column LIKE '%...'
	private static boolean isLike(List<SqlToken> condition) {
		int last = condition.size() - 1;
		return last >= 2 && (condition.get(last - 1).isWord("like") || condition.get(last - 1).isWord("ilike"))
				&& condition.get(last).type() == TokenType.STRING && condition.get(last).content().startsWith("%");
	}

	// lower(column) = ...
	private static boolean isFunctionOfColumn(TokenCursor cursor) {
		SqlToken function = cursor.peek();
		boolean named = function != null && function.type() == TokenType.WORD;
		cursor.skip();
		if (!named || !cursor.isAtSymbol("(")) {
			return false;
		}
		TokenCursor argument = cursor.readGroup();
		boolean column = argument.readWrittenName() != null && argument.isAtEnd();
		return column && (cursor.isAtSymbol("=") || cursor.isAtSymbol("<") || cursor.isAtSymbol(">"));
	}

}
