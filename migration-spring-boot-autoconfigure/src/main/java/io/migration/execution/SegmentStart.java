// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.SQLException;
import java.time.Duration;

import io.migration.database.SegmentSettings;
import io.migration.history.Fence;
import io.migration.script.ScriptStatement;
import io.migration.script.ScriptStep;
import io.migration.sql.SqlStatement;
import io.migration.sql.StatementKind;

/**
 * What happens before the statements of a segment: settings, the fence, and what the
 * script has set for itself before.
 */
final class SegmentStart {

	private final ExecutionSession session;

	private final PlannedStep planned;

	private final ScriptStep step;

	private final StepProgress progress;

	private final SessionKeeper keeper;

	private final StatementRunner statements;

	SegmentStart(ExecutionSession session, PlannedStep planned, ScriptStep step, StepProgress progress,
			SessionKeeper keeper, StatementRunner statements) {
		this.session = session;
		this.planned = planned;
		this.step = step;
		this.progress = progress;
		this.keeper = keeper;
		this.statements = statements;
	}

	/**
	 * Begin a transaction. With a fence or behind a pooler, queries are sent first, so
	 * that statements that have to come before any query are sent before these.
	 * @return how many statements of the segment have run
	 */
	int begin(Segment segment) throws SQLException, StatementFailure {
		String modes = segment.transactionModes();
		if (modes != null) {
			this.statements.send(this.session.database().sessions().transactionModes(modes));
		}
		int first = 0;
		if (fence().token() != null) {
			while (first < segment.statements().size() && Segment.choosesIsolation(segment.statements().get(first))) {
				this.progress.add(this.statements.run(segment.statements().get(first++)));
			}
		}
		apply(segment);
		return first;
	}

	private void enter() throws SQLException {
		SessionKeeper.Work enter = () -> fence().enter(this.session.connection());
		if (fence().token() == null || pooled()) {
			enter.run();
		}
		else {
			// The role that the script has chosen need not be allowed to see the lease
			this.keeper.undisturbed(enter);
		}
	}

	// Set the time-outs; what the script itself has set for them before stays in force.
	void apply(Segment segment) throws SQLException {
		this.session.database().sessions().apply(this.session.connection(), settings(segment));
		fence().working(activity());
		if (segment.transactional()) {
			enter();
		}
		else if (pooled()) {
			return;
		}
		for (ScriptStatement statement : this.step.statements().subList(0, segment.first())) {
			repeat(statement);
		}
	}

	private void repeat(ScriptStatement statement) throws SQLException {
		if (pooled() && statement.sql().changesSession() && onlySets(statement.sql())) {
			this.statements.send(statement.sql().text());
			this.progress.sessionChanged(true);
		}
		else if (setsTimeout(statement.sql())) {
			this.statements.send(statement.sql().text());
		}
	}

	// For queries that belong to no segment
	void applyDefaults() throws SQLException {
		this.session.database()
			.sessions()
			.apply(this.session.connection(),
					new SegmentSettings(Duration.ZERO, this.session.options().statementTimeout(), activity(), false));
	}

	// A new session does not know what statements that are done have set for the old one.
	void repeatSettings() throws StatementFailure {
		if (pooled()) {
			return;
		}
		int done = Math.min(this.progress.done(), this.step.statements().size());
		for (int index = 0; index < done; index++) {
			ScriptStatement statement = this.step.statements().get(index);
			if (statement.sql().changesSession() && onlySets(statement.sql())) {
				this.statements.run(new Segment.Numbered(index, statement));
				this.progress.sessionChanged(true);
			}
		}
	}

	private Fence fence() {
		return this.session.journal().fence();
	}

	private boolean pooled() {
		return this.session.database().sessions().pooled();
	}

	private String activity() {
		return Activity.of(this.planned.id(), this.session.instance());
	}

	// Whatever else a query calls beside set_config must not run a second time
	private static boolean onlySets(SqlStatement sql) {
		return sql.kind() == StatementKind.SESSION_SETTING
				&& sql.tokens().stream().filter((token) -> token.isSymbol("(")).count() <= 1;
	}

	private static boolean setsTimeout(SqlStatement sql) {
		return onlySets(sql) && sql.tokens()
			.stream()
			.anyMatch((token) -> token.isWord("lock_timeout") || token.isWord("statement_timeout"));
	}

	private SegmentSettings settings(Segment segment) {
		Duration lockTimeout = this.step.options().lockTimeout();
		Duration statementTimeout = this.step.options().statementTimeout();
		if (lockTimeout == null) {
			lockTimeout = segment.blocksOthers() ? this.session.options().lockTimeout() : Duration.ZERO;
		}
		if (statementTimeout == null) {
			statementTimeout = segment.onlyWaits() ? this.session.options().onlineTimeout()
					: this.session.options().statementTimeout();
		}
		return new SegmentSettings(lockTimeout, statementTimeout, activity(), segment.choosesIsolation());
	}

}
