// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.SQLException;
import java.util.List;

import io.migration.MigrationStoppedException;
import io.migration.StepInDoubtException;
import io.migration.script.ScriptStatement;
import io.migration.script.ScriptStep;

/**
 * Runs the statements of one script step, segment by segment, from the first one that is
 * not done.
 *
 * <ol>
 * <li>A segment in a transaction: settings, statements, journal, commit. The journal row
 * stands and falls with the work.</li>
 * <li>A statement that cannot run in a transaction: the journal says {@code RUNNING} with
 * the number of statements done, the statement is sent, the journal says that it is done.
 * Whoever finds such a row without its owner asks the catalog.</li>
 * <li>The last segment writes {@code SUCCEEDED}.</li>
 * </ol>
 */
final class ScriptStepRunner {

	private final ExecutionSession session;

	private final PlannedStep planned;

	private final ScriptStep step;

	private final StepProgress progress;

	private final SessionKeeper keeper;

	private final StatementRunner statements;

	private final SegmentStart start;

	private boolean recorded;

	ScriptStepRunner(ExecutionSession session, PlannedStep planned, ScriptStep step, StepProgress progress,
			SessionKeeper keeper) {
		this.session = session;
		this.planned = planned;
		this.step = step;
		this.progress = progress;
		this.keeper = keeper;
		this.statements = StatementRunner.of(session, planned);
		this.start = new SegmentStart(session, planned, step, progress, keeper, this.statements);
	}

	void run() throws StatementFailure, CheckFailure, StepInDoubtException {
		if (this.progress.done() == 0) {
			checkAlone(this.planned.preconditions(), true);
		}
		else {
			this.start.repeatSettings();
		}
		settleEdited();
		List<Segment> segments = remaining();
		for (Segment segment : segments) {
			requireTime(segment.first());
			boolean last = segment == segments.get(segments.size() - 1);
			if (segment.transactional()) {
				retry(segment, last);
			}
			else {
				bare(segment).run(last);
			}
		}
		if (segments.isEmpty()) {
			complete();
		}
	}

	private void settleEdited() throws StatementFailure {
		EditedStatement edited = this.planned.edited();
		if (edited != null) {
			try {
				new EditedDoubt(this.session, this.planned, this.progress, edited).settle();
			}
			catch (SQLException ex) {
				throw new StatementFailure(null, ex);
			}
		}
	}

	private List<Segment> remaining() {
		return Segmenter.cut(this.step).stream().filter((segment) -> segment.end() > this.progress.done()).toList();
	}

	private void retry(Segment segment, boolean last) throws StatementFailure, CheckFailure {
		Retries retries = new Retries(this.session, this.planned.id());
		while (true) {
			try {
				transaction(segment, last);
				return;
			}
			catch (StatementFailure ex) {
				this.progress.forgetFrom(segment.first());
				if (!retries.next(ex)) {
					throw ex;
				}
				this.progress.retry();
			}
		}
	}

	private void transaction(Segment segment, boolean last) throws StatementFailure, CheckFailure {
		Long row = this.progress.row();
		boolean textOfRow = this.recorded;
		try {
			work(segment, last);
		}
		catch (StatementFailure | CheckFailure | MigrationStoppedException ex) {
			this.progress.row(row);
			this.recorded = textOfRow;
			throw ex;
		}
		this.progress.done(segment.end());
	}

	private void work(Segment segment, boolean last) throws StatementFailure, CheckFailure {
		Transaction.run(this.session.connection(), () -> within(segment, last));
	}

	/**
	 * Run a segment in the transaction that is open.
	 * @param segment the segment
	 * @param last whether it ends the step
	 */
	void within(Segment segment, boolean last) throws StatementFailure, CheckFailure {
		Segment.Numbered sent = null;
		try {
			int beginning = this.start.begin(segment);
			for (Segment.Numbered numbered : segment.statements().subList(beginning, segment.statements().size())) {
				requireTime(numbered.index());
				sent = numbered;
				this.progress.add(this.statements.run(numbered));
				this.session.journal().fence().progressed();
			}
			sent = null;
			finish(segment, last);
		}
		catch (SQLException ex) {
			throw new StatementFailure(sent, ex);
		}
	}

	private void requireTime(int index) {
		if (this.session.stop().isRequested()) {
			throw new FailureReport(this.session.database(), null, this.planned, this.progress).stoppedBefore(index);
		}
	}

	private void finish(Segment segment, boolean last) throws SQLException, StatementFailure, CheckFailure {
		this.keeper.note(segment);
		if (last) {
			check(this.step.verification(), false);
			this.keeper.leaveNothing();
			writeSucceeded();
		}
		else {
			this.keeper.undisturbed(() -> advance(segment.end()));
		}
	}

	void advance(int done) throws SQLException {
		Long row = this.progress.row();
		if (row != null && this.recorded) {
			this.session.journal().advance(this.session.connection(), row, done);
		}
		else {
			// The row of an earlier attempt may hold the text of statements edited since
			this.progress.row(this.session.journal()
				.write(this.session.connection(), row, this.planned.record(), this.progress.running(done), List.of()));
			recorded();
		}
	}

	void recorded() {
		this.recorded = true;
	}

	// End a step whose last statement runs in no transaction, or was done before.
	void complete() throws StatementFailure, CheckFailure {
		checkAlone(this.step.verification(), false);
		Transaction.run(this.session.connection(), () -> {
			try {
				this.keeper.leaveNothing();
				writeSucceeded();
			}
			catch (SQLException ex) {
				throw new StatementFailure(null, ex);
			}
		});
	}

	private void writeSucceeded() throws SQLException {
		this.session.journal()
			.write(this.session.connection(), this.progress.row(), this.planned.record(),
					this.progress.succeeded(this.planned.record().statements()), this.planned.held());
	}

	// Behind a pooler the search path is there in a transaction only
	private void checkAlone(List<ScriptStatement> queries, boolean precondition) throws StatementFailure, CheckFailure {
		if (queries.isEmpty() || !this.session.database().sessions().pooled()) {
			check(queries, precondition);
			return;
		}
		Transaction.run(this.session.connection(), () -> {
			try {
				this.start.applyDefaults();
			}
			catch (SQLException ex) {
				throw new StatementFailure(null, ex);
			}
			check(queries, precondition);
		});
	}

	private void check(List<ScriptStatement> queries, boolean precondition) throws StatementFailure, CheckFailure {
		for (ScriptStatement query : queries) {
			try {
				List<String> rows = this.statements.rows(query);
				if (!rows.isEmpty()) {
					throw new CheckFailure(query, precondition, rows);
				}
			}
			catch (SQLException ex) {
				throw new StatementFailure(new Segment.Numbered(this.progress.done(), query), ex);
			}
		}
	}

	private BareStatement bare(Segment segment) {
		return new BareStatement(this.session, this.planned, this, this.progress, this.keeper, segment);
	}

	void apply(Segment segment) throws SQLException {
		this.start.apply(segment);
	}

	StatementRunner statements() {
		return this.statements;
	}

}
