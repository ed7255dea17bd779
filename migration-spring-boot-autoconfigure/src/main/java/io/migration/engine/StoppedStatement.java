// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.List;

import io.migration.StepState;
import io.migration.execution.EditedStatement;
import io.migration.history.HistoryRow;
import io.migration.history.StepText;
import io.migration.script.ScriptStatement;
import io.migration.script.ScriptStep;
import io.migration.sql.SqlDialect;
import io.migration.sql.SqlStatement;
import io.migration.sql.SqlSyntaxException;
import io.migration.sql.StatementKind;
import io.migration.sql.TokenFingerprint;
import io.migration.sql.TransactionUse;
import org.jspecify.annotations.Nullable;

/**
 * Finds the statement at which an earlier attempt stopped, if it ran in no transaction
 * and the script has another one in its place now.
 */
final class StoppedStatement {

	private StoppedStatement() {
	}

	// Whether the statements that are done are still the first ones of the step
	static boolean sameUntil(HistoryRow open, ScriptStep now, StepText stored) {
		List<String> hashes = now.statements().stream().map(ScriptStatement::hash).toList();
		int done = Math.min(open.statementsDone(), stored.statementHashes().size());
		return hashes.size() >= done && hashes.subList(0, done).equals(stored.statementHashes().subList(0, done));
	}

	static @Nullable EditedStatement edited(HistoryRow open, ScriptStep now, StepText stored) {
		int index = open.statementsDone();
		List<String> hashes = stored.statementHashes();
		if (index >= hashes.size() || isSame(now, index, hashes.get(index))) {
			return null;
		}
		String body = stored.body();
		SqlStatement before = (body != null) ? find(body, hashes.get(index)) : null;
		boolean mayRemain = (before != null) ? ranBare(before) : open.state() == StepState.RUNNING;
		if (!mayRemain) {
			return null;
		}
		boolean known = before != null && !before.text().contains("${");
		return new EditedStatement(known ? before : null, index + 1, ProblemTexts.editedWhileItRan(open, now, stored));
	}

	private static boolean isSame(ScriptStep now, int index, String hash) {
		return index < now.statements().size() && now.statements().get(index).hash().equals(hash);
	}

	private static @Nullable SqlStatement find(String body, String hash) {
		try {
			return SqlDialect.postgresql()
				.read(body)
				.statements()
				.stream()
				.filter((statement) -> TokenFingerprint.shortOf(statement).equals(hash))
				.findFirst()
				.orElse(null);
		}
		catch (SqlSyntaxException ex) {
			return null;
		}
	}

	// Whether a procedure, a rebuild or a placeholder ran bare depended on options not
	// kept
	private static boolean ranBare(SqlStatement statement) {
		return statement.transactionUse() == TransactionUse.FORBIDDEN || statement.kind() == StatementKind.PROCEDURE
				|| statement.text().contains("${");
	}

}
