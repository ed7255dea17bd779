// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.util.List;

import io.migration.StepId;
import io.migration.sql.SqlStatement;

/**
 * Says what a rollback would destroy.
 */
final class DataLoss {

	static final String ACTION = "Save the data elsewhere, or consent to the loss: migration.accept-data-loss=true.";

	private DataLoss() {
	}

	static List<String> describe(StepId step, SqlStatement statement, List<String> losses) {
		return losses.stream()
			.map((loss) -> "Undoing migration " + step.migration() + " would lose data: " + loss + " (" + step.script()
					+ ", line " + statement.line() + ": " + StatementSummary.of(statement) + ").")
			.toList();
	}

}
