// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.SQLException;
import java.util.List;

import io.migration.StatementRun;
import io.migration.StepInDoubtException;
import io.migration.database.Evidence;
import io.migration.database.FailureKind;
import io.migration.execution.StatementFailure.Moment;
import io.migration.history.HistoryJournal;
import io.migration.sql.ConcurrentIndexStatement;
import io.migration.sql.SqlStatement;
import io.migration.sql.StatementKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one statement outside of a transaction, so that it takes effect once even if this
 * process or an earlier one dies around it.
 */
final class BareStatement {

	private static final Logger logger = LoggerFactory.getLogger(BareStatement.class);

	private final ExecutionSession session;

	private final PlannedStep planned;

	private final ScriptStepRunner runner;

	private final StepProgress progress;

	private final SessionKeeper keeper;

	private final Segment segment;

	private final Segment.Numbered numbered;

	private final CatalogInquiry inquiry;

	BareStatement(ExecutionSession session, PlannedStep planned, ScriptStepRunner runner, StepProgress progress,
			SessionKeeper keeper, Segment segment) {
		this.session = session;
		this.planned = planned;
		this.runner = runner;
		this.progress = progress;
		this.keeper = keeper;
		this.segment = segment;
		this.numbered = segment.statements().get(0);
		this.inquiry = new CatalogInquiry(session, planned, sql());
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
		this.runner.recorded();
	}

	private boolean send(Retries retries) throws StatementFailure {
		try {
			this.runner.apply(this.segment);
			this.progress.add((sql().kind() == StatementKind.PROCEDURE) ? procedure() : watched());
			return true;
		}
		catch (SQLException ex) {
			throw new StatementFailure(null, ex);
		}
		catch (StatementFailure ex) {
			if (!retries.next(ex)) {
				throw (sql().kind() == StatementKind.PROCEDURE) ? ex : ex.at(Moment.BARE);
			}
			this.progress.retry();
			return judge(evidence(), false);
		}
	}

	/**
	 * Run a procedure, which may commit. It and the question behind it are two
	 * transactions: if the session has begun no third one, a failure leaves nothing.
	 */
	private StatementRun procedure() throws StatementFailure, SQLException {
		OwnTransaction before = OwnTransaction.mark(this.session);
		try {
			return this.runner.statements().run(this.numbered, comment());
		}
		catch (StatementFailure ex) {
			if (this.session.database().failures().kind(ex.failure()) == FailureKind.CONNECTION_LOST) {
				throw ex.at(Moment.BARE);
			}
			if (before.isWithin(2)) {
				throw ex;
			}
			// What it has set for the session and committed must not disturb the journal
			this.keeper.note(this.segment);
			throw doubt("it ended a transaction by itself before it failed, so that a part of it may be committed",
					ex.failure());
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
			return this.inquiry.evidence();
		}
		catch (SQLException ex) {
			throw new StatementFailure(this.numbered, ex);
		}
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
			case FINISH -> {
				clean(evidence);
				return true;
			}
			case UNKNOWN -> {
				if (inDoubt) {
					throw doubt(evidence.reason(), null);
				}
				clean(evidence);
			}
			case CLEAN_AND_RUN -> clean(evidence);
			default ->
				logger.debug("Migration {} runs line {}: {}", this.planned.id(), sql().line(), evidence.reason());
		}
		return false;
	}

	private void clean(Evidence evidence) throws StatementFailure {
		try {
			this.runner.apply(this.segment);
			this.inquiry.clean(evidence, comment());
		}
		catch (SQLException ex) {
			throw new StatementFailure(this.numbered, ex);
		}
	}

	private StepInDoubtException doubt(String reason, @Nullable SQLException failure) throws StatementFailure {
		Long row = this.progress.row();
		journal(() -> this.session.journal()
			.write(this.session.connection(), row, this.planned.record(), this.progress.doubtful(reason), List.of()));
		String said = (failure != null) ? this.session.database().failures().message(failure) : null;
		return FailureReport.inDoubt(this.planned, this.numbered, reason, said);
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
