// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.migration.OperationRefusedException;
import io.migration.OperationRefusedException.Reason;
import io.migration.script.ScriptStatement;
import io.migration.script.ScriptStep;

/**
 * Asks, before anything is undone, what data each statement would destroy.
 */
final class LossCheck {

	private final ExecutionSession session;

	private final StepExecutor executor;

	LossCheck(ExecutionSession session, StepExecutor executor) {
		this.session = session;
		this.executor = executor;
	}

	void requireNone(List<PlannedStep> steps) {
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

}
