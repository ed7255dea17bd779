// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.sql.SQLException;
import java.time.Duration;

import io.migration.database.FailureKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a worker does when something fails: the batch is settled, the backfill ended, or
 * tried again later.
 */
final class TaskFailures {

	private static final Logger logger = LoggerFactory.getLogger(TaskFailures.class);

	private final BackfillSession session;

	private final BackfillTask task;

	private final WorkerConnection connection;

	private final Deferred deferred;

	private final WorkerPauses pauses;

	private final Trouble trouble;

	TaskFailures(BackfillSession session, BackfillTask task, WorkerConnection connection, Deferred deferred,
			WorkerPauses pauses) {
		this.session = session;
		this.task = task;
		this.connection = connection;
		this.deferred = deferred;
		this.pauses = pauses;
		this.trouble = new Trouble(session, task);
	}

	// Something went well.
	void none() {
		this.trouble.isOver();
	}

	void ofBatch(BatchFailure failure, Speed speed) {
		if (this.session.stop().isForced()) {
			return;
		}
		FailedBatch batch = new FailedBatch(this.session, this.task, failure);
		Duration pause = this.deferred.defer(failure.range().id());
		logger.warn("{}: a batch was rolled back and is tried again in {} ms: {}", this.task.title(), pause.toMillis(),
				batch.message());
		if (batch.lostConnection()) {
			this.connection.close();
			this.pauses.rest(pause);
			return;
		}
		if (batch.asksForSmallerOnes()) {
			speed.halve();
		}
		settle(failure, batch);
	}

	private void settle(BatchFailure failure, FailedBatch batch) {
		try {
			if (batch.settle(this.connection.get())) {
				this.deferred.forget(failure.range().id());
			}
		}
		catch (SQLException ex) {
			other(ex);
		}
	}

	void located(LocatedFailure failure, long cursor) {
		if (this.session.stop().isRequested() || !this.trouble.isLasting(failure)) {
			other(failure.failure());
			return;
		}
		try {
			this.trouble.end(this.connection.get(), cursor, failure);
		}
		catch (SQLException ex) {
			other(ex);
		}
	}

	void other(SQLException failure) {
		if (!this.session.stop().isRequested()) {
			FailureKind kind = this.session.database().failures().kind(failure);
			String message = this.session.database().failures().message(failure);
			if (kind == FailureKind.LOCK_TIMEOUT) {
				logger.debug("{} waits: {}", this.task.title(), message);
			}
			else {
				logger.warn("{} could not go on and tries again: {}", this.task.title(), message);
			}
		}
		this.connection.close();
		this.pauses.idle(null);
	}

}
