// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.migration.MigrationException;
import io.migration.MigrationStoppedException;
import io.migration.OperationRefusedException;
import io.migration.OperationRefusedException.Reason;
import io.migration.StepFailedException;
import io.migration.StepRun;
import io.migration.StepState;
import io.migration.execution.CodeStepRunner.CodeFailure;
import io.migration.script.CodeMigration;
import io.migration.script.ScriptStatement;
import io.migration.script.ScriptStep;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Undoes steps, the newest first.
 *
 * <ol>
 * <li>Before anything is undone, every statement is asked what data it would
 * destroy.</li>
 * <li>If each step fits into one transaction, all of them run in the same one: either all
 * is undone or nothing.</li>
 * <li>Otherwise each step runs like any other, with its own transaction, journal and
 * recovery.</li>
 * </ol>
 * Not safe for use by several threads.
 *
 * @since 1.0.0
 */
public final class RollbackExecutor {

	private static final Logger logger = LoggerFactory.getLogger(RollbackExecutor.class);

	private final ExecutionSession session;

	private final StepExecutor executor;

	private final UndoneBackfills backfills;

	/**
	 * Create an executor.
	 * @param session what the run works with
	 * @param executor runs single steps and is told of all
	 * @param backfills the backfills of what is undone
	 */
	public RollbackExecutor(ExecutionSession session, StepExecutor executor, UndoneBackfills backfills) {
		this.session = session;
		this.executor = executor;
		this.backfills = backfills;
	}

	/**
	 * Return whether all steps of a rollback run in one transaction.
	 * @param steps the steps
	 * @return {@code true} if either all of them take effect or none
	 */
	public static boolean fitsOneTransaction(List<PlannedStep> steps) {
		return steps.stream().allMatch(RollbackExecutor::fitsTransaction);
	}

	private static boolean fitsTransaction(PlannedStep planned) {
		CodeMigration code = planned.code();
		if (code != null) {
			return code.migration().transactional() && planned.open() == null;
		}
		List<Segment> segments = (planned.script() != null) ? Segmenter.cut(planned.script()) : List.of();
		return planned.open() == null && segments.size() == 1 && segments.get(0).transactional()
				&& segments.get(0).transactionModes() == null && !segments.get(0).choosesIsolation();
	}

	/**
	 * Undo steps.
	 * @param steps the steps in the order in which they are undone
	 * @throws OperationRefusedException if data would be lost without consent that only
	 * an earlier statement brought into reach
	 * @throws StepFailedException if a step failed
	 */
	public void execute(List<PlannedStep> steps) {
		if (fitsOneTransaction(steps)) {
			together(steps.stream().map(RollbackExecutor::inOneTransaction).toList());
		}
		else {
			apart(steps);
		}
	}

	// Between two transactions nothing must be lost: who dies there leaves backfills that
	// do not run, but know how far they are
	private void apart(List<PlannedStep> steps) {
		BackfillTransaction transaction = new BackfillTransaction(this.session, this.executor, steps.get(0));
		transaction.run(this.backfills::cancel);
		steps.forEach(this.executor::execute);
		transaction.run(this.backfills::remove);
	}

	private static PlannedStep alone(PlannedStep planned) {
		UndoTerms terms = planned.undo();
		return (terms != null)
				? planned.on(new UndoTerms(terms.fromHistory(), terms.halfDone(), terms.acceptDataLoss(), false))
				: planned;
	}

	private static PlannedStep inOneTransaction(PlannedStep planned) {
		UndoTerms terms = planned.undo();
		return (terms != null) ? planned.on(terms.inOneTransaction()) : planned;
	}

	/**
	 * Refuse what would destroy data, before anything is undone.
	 * @param steps the steps
	 * @throws OperationRefusedException if data would be lost without consent
	 */
	public void requireNoLoss(List<PlannedStep> steps) {
		List<String> losses = new ArrayList<>();
		for (PlannedStep planned : steps) {
			ScriptStep script = planned.script();
			UndoTerms terms = planned.undo();
			if (script != null && terms != null && !terms.acceptDataLoss()) {
				losses.addAll(losses(planned, script));
			}
		}
		if (!losses.isEmpty()) {
			throw new OperationRefusedException(Reason.DATA_LOSS, losses, DataLoss.ACTION);
		}
	}

	private List<String> losses(PlannedStep planned, ScriptStep script) {
		List<String> losses = new ArrayList<>();
		int done = (planned.open() != null) ? planned.open().statementsDone() : 0;
		for (ScriptStatement statement : script.statements().stream().skip(done).toList()) {
			try {
				List<String> found = this.session.database()
					.dataLossProbe()
					.losses(this.session.connection(), statement.sql());
				losses.addAll(DataLoss.describe(planned.id(), statement.sql(), found));
			}
			catch (SQLException ex) {
				throw this.executor.reported(planned, new StepProgress(planned.open()), new StatementFailure(null, ex));
			}
		}
		return losses;
	}

	private void together(List<PlannedStep> steps) {
		steps.forEach((planned) -> this.session.listeners().beforeStep(planned.id()));
		Retries retries = new Retries(this.session, steps.get(0).id());
		int retried = 0;
		while (true) {
			Attempt attempt = new Attempt(retried);
			try {
				attempt.run(steps);
				attempt.runs.forEach(this.executor::publish);
				return;
			}
			catch (StatementFailure ex) {
				if (attempt.endedTheTransaction() || !retries.next(ex)) {
					throw attempt.failed(ex);
				}
				retried++;
			}
			catch (CheckFailure | OperationRefusedException | MigrationStoppedException ex) {
				throw attempt.failed(ex);
			}
		}
	}

	/**
	 * One attempt to undo all steps in one transaction. Code may end that transaction by
	 * itself: what was undone until then is recorded at once, and the attempt is no
	 * longer all or nothing.
	 */
	private final class Attempt {

		private final List<StepRun> runs = new ArrayList<>();

		private final int retried;

		private @Nullable PlannedStep current;

		private StepProgress progress = new StepProgress(null);

		private @Nullable CodeFailure thrown;

		private @Nullable OwnTransaction own;

		private int recorded;

		Attempt(int retried) {
			this.retried = retried;
		}

		void run(List<PlannedStep> steps) throws StatementFailure, CheckFailure {
			this.current = steps.get(0);
			Transaction.run(RollbackExecutor.this.session.connection(), () -> {
				BackfillTransaction.within(RollbackExecutor.this.session, RollbackExecutor.this.backfills::remove);
				for (PlannedStep planned : steps) {
					undo(planned);
				}
			});
		}

		private void undo(PlannedStep planned) throws StatementFailure, CheckFailure {
			this.current = planned;
			this.progress = new StepProgress(planned.open());
			for (int i = 0; i < this.retried; i++) {
				this.progress.retry();
			}
			try {
				send(planned);
			}
			catch (SQLException ex) {
				throw new StatementFailure(null, ex);
			}
			catch (CodeFailure ex) {
				this.thrown = ex;
				throw new StatementFailure(null, new SQLException(ex));
			}
			this.runs.add(StepExecutor.runOf(planned, this.progress, StepState.SUCCEEDED, null));
		}

		private void send(PlannedStep planned) throws StatementFailure, CheckFailure, CodeFailure, SQLException {
			ExecutionSession session = RollbackExecutor.this.session;
			ScriptStep script = planned.script();
			CodeMigration code = planned.code();
			if (script != null) {
				SessionKeeper keeper = new SessionKeeper(session, this.progress);
				Segment all = Segmenter.cut(script).get(0);
				new ScriptStepRunner(session, planned, script, this.progress, keeper).within(all, true);
			}
			else if (code != null) {
				call(session, new CodeStepRunner(session, planned, code.migration(), this.progress));
			}
		}

		private void call(ExecutionSession session, CodeStepRunner runner)
				throws StatementFailure, CodeFailure, SQLException {
			this.own = OwnTransaction.mark(session);
			runner.work();
			if (!this.own.isWithin(0)) {
				session.connection().commit();
				this.recorded = this.runs.size() + 1;
				logger.warn("The code of migration {} ended the transaction of the rollback by itself; what was undone "
						+ "until then is committed and recorded", name());
			}
			this.own = null;
		}

		private String name() {
			return (this.current != null) ? this.current.id().toString() : "";
		}

		/**
		 * Tell whether code did, once the transaction is rolled back.
		 */
		boolean endedTheTransaction() {
			return this.recorded > 0 || failedBehindItsTransaction();
		}

		private boolean failedBehindItsTransaction() {
			return this.own != null && !this.own.isWithin(1);
		}

		MigrationException failed(Exception failure) {
			PlannedStep planned = this.current;
			Exception cause = (this.thrown != null) ? this.thrown : failure;
			if (planned == null) {
				throw new IllegalStateException("No step was begun", cause);
			}
			if (failedBehindItsTransaction()) {
				return doubtful(planned, cause);
			}
			this.runs.subList(0, this.recorded).forEach(RollbackExecutor.this.executor::publish);
			PlannedStep told = (this.recorded > 0) ? alone(planned) : planned;
			MigrationException reported = (cause instanceof MigrationException known) ? known
					: RollbackExecutor.this.executor.reported(told, this.progress, cause);
			StepProgress nothing = new StepProgress(planned.open());
			RollbackExecutor.this.executor.failed(planned, nothing, reported);
			return reported;
		}

		private MigrationException doubtful(PlannedStep planned, Exception cause) {
			CodeMigration code = planned.code();
			if (code == null) {
				throw new IllegalStateException("Only code ends a transaction", cause);
			}
			this.runs.forEach(RollbackExecutor.this.executor::publish);
			return RollbackExecutor.this.executor.doubtful(planned, new CodeStepRunner(RollbackExecutor.this.session,
					planned, code.migration(), new StepProgress(planned.open())), cause);
		}

	}

}
