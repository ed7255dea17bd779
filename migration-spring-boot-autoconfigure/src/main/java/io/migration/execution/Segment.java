// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.util.List;

import io.migration.script.ScriptStatement;
import io.migration.sql.LockImpact;
import io.migration.sql.SqlToken;
import io.migration.sql.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive statements that run in one transaction, or one statement that runs in none.
 *
 * @param first position of the first statement in its step, from 0
 * @param end position behind the last statement that is done with this segment, the
 * {@code COMMIT} of the script included
 * @param statements what is sent, without the script's own {@code BEGIN} and
 * {@code COMMIT}
 * @param transactional whether it runs in a transaction
 * @param transactionModes what the script said behind its {@code BEGIN}
 */
record Segment(int first, int end, List<Numbered> statements, boolean transactional,
		@Nullable String transactionModes) {

	Segment {
		statements = List.copyOf(statements);
	}

	boolean blocksOthers() {
		return this.statements.stream().anyMatch((numbered) -> numbered.statement().sql().lockImpact().isBlocking());
	}

	boolean onlyWaits() {
		return this.statements.stream()
			.anyMatch((numbered) -> numbered.statement().sql().lockImpact() == LockImpact.WAITS_FOR_OLD_TRANSACTIONS);
	}

	boolean choosesIsolation() {
		return this.statements.stream().anyMatch(Segment::choosesIsolation);
	}

	static boolean choosesIsolation(Numbered numbered) {
		List<SqlToken> tokens = numbered.statement().sql().tokens();
		return tokens.size() > 1 && tokens.get(0).isWord("SET") && tokens.get(1).isWord("TRANSACTION");
	}

	boolean changesSession() {
		return this.statements.stream()
			.map((numbered) -> numbered.statement().sql())
			.anyMatch((sql) -> sql.changesSession() || sql.kind() == StatementKind.SESSION_SETTING);
	}

	/**
	 * A statement and its position.
	 *
	 * @param index position in the step, from 0
	 * @param statement the statement
	 */
	record Numbered(int index, ScriptStatement statement) {

	}

}
