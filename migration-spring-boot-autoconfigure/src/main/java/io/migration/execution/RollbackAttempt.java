// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.migration.MigrationException;
import io.migration.StepRun;
import io.migration.StepState;
import io.migration.execution.CodeStepRunner.CodeFailure;
import io.migration.script.CodeMigration;
import io.migration.script.ScriptStep;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to undo all steps in one transaction. Code may end that transaction by
 * itself: what was undone until then is recorded at once, and the attempt is no longer
 * all or nothing.
 */
final class RollbackAttempt {

	private static final Logger logger = LoggerFactory.getLogger(RollbackAttempt.class);

	private final List<StepRun> runs = new ArrayList<>();

	private final ExecutionSession session;

	private final StepExecutor executor;

	private final UndoneBackfills backfills;

	private final int retried;

	private @Nullable PlannedStep current;

	private StepProgress progress = new StepProgress(null);

	private @Nullable CodeFailure thrown;

	private @Nullable OwnTransaction own;

	private int recorded;

	RollbackAttempt(ExecutionSession session, StepExecutor executor, UndoneBackfills backfills, int retried) {
		this.session = session;
		this.executor = executor;
		this.backfills = backfills;
		this.retried = retried;
	}

	// What was undone, in its order.
	List<StepRun> runs() {
		return this.runs;
	}

	void run(List<PlannedStep> steps) throws StatementFailure, CheckFailure {
		this.current = steps.get(0);
		Transaction.run(this.session.connection(), () -> {
			BackfillTransaction.within(this.session, this.backfills::remove);
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
		ScriptStep script = planned.script();
		CodeMigration code = planned.code();
		if (script != null) {
			SessionKeeper keeper = new SessionKeeper(this.session, this.progress);
			Segment all = Segmenter.cut(script).get(0);
			new ScriptStepRunner(this.session, planned, script, this.progress, keeper).within(all, true);
		}
		else if (code != null) {
			call(new CodeStepRunner(this.session, planned, code.migration(), this.progress));
		}
	}

	private void call(CodeStepRunner runner) throws StatementFailure, CodeFailure, SQLException {
		this.own = OwnTransaction.mark(this.session);
		runner.work();
		if (!this.own.isWithin(0)) {
			this.session.connection().commit();
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
		this.runs.subList(0, this.recorded).forEach(this.executor::publish);
		PlannedStep told = (this.recorded > 0) ? alone(planned) : planned;
		MigrationException reported = (cause instanceof MigrationException known) ? known
				: this.executor.reported(told, this.progress, cause);
		StepProgress nothing = new StepProgress(planned.open());
		this.executor.failed(planned, nothing, reported);
		return reported;
	}

	private MigrationException doubtful(PlannedStep planned, Exception cause) {
		CodeMigration code = planned.code();
		if (code == null) {
			throw new IllegalStateException("Only code ends a transaction", cause);
		}
		this.runs.forEach(this.executor::publish);
		return this.executor.doubtful(planned,
				new CodeStepRunner(this.session, planned, code.migration(), new StepProgress(planned.open())), cause);
	}

	private static PlannedStep alone(PlannedStep planned) {
		UndoTerms terms = planned.undo();
		return (terms != null)
				? planned.on(new UndoTerms(terms.fromHistory(), terms.halfDone(), terms.acceptDataLoss(), false))
				: planned;
	}

}
