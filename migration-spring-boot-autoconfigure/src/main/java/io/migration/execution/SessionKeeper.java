// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.SQLException;

import io.migration.database.SessionState;
import io.migration.sql.SqlStatement;
import io.migration.sql.SqlToken;
import io.migration.sql.StatementKind;

/**
 * Keeps apart what a script sets for its session and what the journal needs.
 */
final class SessionKeeper {

	private final ExecutionSession session;

	private final StepProgress progress;

	SessionKeeper(ExecutionSession session, StepProgress progress) {
		this.session = session;
		this.progress = progress;
	}

	void note(Segment segment) {
		if (pooled() && !segment.transactional()) {
			// Whatever session it ran in belongs to somebody else by now
			return;
		}
		if (segment.changesSession()) {
			this.progress.sessionChanged(true);
		}
		if (segment.statements().stream().anyMatch((numbered) -> mayCreateTemporary(numbered.statement().sql()))) {
			this.progress.temporaryObjects(true);
		}
	}

	private static boolean mayCreateTemporary(SqlStatement sql) {
		// What a function does cannot be seen from its call
		return sql.kind() == StatementKind.PROCEDURE || sql.kind() == StatementKind.QUERY
				|| sql.tokens().stream().anyMatch(SessionKeeper::saysTemporary);
	}

	private static boolean saysTemporary(SqlToken token) {
		return token.isWord("temp") || token.isWord("temporary") || token.isWord("pg_temp");
	}

	/**
	 * Do something that the script's settings must not disturb, in the middle of a step.
	 * @param work what to do
	 * @throws SQLException if a statement fails
	 */
	void undisturbed(Work work) throws SQLException {
		if (pooled()) {
			// The next segment has another session, and what is left here would be found
			// there
			leaveNothing();
		}
		if (!this.progress.sessionChanged()) {
			work.run();
			return;
		}
		SessionState script = this.session.database().sessions().capture(this.session.connection());
		restore(this.session.baseline());
		work.run();
		restore(script);
	}

	/**
	 * Put the session back into the state between scripts.
	 * @throws SQLException if a statement fails
	 */
	void leaveNothing() throws SQLException {
		if (this.progress.sessionChanged()) {
			restore(this.session.baseline());
			this.progress.sessionChanged(false);
		}
		if (this.progress.temporaryObjects() && !(pooled() && this.session.connection().getAutoCommit())) {
			new StatementRunner(this.session).send(this.session.database().sessions().dropTemporaryObjects());
			this.progress.temporaryObjects(false);
		}
	}

	private boolean pooled() {
		return this.session.database().sessions().pooled();
	}

	private void restore(SessionState state) throws SQLException {
		this.session.database().sessions().restore(this.session.connection(), state);
	}

	/**
	 * Something to do.
	 */
	interface Work {

		void run() throws SQLException;

	}

}
