// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.migration.OperationRefusedException;
import io.migration.OperationRefusedException.Reason;
import io.migration.StepId;
import io.migration.database.Database;
import io.migration.sql.SqlStatement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before each statement that undoes something: it refuses to destroy data without
 * consent, and lets pass what is missing because only a part was ever done.
 */
final class StatementGuard {

	private static final Logger logger = LoggerFactory.getLogger(StatementGuard.class);

	private final Database database;

	private final StepId step;

	private final UndoTerms terms;

	StatementGuard(Database database, StepId step, UndoTerms terms) {
		this.database = database;
		this.step = step;
		this.terms = terms;
	}

	// Asked right before the statement, since an earlier one may have renamed or filled a
	// table
	void check(Connection connection, SqlStatement statement) throws SQLException {
		if (this.terms.acceptDataLoss()) {
			return;
		}
		List<String> losses = this.database.dataLossProbe().losses(connection, statement);
		if (!losses.isEmpty()) {
			String state = this.terms.together() ? "Nothing was undone: the rollback is one transaction."
					: "What was undone before is recorded in the history; this statement was not run.";
			throw new OperationRefusedException(Reason.DATA_LOSS, DataLoss.describe(this.step, statement, losses),
					state, DataLoss.ACTION);
		}
	}

	boolean toleratesMissing() {
		return this.terms.halfDone();
	}

	boolean lets(SqlStatement statement, SQLException failure) {
		boolean missing = this.terms.halfDone() && this.database.failures().isMissingObject(failure);
		if (missing) {
			logger.info("Migration {}: nothing to undo in line {}, as the migration was only half done: {}", this.step,
					statement.line(), this.database.failures().message(failure));
		}
		return missing;
	}

}
