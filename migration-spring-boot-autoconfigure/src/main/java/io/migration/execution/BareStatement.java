// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.migration.StatementRun;
import io.migration.StepInDoubtException;
import io.migration.database.Evidence;
import io.migration.database.Evidence.Verdict;
import io.migration.execution.StatementFailure.Moment;
import io.migration.history.HistoryJournal;
import io.migration.sql.ConcurrentIndexStatement;
import io.migration.sql.SqlStatement;
import io.migration.sql.StatementKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one statement outside of a transaction, so that it takes effect once even if this
 * process or an earlier one dies around it.
 */
final class BareStatement {

	private static final Logger logger = LoggerFactory.getLogger(BareStatement.class);

	private static final long POLL_SECONDS = 2;

	private final ExecutionSession session;

	private final PlannedStep planned;

	private final ScriptStepRunner runner;

	private final StepProgress progress;

	private final SessionKeeper keeper;

	private final Segment segment;

	private final Segment.Numbered numbered;

	BareStatement(ExecutionSession session, PlannedStep planned, ScriptStepRunner runner, StepProgress progress,
			SessionKeeper keeper, Segment segment) {
		this.session = session;
		this.planned = planned;
		this.runner = runner;
		this.progress = progress;
		this.keeper = keeper;
		this.segment = segment;
		this.numbered = segment.statements().get(0);
	}

	void run(boolean last) throws StatementFailure, CheckFailure {
		if (this.session.database().sessions().pooled()) {
			new PooledStatement(this.session, this.planned).check(this.numbered);
		}
		boolean done = tryOnce(this.progress.resumed());
		Retries retries = new Retries(this.session, this.planned.id());
		while (!done) {
			done = send(retries);
		}
		this.keeper.note(this.segment);
		if (!last) {
			journal(() -> this.runner.advance(this.segment.end()));
		}
		this.progress.done(this.segment.end());
		if (last) {
			this.runner.complete();
		}
	}

	/**
	 * Look for the traces of an earlier attempt, then say in the journal that the
	 * statement is about to run.
	 * @return whether it took effect already
	 */
	private boolean tryOnce(boolean earlierAttempt) throws StatementFailure {
		boolean done = false;
		if ((earlierAttempt && this.progress.done() == this.segment.first()) || isSatisfiedByAnInvalidIndex()) {
			done = judge(evidence(), this.progress.inDoubt());
		}
		journal(this::announce);
		return done;
	}

	private boolean isSatisfiedByAnInvalidIndex() {
		ConcurrentIndexStatement index = ConcurrentIndexStatement.of(sql());
		return index != null && index.conditional() && sql().kind() == StatementKind.CREATE_INDEX_CONCURRENTLY;
	}

	private void announce() throws SQLException {
		HistoryJournal journal = this.session.journal();
		this.progress.done(this.segment.first());
		this.progress.row(journal.write(this.session.connection(), this.progress.row(), this.planned.record(),
				this.progress.running(this.segment.first()), List.of()));
	}

	private boolean send(Retries retries) throws StatementFailure {
		try {
			this.runner.apply(this.segment);
			this.progress.add(watched());
			return true;
		}
		catch (SQLException ex) {
			throw new StatementFailure(null, ex);
		}
		catch (StatementFailure ex) {
			// What a procedure has committed before it failed must not be done twice
			if (sql().kind() == StatementKind.PROCEDURE || !retries.next(ex)) {
				throw ex.at(Moment.BARE);
			}
			this.progress.retry();
			return judge(evidence(), false);
		}
	}

	private StatementRun watched() throws StatementFailure, SQLException {
		String comment = comment();
		if (!this.segment.onlyWaits()) {
			return this.runner.statements().run(this.numbered, comment);
		}
		String what = "Migration " + this.planned.id() + ", " + StatementSummary.of(sql());
		try (OnlineWatch watch = OnlineWatch.start(this.session, what)) {
			return this.runner.statements().run(this.numbered, comment);
		}
	}

	private Evidence evidence() throws StatementFailure {
		try {
			Evidence evidence = probe();
			while (evidence.verdict() == Verdict.AT_WORK) {
				logger.info("Migration {} waits: {}", this.planned.id(), evidence.reason());
				TimeUnit.SECONDS.sleep(POLL_SECONDS);
				evidence = probe();
			}
			return evidence;
		}
		catch (SQLException ex) {
			throw new StatementFailure(this.numbered, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StatementFailure(this.numbered, new SQLException("Interrupted while another session works"));
		}
	}

	private Evidence probe() throws SQLException {
		return this.session.database().statementProbe().probe(this.session.connection(), sql());
	}

	/**
	 * Act on what the catalog says.
	 * @return whether the statement took effect
	 */
	private boolean judge(Evidence evidence, boolean inDoubt) throws StatementFailure {
		switch (evidence.verdict()) {
			case DONE -> {
				if (inDoubt) {
					logger.info("Migration {}: the statement in line {} took effect before its process died: {}",
							this.planned.id(), sql().line(), evidence.reason());
				}
				return inDoubt;
			}
			case CLEAN_AND_RUN -> clean(evidence);
			case UNKNOWN -> {
				if (inDoubt) {
					throw doubt(evidence);
				}
			}
			default ->
				logger.debug("Migration {} runs line {}: {}", this.planned.id(), sql().line(), evidence.reason());
		}
		return false;
	}

	private void clean(Evidence evidence) throws StatementFailure {
		logger.warn("Migration {}: removing what an earlier attempt left behind: {}", this.planned.id(),
				evidence.reason());
		try {
			for (String statement : evidence.cleanUp()) {
				this.runner.statements().send(comment() + statement);
			}
		}
		catch (SQLException ex) {
			throw new StatementFailure(this.numbered, ex);
		}
	}

	private StepInDoubtException doubt(Evidence evidence) throws StatementFailure {
		Long row = this.progress.row();
		journal(() -> this.session.journal()
			.write(this.session.connection(), row, this.planned.record(), this.progress.doubtful(evidence.reason()),
					List.of()));
		return FailureReport.inDoubt(this.planned, this.numbered, evidence.reason(), this.session.journal().table(),
				(row != null) ? row : 0);
	}

	private void journal(SessionKeeper.Work work) throws StatementFailure {
		try {
			this.keeper.undisturbed(work);
		}
		catch (SQLException ex) {
			throw new StatementFailure(null, ex);
		}
	}

	private String comment() {
		return this.session.journal().fence().unfenced(this.numbered.index() + 1);
	}

	private SqlStatement sql() {
		return this.numbered.statement().sql();
	}

}
