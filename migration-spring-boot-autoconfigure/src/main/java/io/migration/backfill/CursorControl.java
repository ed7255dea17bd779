// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;

import io.migration.BackfillAction;
import io.migration.BackfillRequest;
import io.migration.BackfillState;
import io.migration.StepState;
import io.migration.database.Database;
import io.migration.database.LocalTransaction;
import io.migration.history.AuditNote;
import io.migration.history.HistoryJournal;
import io.migration.history.HistoryRow;
import io.migration.history.HistoryTables;
import org.jspecify.annotations.Nullable;

/**
 * Writes what somebody wants of a backfill into its cursor, where all instances see it.
 *
 * <ol>
 * <li>The caller looks at the cursor and decides ({@link ControlEffect}).</li>
 * <li>The change is written only if the state is still the one that was looked at, so
 * nothing has to be locked before. It does not touch the key of the row, so it does not
 * wait for batches, which lock nothing but the key.</li>
 * <li>In the same transaction the history notes it, after the cursor was written: whoever
 * ends a backfill takes the two in this order as well.</li>
 * <li>A cancellation is committed first, so that no further batch begins, and then waits
 * for those that run. The other way round it might wait for ever: batches of several
 * instances overlap.</li>
 * </ol>
 *
 * @since 1.0.0
 */
public final class CursorControl {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final String table;

	private final String ranges;

	private final String history;

	private final HistoryJournal journal;

	/**
	 * Create a control of the backfills of one history.
	 * @param database the database
	 * @param schema schema of the history
	 * @param history name of the history
	 * @param journal writes the history, without any lock
	 */
	public CursorControl(Database database, String schema, String history, HistoryJournal journal) {
		this.table = database.quote(schema, HistoryTables.BACKFILLS);
		this.ranges = database.quote(schema, HistoryTables.BACKFILL_RANGES);
		this.history = history;
		this.journal = journal;
	}

	/**
	 * Look at a cursor.
	 * @param connection the connection
	 * @param row the row of the backfill in the history
	 * @return what it says, {@code null} if there is none
	 * @throws SQLException if the query fails
	 */
	public @Nullable Cursor find(Connection connection, HistoryRow row) throws SQLException {
		String sql = "SELECT id, state, pass, row_limit, EXISTS (SELECT 1 FROM " + this.ranges
				+ " r WHERE r.backfill_id = c.id AND r.state = 'FAILED') FROM " + this.table
				+ " c WHERE history = ? AND history_id = ?";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, this.history);
			statement.setLong(2, row.id());
			try (ResultSet result = statement.executeQuery()) {
				return result.next() ? new Cursor(result.getLong(1), BackfillState.valueOf(result.getString(2)),
						result.getInt(3), result.getObject(4, Long.class), result.getBoolean(5)) : null;
			}
		}
	}

	/**
	 * Write a change and note it in the history.
	 * @param connection the connection, in autocommit
	 * @param row the row of the backfill in the history
	 * @param cursor the cursor as it was looked at
	 * @param request what is wanted, which has to make sense as the cursor stands
	 * @param once whether no row may be changed twice, so that it never begins anew
	 * @return {@code false} if the cursor has changed meanwhile, and nothing was written
	 * @throws SQLException if a statement fails
	 */
	public boolean write(Connection connection, HistoryRow row, Cursor cursor, BackfillRequest request, boolean once)
			throws SQLException {
		try (LocalTransaction transaction = LocalTransaction.begin(connection)) {
			boolean written = update(connection, cursor, request, once);
			if (written) {
				if (request.action() == BackfillAction.RESUME && cursor.stuck() && cursor.goesOn(once)) {
					reopen(connection, cursor);
				}
				if (row.state() == StepState.FAILED && request.action() != BackfillAction.SPEED) {
					this.journal.resolve(connection, row.id(), StepState.HELD, row.statementsDone());
				}
				this.journal.audit(connection,
						AuditNote.of("backfill", row, note(row, cursor, request), request.requestedBy()));
				transaction.commit();
			}
			return written;
		}
	}

	private void reopen(Connection connection, Cursor cursor) throws SQLException {
		String sql = "UPDATE " + this.ranges
				+ " SET state = 'OPEN', attempts = 0, error = NULL WHERE backfill_id = ? AND state = 'FAILED'";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setLong(1, cursor.id());
			statement.executeUpdate();
		}
	}

	private boolean update(Connection connection, Cursor cursor, BackfillRequest request, boolean once)
			throws SQLException {
		String sql = "UPDATE " + this.table + " SET " + assignments(cursor, request, once)
				+ " WHERE id = ? AND state = ?";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setQueryTimeout((int) PATIENCE.toSeconds());
			statement.setLong(1, cursor.id());
			statement.setString(2, cursor.state().name());
			return statement.executeUpdate() == 1;
		}
	}

	// Whoever begins a waiting one does so from the first row
	private static String assignments(Cursor cursor, BackfillRequest request, boolean once) {
		String now = "changed_at = CURRENT_TIMESTAMP";
		return switch (request.action()) {
			case PAUSE -> "state = 'PAUSED', throttled_by = NULL, " + now;
			case RESUME -> "state = '" + cursor.resumed(once) + "', free_at = NULL, error = NULL, finished_at = NULL, "
					+ "skipped = DEFAULT, rate = NULL, rated_at = CURRENT_TIMESTAMP, " + now;
			case CANCEL ->
				"state = 'CANCELLED', throttled_by = NULL, error = NULL, finished_at = CURRENT_TIMESTAMP, " + now;
			case SPEED -> "free_at = NULL, row_limit = " + limit(request);
		};
	}

	private static String limit(BackfillRequest request) {
		long rows = Objects.requireNonNull(request.rowsPerSecond());
		return (rows > 0) ? Long.toString(rows) : "NULL";
	}

	private static String note(HistoryRow row, Cursor cursor, BackfillRequest request) {
		String backfill = (row.name() != null) ? "Backfill '" + row.name() + "'" : "Backfill";
		String what = switch (request.action()) {
			case PAUSE -> "paused";
			case RESUME -> "resumed";
			case CANCEL -> "cancelled";
			case SPEED -> "limited to " + limit(request).replace("NULL", "no number of") + " rows per second";
		};
		return backfill + " " + what + ", was " + cursor.state();
	}

	/**
	 * Wait until no batch of a backfill runs. None begins any more unless the backfill is
	 * running.
	 * @param connection the connection, in autocommit
	 * @param cursor its cursor
	 * @throws SQLException if the wait fails or takes too long
	 */
	public void awaitBatches(Connection connection, Cursor cursor) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("SELECT id FROM " + this.table + " WHERE id = ? FOR UPDATE")) {
			statement.setQueryTimeout((int) PATIENCE.toSeconds());
			statement.setLong(1, cursor.id());
			statement.executeQuery().close();
		}
	}

	/**
	 * What a control has to know of a backfill.
	 *
	 * @param id its number
	 * @param state how it stands
	 * @param pass number of the pass, 0 before it began
	 * @param limit most rows per second, {@code null} for no limit
	 * @param stuck whether ranges failed, which are all that has to be tried again
	 */
	public record Cursor(long id, BackfillState state, int pass, @Nullable Long limit, boolean stuck) {

		/**
		 * Return whether an action would do anything, and whether it makes sense.
		 * @param request what is wanted
		 * @return what it would do
		 */
		public ControlEffect effect(BackfillRequest request) {
			ControlEffect effect = ControlEffect.of(this.state, request.action());
			boolean same = request.action() == BackfillAction.SPEED
					&& Objects.equals(request.rowsPerSecond(), (this.limit != null) ? this.limit : 0L);
			return (same && effect.kind() == ControlEffect.Kind.CHANGES)
					? new ControlEffect(ControlEffect.Kind.NOTHING, this.state) : effect;
		}

		BackfillState resumed(boolean once) {
			return goesOn(once) ? BackfillState.RUNNING : BackfillState.WAITING;
		}

		private boolean goesOn(boolean once) {
			boolean intact = this.state == BackfillState.PAUSED || (this.state == BackfillState.FAILED && this.stuck);
			return this.pass > 0 && (intact || once);
		}

	}

}
