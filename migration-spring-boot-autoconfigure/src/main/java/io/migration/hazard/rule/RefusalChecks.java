// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.rule;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.migration.RiskClass;
import io.migration.hazard.effect.EffectModel;
import io.migration.hazard.effect.Failure;
import io.migration.hazard.effect.StatementEffect;
import io.migration.hazard.rule.Report.Draft;
import io.migration.hazard.statement.RoutineStatement;
import io.migration.hazard.statement.SessionStatement;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.UnknownStatement;
import io.migration.sql.NearestWord;
import io.migration.sql.SqlToken;
import io.migration.sql.TokenType;

/**
 * What every server refuses, but nobody notices before it runs.
 */
final class RefusalChecks implements Check {

	private static final HazardRule SYNTAX = HazardRule
		.error("syntax-error", RiskClass.SAFE, "A statement that cannot be SQL")
		.why("The server refuses it, so the migration fails.")
		.advice("Correct it.")
		.example("", "CREATE TABLE users (id bigint PRIMARY KEY,);");

	private static final HazardRule TRANSACTION = HazardRule
		.error("nontransactional-in-transaction", RiskClass.SAFE,
				"A statement in DO that the server refuses in a transaction")
		.why("A block is one transaction, so the migration fails.")
		.advice("Write the statement by itself: the engine runs it outside of a transaction.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY, email text);",
				"DO $$ BEGIN CREATE INDEX CONCURRENTLY i ON users (email); END $$;");

	private static final HazardRule CONTROL = HazardRule
		.error("transaction-control", RiskClass.SAFE, "COMMIT or ROLLBACK in a DO that runs in a transaction")
		.why("The server refuses it, so the migration fails.")
		.advice("Remove it, or write transaction=off into the marker of the section: then the block has no transaction "
				+ "around it.")
		.example("CREATE TABLE users (id bigint PRIMARY KEY);",
				"DO $$ BEGIN DELETE FROM users WHERE id < 1000; COMMIT; END $$;");

	private static final Set<String> VERBS = Set.of("abort", "alter", "analyse", "analyze", "begin", "call",
			"checkpoint", "close", "cluster", "comment", "commit", "copy", "create", "deallocate", "declare", "delete",
			"discard", "do", "drop", "end", "execute", "explain", "fetch", "grant", "import", "insert", "listen",
			"load", "lock", "merge", "move", "notify", "prepare", "reassign", "refresh", "reindex", "release", "repack",
			"reset", "revoke", "rollback", "savepoint", "security", "select", "set", "show", "start", "table",
			"truncate", "unlisten", "update", "vacuum", "values", "wait", "with");

	@Override
	public List<HazardRule> rules() {
		return List.of(SYNTAX, TRANSACTION, CONTROL);
	}

	@Override
	public void check(Situation situation, Report report) {
		SqlAction action = situation.action();
		SqlToken first = situation.sql().tokens().get(0);
		if (action.range().start() == first.offset()) {
			syntax(situation, first, report);
		}
		else if (first.isWord("do") && !(action instanceof RoutineStatement.DoBlock)) {
			inBlock(situation, report);
		}
	}

	private static void syntax(Situation situation, SqlToken first, Report report) {
		List<SqlToken> tokens = situation.sql().tokens();
		boolean unknown = situation.action() instanceof UnknownStatement && first.type() == TokenType.WORD
				&& !VERBS.contains(first.text().toLowerCase(Locale.ROOT)) && !isGlued(tokens);
		String message = unknown ? beginsNothing(first.text()) : Punctuation.mistake(tokens);
		if (message != null) {
			report.add(Draft.of(SYNTAX, situation.action().range(), message));
		}
	}

	// A placeholder may make another word of it
	private static boolean isGlued(List<SqlToken> tokens) {
		return tokens.size() > 1 && tokens.get(1).type() == TokenType.PLACEHOLDER
				&& tokens.get(1).offset() == tokens.get(0).end();
	}

	private static String beginsNothing(String word) {
		String nearest = NearestWord.to(word, VERBS);
		return "No statement begins with " + word
				+ ((nearest != null) ? ". Did you mean " + nearest.toUpperCase(Locale.ROOT) + "?" : ".");
	}

	private static void inBlock(Situation situation, Report report) {
		SqlAction action = situation.action();
		boolean transactional = situation.transaction().transactional();
		if (action instanceof SessionStatement.Transaction) {
			if (transactional) {
				report
					.add(Draft.of(CONTROL, action.range(), "The server refuses it, since a transaction is around it."));
			}
			return;
		}
		StatementEffect effect = transactional ? situation.effect() : EffectModel.of(action, situation.schema(), true);
		if (effect.failure() == Failure.IN_TRANSACTION) {
			report.add(Draft.of(TRANSACTION, action.range(), "The server refuses it in a block."));
		}
	}

}
