// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

import io.migration.BackfillState;
import io.migration.JavaBackfill;
import io.migration.database.BackfillCursor;
import io.migration.database.KeyRange;
import io.migration.database.KeyWalk.Span;
import io.migration.database.TableKey;
import io.migration.execution.RunStop;
import io.migration.script.BatchCondition;
import io.migration.script.ScriptStatement;
import org.jspecify.annotations.Nullable;

/**
 * Runs one batch. All of it is one transaction, so that a row is changed if and only if
 * its range is done:
 *
 * <ol>
 * <li>share the cursor: nobody ends or removes the backfill before the batch is over, and
 * none begins once somebody did;</li>
 * <li>claim a range on which nobody works;</li>
 * <li>run the statements for the rows of the range;</li>
 * <li>note that the range is done, and commit.</li>
 * </ol>
 */
final class Batch {

	private final BackfillSession session;

	private final BackfillTask task;

	private @Nullable BackfillCursor cursor;

	private @Nullable KeyRange range;

	private int statement;

	Batch(BackfillSession session, BackfillTask task) {
		this.session = session;
		this.task = task;
	}

	/**
	 * Run a batch, if there is a range for it.
	 * @param connection the connection
	 * @param id the cursor
	 * @param except ranges that are left alone for a while
	 * @return what was done
	 * @throws SQLException if the database fails before there is a range
	 * @throws BatchFailure if it fails afterwards
	 */
	Result run(Connection connection, long id, Collection<Long> except) throws SQLException, BatchFailure {
		try {
			return ShortTransaction.run(connection, this.session, this.task, false, () -> work(connection, id, except));
		}
		catch (SQLException ex) {
			if (this.cursor != null && this.range != null) {
				throw new BatchFailure(this.cursor, this.range, this.statement, ex);
			}
			throw ex;
		}
	}

	private Result work(Connection connection, long id, Collection<Long> except) throws SQLException {
		long start = System.nanoTime();
		BackfillCursor shared = this.session.cursors().share(connection, id);
		this.cursor = shared;
		TableKey key = (shared != null) ? shared.key() : null;
		if (shared == null || key == null || shared.state() != BackfillState.RUNNING || !this.task.hasTextOf(shared)) {
			return new Result(shared, null, 0, Duration.ZERO);
		}
		KeyRange claimed = this.session.ranges().claim(connection, id, except);
		this.range = claimed;
		long changed = 0;
		if (claimed != null) {
			changed = change(connection, key, claimed);
			this.session.ranges().done(connection, claimed.id(), changed, this.session.identity().instance());
			this.session.pace().beforeCommit(connection, this.task.options().throttle());
		}
		return new Result(shared, claimed, changed, Duration.ofNanos(System.nanoTime() - start));
	}

	private long change(Connection connection, TableKey key, KeyRange claimed) throws SQLException {
		JavaBackfill code = this.task.step().code();
		if (code != null) {
			try (RunStop.Section section = this.session.stop().statement()) {
				return new CodeBatch(this.session, this.task, key, claimed).change(code, connection);
			}
		}
		String condition = this.session.walk().condition(this.task.qualifier(), key, Span.of(claimed));
		long changed = 0;
		List<ScriptStatement> statements = this.task.step().statements();
		for (this.statement = 0; this.statement < statements.size(); this.statement++) {
			changed += send(connection, BatchCondition.replace(statements.get(this.statement).sql(), condition));
		}
		return changed;
	}

	private long send(Connection connection, String sql) throws SQLException {
		try (RunStop.Section section = this.session.stop().statement(); Statement sent = connection.createStatement()) {
			sent.setEscapeProcessing(false);
			return sent.execute(sql) ? rows(sent) : sent.getLargeUpdateCount();
		}
	}

	// With RETURNING, each row that is returned is one that was changed
	private static long rows(Statement sent) throws SQLException {
		long rows = 0;
		try (ResultSet result = sent.getResultSet()) {
			while (result.next()) {
				rows++;
			}
		}
		return rows;
	}

	/**
	 * What became of it.
	 *
	 * @param cursor the cursor as it was found, {@code null} if it is gone
	 * @param range the range that is done, {@code null} if there was none or the backfill
	 * does not run
	 * @param changed how many rows were changed
	 * @param took how long it took
	 */
	record Result(@Nullable BackfillCursor cursor, @Nullable KeyRange range, long changed, Duration took) {

	}

}
