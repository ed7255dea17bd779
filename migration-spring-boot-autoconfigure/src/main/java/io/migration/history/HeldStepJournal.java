// SPDX-License-Identifier: Apache-2.0
package io.migration.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

import io.migration.InstanceIdentity;
import io.migration.StepState;
import io.migration.database.BackfillCursors.Times;
import io.migration.database.Database;
import org.jspecify.annotations.Nullable;

/**
 * Writes into the row of a backfill how it ended. The lock of migrations is not needed
 * for that: the cursor, seized in the same transaction, decides who may.
 *
 * @since 1.0.0
 */
public final class HeldStepJournal {

	private final String table;

	private final InstanceIdentity identity;

	/**
	 * Create a journal.
	 * @param database the database
	 * @param schema schema of the history
	 * @param table name of the history
	 * @param identity who writes
	 */
	public HeldStepJournal(Database database, String schema, String table, InstanceIdentity identity) {
		this.table = database.quote(schema, table);
		this.identity = identity;
	}

	/**
	 * Note how a backfill ended.
	 * @param connection the connection, in a transaction
	 * @param id number of the row
	 * @param state how it ended
	 * @param times when it ran
	 * @param error why it failed, {@code null} if it did not
	 * @throws SQLException if the statement fails
	 */
	public void end(Connection connection, long id, StepState state, Times times, @Nullable String error)
			throws SQLException {
		boolean done = state == StepState.SUCCEEDED;
		String sql = "UPDATE " + this.table + " SET state = ?, statements_done = " + (done ? "statements" : "0")
				+ ", attempts = attempts + 1, started_at = ?, finished_at = ?, duration_ms = ?, error = ?, "
				+ "instance = ?, application = ?, application_version = ? WHERE id = ? AND step = 'BACKFILL'";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			new Parameters(statement).add(state.name())
				.add(times.startedAt())
				.add(times.finishedAt())
				.add(Long.valueOf(Duration.between(times.startedAt(), times.finishedAt()).toMillis()))
				.add(error)
				.add(this.identity.instance())
				.add(this.identity.application())
				.add(this.identity.applicationVersion())
				.add(Long.valueOf(id));
			statement.executeUpdate();
		}
	}

}
