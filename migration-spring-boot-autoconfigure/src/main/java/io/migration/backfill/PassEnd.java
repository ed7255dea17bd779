// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.migration.BackfillState;
import io.migration.database.BackfillCursor;
import io.migration.database.BackfillRanges.Left;
import org.jspecify.annotations.Nullable;

/**
 * Decides what follows when nothing is left of a pass.
 *
 * <table>
 * <caption>The first line that holds</caption>
 * <tr>
 * <th>pass</th>
 * <th>rows that failed</th>
 * <th>verify</th>
 * <th>what follows</th>
 * </tr>
 * <tr>
 * <td>once</td>
 * <td>none</td>
 * <td>absent or empty</td>
 * <td>complete</td>
 * </tr>
 * <tr>
 * <td>once</td>
 * <td>any</td>
 * <td>empty</td>
 * <td>complete</td>
 * </tr>
 * <tr>
 * <td>once</td>
 * <td>any</td>
 * <td>absent, or has rows</td>
 * <td>failed</td>
 * </tr>
 * <tr>
 * <td>a later one that changed nothing</td>
 * <td>none</td>
 * <td>absent or empty</td>
 * <td>complete</td>
 * </tr>
 * <tr>
 * <td>a later one that changed nothing</td>
 * <td>any</td>
 * <td>empty</td>
 * <td>complete</td>
 * </tr>
 * <tr>
 * <td>the last one allowed</td>
 * <td>any</td>
 * <td>any</td>
 * <td>failed</td>
 * </tr>
 * <tr>
 * <td>any other</td>
 * <td>any</td>
 * <td>not asked, or has rows</td>
 * <td>another pass, once the transactions that may have written to the table have
 * ended</td>
 * </tr>
 * </table>
 */
final class PassEnd {

	private final BackfillSession session;

	private final BackfillTask task;

	private final Verification verification;

	private final OpenWriters writers;

	// The pass behind which another one is known to be needed
	private int incomplete;

	PassEnd(BackfillSession session, BackfillTask task) {
		this.session = session;
		this.task = task;
		this.verification = new Verification(session, task);
		this.writers = new OpenWriters(session, task);
	}

	/**
	 * Do what follows.
	 * @param connection the connection
	 * @param cursor the cursor, whose pass was handed out and has no open range
	 * @param left what is left of it
	 * @return {@code true} if something has to be waited for
	 * @throws SQLException if the database fails
	 */
	boolean run(Connection connection, BackfillCursor cursor, Left left) throws SQLException {
		return (this.incomplete == cursor.walk().pass()) ? awaitWriters(connection, cursor)
				: decide(connection, cursor, left);
	}

	private boolean decide(Connection connection, BackfillCursor cursor, Left left) throws SQLException {
		boolean once = this.task.options().once();
		boolean mayBeComplete = once || (cursor.walk().pass() > 1 && cursor.walk().passChanged() == 0);
		List<String> rows = (mayBeComplete && this.verification.isPossible()) ? this.verification.rows(connection)
				: List.of();
		boolean passedOver = left.failed() > 0 && !this.verification.isPossible();
		if (mayBeComplete && rows.isEmpty() && !passedOver) {
			end(connection, cursor, null);
		}
		else if (once || cursor.walk().pass() >= this.session.settings().passes()) {
			end(connection, cursor, failure(cursor, rows, left));
		}
		else {
			this.incomplete = cursor.walk().pass();
			return awaitWriters(connection, cursor);
		}
		return false;
	}

	private boolean awaitWriters(Connection connection, BackfillCursor cursor) throws SQLException {
		if (!this.writers.haveEnded(connection, cursor)) {
			return true;
		}
		nextPass(connection, cursor);
		return false;
	}

	private void nextPass(Connection connection, BackfillCursor cursor) throws SQLException {
		ShortTransaction.run(connection, this.session, this.task, false, () -> {
			this.session.cursors().hold(connection, cursor.id());
			this.session.cursors().nextPass(connection, cursor.id(), cursor.walk().pass());
			return true;
		});
	}

	private BackfillFailure failure(BackfillCursor cursor, List<String> rows, Left left) {
		int pass = cursor.walk().pass();
		if (!rows.isEmpty()) {
			return BackfillFailure.notDone(this.task, pass, "'verify' returns rows", rows);
		}
		if (left.failed() > 0) {
			return BackfillFailure.skippedRows(this.task, cursor.walk().skipped());
		}
		return BackfillFailure.notDone(this.task, pass,
				"the last one still changed " + cursor.walk().passChanged() + " rows, with keys", cursor.walk().late());
	}

	// Nobody else may have gone on or stopped it meanwhile
	private void end(Connection connection, BackfillCursor decided, @Nullable BackfillFailure failure)
			throws SQLException {
		ShortTransaction.run(connection, this.session, this.task, false, () -> {
			BackfillCursor seized = this.session.cursors().seize(connection, decided.id());
			if (seized != null && seized.state() == BackfillState.RUNNING && seized.walk().ended()
					&& seized.walk().pass() == decided.walk().pass()
					&& this.session.ranges().left(connection, seized.id()).open() == 0) {
				BackfillEnd end = new BackfillEnd(this.session, this.task);
				if (failure == null) {
					end.succeed(connection, seized);
				}
				else {
					end.fail(connection, seized, failure);
				}
			}
			return true;
		});
	}

}
