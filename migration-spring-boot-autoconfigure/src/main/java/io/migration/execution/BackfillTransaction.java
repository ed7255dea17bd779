// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Changes the backfills of what is undone, apart from the steps that undo it.
 */
final class BackfillTransaction {

	private final ExecutionSession session;

	private final StepExecutor executor;

	private final PlannedStep first;

	BackfillTransaction(ExecutionSession session, StepExecutor executor, PlannedStep first) {
		this.session = session;
		this.executor = executor;
		this.first = first;
	}

	// Batches end within a moment, so it is tried again like any statement.
	void run(Work work) {
		Retries retries = new Retries(this.session, this.first.id());
		boolean done = false;
		while (!done) {
			try {
				Transaction.run(this.session.connection(), () -> within(this.session, work));
				done = true;
			}
			catch (StatementFailure ex) {
				if (!retries.next(ex)) {
					throw reported(ex);
				}
			}
			catch (CheckFailure ex) {
				throw reported(ex);
			}
		}
	}

	private RuntimeException reported(Exception failure) {
		return this.executor.reported(this.first, new StepProgress(this.first.open()), failure);
	}

	static void within(ExecutionSession session, Work work) throws StatementFailure {
		try {
			session.journal().fence().enter(session.connection());
			work.run(session.connection());
		}
		catch (SQLException ex) {
			throw new StatementFailure(null, ex);
		}
	}

	/**
	 * What is done with backfills.
	 */
	interface Work {

		void run(Connection connection) throws SQLException;

	}

}
