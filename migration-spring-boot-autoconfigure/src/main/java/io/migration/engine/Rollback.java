// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

import io.migration.OperationRefusedException;
import io.migration.OperationRefusedException.Reason;
import io.migration.RollbackRequest;
import io.migration.StepId;
import io.migration.StepType;
import io.migration.engine.MigrationSession.Exclusive;
import io.migration.execution.PlannedStep;
import io.migration.execution.RollbackExecutor;
import io.migration.execution.StepExecutor;
import io.migration.history.AuditNote;

/**
 * Undoes migrations. Plans twice: without the lock, so that what cannot be undone is
 * refused at once, and again under it.
 */
class Rollback {

	private final MigrationSession session;

	private final RollbackRequest request;

	Rollback(MigrationSession session, RollbackRequest request) {
		this.session = session;
		this.request = request;
	}

	void run() throws SQLException {
		Reading reading = this.session.read();
		List<StepId> expected = ids(plan(reading));
		if (expected.isEmpty()) {
			this.session.run().nothingToUndo(reading);
			return;
		}
		this.session.exclusively((exclusive) -> work(exclusive, expected));
	}

	List<PlannedStep> plan(Reading reading) throws SQLException {
		return new UndoPlanner(reading, this.request).plan();
	}

	private static List<StepId> ids(List<PlannedStep> steps) {
		return steps.stream().map(PlannedStep::id).toList();
	}

	// "The last one" is another one when somebody else has undone it meanwhile
	private void requireExpected(List<PlannedStep> steps, List<StepId> expected) {
		if (this.request.target() == null && !ids(steps).equals(expected)) {
			throw new OperationRefusedException(Reason.NOT_READY,
					List.of("Another instance changed what is applied while this rollback waited for the lock, so the "
							+ "steps applied last are not those that were asked for."),
					"Look at the plan, then roll back again.");
		}
	}

	private void work(Exclusive exclusive, List<StepId> expected) throws SQLException {
		Reading reading = this.session.read();
		new StoppedSteps(this.session, reading).settle();
		List<PlannedStep> steps = plan(reading);
		requireExpected(steps, expected);
		if (steps.isEmpty()) {
			this.session.run().nothingToUndo(reading);
			return;
		}
		RollbackExecutor executor = new RollbackExecutor(exclusive.session(),
				new StepExecutor(exclusive.session(), this.session.run()::add), new BackfillRollback(exclusive, steps));
		executor.requireNoLoss(steps);
		this.session.begin(exclusive, reading, steps);
		exclusive.journal()
			.audit(this.session.connection(),
					AuditNote.ofTarget("rollback", StepType.DOWN, describe(steps), this.request.requestedBy()));
		executor.execute(steps);
	}

	private String describe(List<PlannedStep> steps) {
		String what = (this.request.target() != null) ? "to version " + this.request.target()
				: "of the last " + this.request.steps();
		String versions = steps.stream()
			.map((planned) -> planned.id().migration())
			.distinct()
			.collect(Collectors.joining(", "));
		return "Rollback " + what + ": " + versions
				+ (this.request.acceptDataLoss() ? "; the loss of data was accepted" : "");
	}

}
