// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.util.List;

import io.migration.MigrationStoppedException;
import io.migration.OperationRefusedException;
import io.migration.StepFailedException;
import io.migration.script.CodeMigration;

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
		new LossCheck(this.session, this.executor).requireNone(steps);
	}

	private void together(List<PlannedStep> steps) {
		steps.forEach((planned) -> this.session.listeners().beforeStep(planned.id()));
		Retries retries = new Retries(this.session, steps.get(0).id());
		int retried = 0;
		while (true) {
			RollbackAttempt attempt = new RollbackAttempt(this.session, this.executor, this.backfills, retried);
			try {
				attempt.run(steps);
				attempt.runs().forEach(this.executor::publish);
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

}
