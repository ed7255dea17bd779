// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.sql.Connection;
import java.sql.SQLException;

import io.migration.BackfillState;
import io.migration.database.BackfillCursor;
import io.migration.database.FailureKind;

/**
 * Ends a backfill that fails outside of its batches for a reason that does not pass: at
 * the second time in a row.
 */
final class Trouble {

	private final BackfillSession session;

	private final BackfillTask task;

	private boolean again;

	Trouble(BackfillSession session, BackfillTask task) {
		this.session = session;
		this.task = task;
	}

	// Something went well.
	void isOver() {
		this.again = false;
	}

	/**
	 * Take note of a failure.
	 * @param failure what failed
	 * @return whether the backfill should be ended with it
	 */
	boolean isLasting(LocatedFailure failure) {
		FailureKind kind = this.session.database().failures().kind(failure.failure());
		boolean passes = kind.isRetryable() || kind == FailureKind.CONNECTION_LOST || kind == FailureKind.READ_ONLY
				|| kind == FailureKind.RESOURCES_EXHAUSTED;
		boolean lasting = !passes && this.again;
		this.again = !passes;
		return lasting;
	}

	void end(Connection connection, long cursor, LocatedFailure failure) throws SQLException {
		ShortTransaction.run(connection, this.session, this.task, false, () -> {
			BackfillCursor held = this.session.cursors().hold(connection, cursor);
			if (held != null && runs(held) && this.task.hasTextOf(held)) {
				new BackfillEnd(this.session, this.task).fail(connection, held,
						BackfillFailure.outsideOfBatches(this.session.database(), this.task, failure));
			}
			return true;
		});
	}

	private static boolean runs(BackfillCursor held) {
		return held.state() == BackfillState.RUNNING || held.state() == BackfillState.WAITING;
	}

}
