// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;

import io.migration.BackfillSettings.OnError;
import io.migration.BackfillState;
import io.migration.database.BackfillCursor;
import io.migration.database.FailureKind;
import io.migration.database.KeyRange;
import io.migration.database.KeyStretch;
import io.migration.database.KeyWalk.Span;
import io.migration.database.TableKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what becomes of a range whose batch failed.
 *
 * <table>
 * <caption>What follows a failure</caption>
 * <tr>
 * <td>other sessions were in the way</td>
 * <td>again later, without end; from the third time on in halves</td>
 * </tr>
 * <tr>
 * <td>an object or a privilege is missing</td>
 * <td>again once, then the backfill fails</td>
 * </tr>
 * <tr>
 * <td>anything else, many rows</td>
 * <td>again once, then in halves</td>
 * </tr>
 * <tr>
 * <td>anything else, a single row</td>
 * <td>again once, then the backfill fails or the row is passed over</td>
 * </tr>
 * </table>
 */
final class FailedBatch {

	private static final Logger logger = LoggerFactory.getLogger(FailedBatch.class);

	/**
	 * How often a whole batch is tried that other sessions were in the way of.
	 */
	private static final int PATIENCE = 3;

	/**
	 * A statement that fails for every row must not be tried with each of them.
	 */
	private static final int MOST_SKIPPED = 1000;

	private final BackfillSession session;

	private final BackfillTask task;

	private final BatchFailure failure;

	private final FailureKind kind;

	FailedBatch(BackfillSession session, BackfillTask task, BatchFailure failure) {
		this.session = session;
		this.task = task;
		this.failure = failure;
		this.kind = session.database().failures().kind(failure.failure());
	}

	// Other sessions were in the way
	private boolean isTransient() {
		return this.kind.isRetryable() || this.kind == FailureKind.RESOURCES_EXHAUSTED;
	}

	/**
	 * Return whether smaller batches may help those behind it, too.
	 */
	boolean asksForSmallerOnes() {
		return isTransient() || this.kind == FailureKind.STATEMENT_TIMEOUT;
	}

	boolean lostConnection() {
		return this.kind == FailureKind.CONNECTION_LOST || this.kind == FailureKind.READ_ONLY;
	}

	String message() {
		return this.session.database().failures().message(this.failure.failure());
	}

	/**
	 * Do what follows.
	 * @param connection the connection
	 * @return whether the range is another one now, which may be tried at once
	 * @throws SQLException if the database fails; the range stays as it is then
	 */
	boolean settle(Connection connection) throws SQLException {
		KeyRange range = this.failure.range();
		int patience = isTransient() ? PATIENCE : 1;
		return ShortTransaction.run(connection, this.session, this.task, true, () -> {
			BackfillCursor held = this.session.cursors().hold(connection, this.failure.cursor().id());
			if (held == null || !this.session.ranges().claim(connection, range)) {
				return false;
			}
			if (range.attempts() < patience) {
				this.session.ranges().tryAgain(connection, range.id(), message());
				return false;
			}
			if (isAboutTheStatement()) {
				fail(connection, held, range, null);
				return false;
			}
			return halve(connection, held, range);
		});
	}

	private boolean isAboutTheStatement() {
		return this.kind == FailureKind.MISSING_PRIVILEGE
				|| this.session.database().failures().isMissingObject(this.failure.failure());
	}

	private boolean halve(Connection connection, BackfillCursor held, KeyRange range) throws SQLException {
		TableKey key = Objects.requireNonNull(held.key());
		KeyStretch all = rows(connection, key, range, Integer.MAX_VALUE);
		if (all == null) {
			this.session.ranges().done(connection, range.id(), 0, this.session.identity().instance());
		}
		else if (all.rows() > 1) {
			KeyStretch half = Objects.requireNonNull(rows(connection, key, range, all.rows() / 2));
			this.session.ranges().split(connection, range, half.last(), half.rows(), all.rows());
			return true;
		}
		else if (isTransient()) {
			this.session.ranges().tryAgain(connection, range.id(), message());
		}
		else {
			report(connection, held, range, key.describe(all.last()));
		}
		return false;
	}

	private @Nullable KeyStretch rows(Connection connection, TableKey key, KeyRange range, int limit)
			throws SQLException {
		return this.session.walk().next(connection, this.task.table(), key, Span.of(range), limit);
	}

	private void report(Connection connection, BackfillCursor held, KeyRange range, String row) throws SQLException {
		boolean skips = this.session.settings().onError() == OnError.SKIP;
		if (skips && this.session.ranges().left(connection, held.id()).failed() < MOST_SKIPPED) {
			this.session.ranges().failed(connection, range.id(), message());
			this.session.cursors().skipped(connection, held.id(), row);
			logger.warn("{} passes over the row with {}: {}", this.task.title(), row, message());
		}
		else {
			fail(connection, held, range, row);
		}
	}

	private void fail(Connection connection, BackfillCursor held, KeyRange range, @Nullable String row)
			throws SQLException {
		this.session.ranges().failed(connection, range.id(), message());
		if (held.state() == BackfillState.RUNNING) {
			new BackfillEnd(this.session, this.task).fail(connection, held, BackfillFailure.of(this.session.database(),
					this.task, this.failure.statement(), this.failure.failure(), row));
		}
	}

}
