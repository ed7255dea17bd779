// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import io.migration.BackfillState;
import io.migration.database.BackfillCursor;
import io.migration.database.BackfillCursors.Move;
import io.migration.database.BackfillRanges.Left;
import io.migration.database.KeyStretch;
import io.migration.database.KeyWalk.Span;
import io.migration.database.TableKey;
import io.migration.database.UnusableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the next range, or several if they are small, in a short transaction that
 * holds the cursor: counts what is done, reads the next boundary from the index, writes
 * the range, moves the cursor on. A range is for whoever claims it first.
 */
final class HandOut {

	private final BackfillSession session;

	private final BackfillTask task;

	HandOut(BackfillSession session, BackfillTask task) {
		this.session = session;
		this.task = task;
	}

	/**
	 * Hand out a range, or begin the backfill.
	 * @param connection the connection
	 * @param id the cursor
	 * @param rows how many rows a range should have
	 * @param ranges how many ranges, where there is no bound
	 * @param rowsPerSecond most rows in a second, {@code null} for no bound
	 * @return what was done
	 * @throws SQLException if the database fails; nothing was done then
	 */
	Result run(Connection connection, long id, int rows, int ranges, @Nullable Long rowsPerSecond) throws SQLException {
		return ShortTransaction.run(connection, this.session, this.task, true,
				() -> work(connection, id, rows, ranges, rowsPerSecond));
	}

	private Result work(Connection connection, long id, int rows, int ranges, @Nullable Long rowsPerSecond)
			throws SQLException {
		BackfillCursor held = this.session.cursors().hold(connection, id);
		if (held != null && mustBegin(held) && this.task.hasTextOf(held)) {
			begin(connection, held);
			held = this.session.cursors().hold(connection, id);
		}
		TableKey key = (held != null) ? held.key() : null;
		if (held == null || key == null || held.state() != BackfillState.RUNNING) {
			return new Result(Kind.NOT_RUNNING, held, Duration.ZERO, null);
		}
		this.session.ranges().fold(connection, held);
		if (held.walk().ended()) {
			BackfillCursor counted = this.session.cursors().hold(connection, id);
			return new Result(Kind.ENDED, counted, Duration.ZERO, this.session.ranges().left(connection, id));
		}
		Long bound = least(held.rowLimit(), rowsPerSecond);
		if (bound != null && !held.walk().freeIn().isZero()) {
			return new Result(Kind.LIMITED, held, held.walk().freeIn(), null);
		}
		if (bound != null) {
			return move(connection, held, key, new Cut((int) Math.min(rows, Math.max(1, bound)), 1), bound);
		}
		return move(connection, held, key, new Cut(rows, ranges), null);
	}

	// It may have been paused and resumed before anybody began
	private static boolean mustBegin(BackfillCursor held) {
		return held.state() == BackfillState.WAITING || (held.state() == BackfillState.RUNNING && held.key() == null);
	}

	private Result move(Connection connection, BackfillCursor held, TableKey key, Cut cut, @Nullable Long bound)
			throws SQLException {
		KeyStretch all = null;
		boolean ended = false;
		for (int i = 0; i < cut.ranges() && !ended; i++) {
			List<String> low = (all != null) ? all.last() : held.walk().position();
			KeyStretch next = next(connection, key, low, cut.rows());
			if (next != null) {
				this.session.ranges().add(connection, held, low, next);
				all = new KeyStretch(next.last(), next.rows() + ((all != null) ? all.rows() : 0));
			}
			ended = next == null || next.rows() < cut.rows();
		}
		this.session.cursors().move(connection, held.id(), new Move(all, ended, cut.rows(), bound));
		return new Result(Kind.MOVED, held, Duration.ZERO, null);
	}

	private @Nullable KeyStretch next(Connection connection, TableKey key, @Nullable List<String> low, int rows)
			throws SQLException {
		try {
			return this.session.walk().next(connection, this.task.table(), key, new Span(low, null), rows);
		}
		catch (SQLException ex) {
			throw new LocatedFailure("while the keys (" + String.join(", ", key.columns()) + ") of its table were read",
					"Make sure that the table can be read along these columns", ex);
		}
	}

	private void begin(Connection connection, BackfillCursor held) throws SQLException {
		try {
			TableKey key = this.session.walk().key(connection, this.task.table(), this.task.key());
			this.session.cursors()
				.begin(connection, held.id(), key, this.session.walk().estimatedRows(connection, this.task.table()));
			this.session.events().beginning(this.task);
		}
		catch (UnusableKeyException ex) {
			new BackfillEnd(this.session, this.task).fail(connection, held,
					BackfillFailure.noKey(this.task, String.valueOf(ex.getMessage()), ex.advice()));
		}
	}

	private static @Nullable Long least(@Nullable Long one, @Nullable Long other) {
		if (one == null || other == null) {
			return (one != null) ? one : other;
		}
		return Math.min(one, other);
	}

	/**
	 * How large pieces are, and how many.
	 */
	private record Cut(int rows, int ranges) {

	}

	/**
	 * What was found.
	 */
	enum Kind {

		/** A range was handed out, or the pass has turned out to have ended. */
		MOVED,

		/** A bound of rows per second is reached. */
		LIMITED,

		/** All of the pass was handed out before. */
		ENDED,

		/** The backfill does not run, or not any more. */
		NOT_RUNNING

	}

	/**
	 * What was done.
	 *
	 * @param kind what was found
	 * @param cursor the cursor, {@code null} if it is gone
	 * @param freeIn when to come again
	 * @param left what is left of a pass that has ended
	 */
	record Result(Kind kind, @Nullable BackfillCursor cursor, Duration freeIn, @Nullable Left left) {

	}

}
