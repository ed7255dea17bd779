// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import io.migration.BackfillState;
import io.migration.StepState;
import io.migration.database.BackfillCursor;
import io.migration.database.BackfillCursors.Times;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a backfill: cursor and history in one transaction.
 */
final class BackfillEnd {

	private static final Logger logger = LoggerFactory.getLogger(BackfillEnd.class);

	private final BackfillSession session;

	private final BackfillTask task;

	BackfillEnd(BackfillSession session, BackfillTask task) {
		this.session = session;
		this.task = task;
	}

	// The cursor was seized and nothing is left of the pass.
	void succeed(Connection connection, BackfillCursor seized) throws SQLException {
		Times times = this.session.cursors().end(connection, seized.id(), BackfillState.SUCCEEDED, null);
		this.session.journal().end(connection, seized.historyId(), StepState.SUCCEEDED, times, null);
		this.session.events().ending(this.task);
		logger.info("{} is complete: {} rows were changed in {} {} and {} s", this.task.title(),
				seized.walk().changed(), seized.walk().pass(), (seized.walk().pass() == 1) ? "pass" : "passes",
				Duration.between(times.startedAt(), times.finishedAt()).toSeconds());
	}

	// The cursor is held or seized, and the backfill runs or is about to.
	void fail(Connection connection, BackfillCursor held, BackfillFailure failure) throws SQLException {
		Times times = this.session.cursors().end(connection, held.id(), BackfillState.FAILED, failure.text());
		this.session.journal().end(connection, held.historyId(), StepState.FAILED, times, failure.description());
		this.session.events().ending(this.task);
		logger.error("{}", failure.text());
	}

}
