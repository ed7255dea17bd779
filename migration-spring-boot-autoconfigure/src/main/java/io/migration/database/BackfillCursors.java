// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.migration.BackfillState;
import org.jspecify.annotations.Nullable;

/**
 * The rows that tell how far backfills are. Who runs a batch {@linkplain #share shares}
 * the row, who hands out ranges {@linkplain #hold holds} it, who ends or removes it
 * {@linkplain #seize seizes} it: sharing goes together with one who holds, but with
 * nobody who seizes. All needs a transaction where nothing else is said.
 *
 * @since 1.0.0
 */
public interface BackfillCursors {

	/**
	 * Return whether there is a table of cursors.
	 * @param connection the connection
	 * @return whether somebody has made it
	 * @throws SQLException if the query fails
	 */
	boolean exist(Connection connection) throws SQLException;

	/**
	 * Read all, without locking them and in autocommit.
	 * @param connection the connection
	 * @param history name of the history
	 * @return the cursors; none if there is no table
	 * @throws SQLException if the query fails
	 */
	List<BackfillCursor> read(Connection connection, String history) throws SQLException;

	/**
	 * Read one, without locking it and in autocommit.
	 * @param connection the connection
	 * @param id the cursor
	 * @return the cursor, {@code null} if it is gone
	 * @throws SQLException if the query fails
	 */
	@Nullable BackfillCursor find(Connection connection, long id) throws SQLException;

	/**
	 * Add a cursor, in the place of one of an earlier run of the same migration.
	 * @param connection the connection
	 * @param history name of the history
	 * @param cursor what is known of it
	 * @throws SQLException if a statement fails
	 */
	void add(Connection connection, String history, NewCursor cursor) throws SQLException;

	/**
	 * Take over an edited text, unless batches of the former one may run. What has failed
	 * begins anew, or goes on where it was if no row may be changed twice.
	 * @param connection the connection
	 * @param id the cursor
	 * @param cursor what is known from now on
	 * @return whether it was taken over
	 * @throws SQLException if the statement fails
	 */
	boolean edit(Connection connection, long id, NewCursor cursor) throws SQLException;

	/**
	 * Read a cursor and keep it from being ended or removed.
	 * @param connection the connection
	 * @param id the cursor
	 * @return the cursor, {@code null} if it is gone
	 * @throws SQLException if the query fails
	 */
	@Nullable BackfillCursor share(Connection connection, long id) throws SQLException;

	/**
	 * Read a cursor and keep others from moving it on.
	 * @param connection the connection
	 * @param id the cursor
	 * @return the cursor, {@code null} if it is gone
	 * @throws SQLException if the query fails
	 */
	@Nullable BackfillCursor hold(Connection connection, long id) throws SQLException;

	/**
	 * Read a cursor when no batch runs, and keep others from beginning one.
	 * @param connection the connection
	 * @param id the cursor
	 * @return the cursor, {@code null} if it is gone
	 * @throws SQLException if the query fails
	 */
	@Nullable BackfillCursor seize(Connection connection, long id) throws SQLException;

	/**
	 * Begin with the first pass.
	 * @param connection the connection
	 * @param id the cursor, held
	 * @param key along which to walk
	 * @param estimatedRows how many rows there are, {@code null} if unknown
	 * @throws SQLException if a statement fails
	 */
	void begin(Connection connection, long id, TableKey key, @Nullable Long estimatedRows) throws SQLException;

	/**
	 * Move on behind a range.
	 * @param connection the connection
	 * @param id the cursor, held
	 * @param move how far
	 * @throws SQLException if a statement fails
	 */
	void move(Connection connection, long id, Move move) throws SQLException;

	/**
	 * Begin with another pass, if the last one has ended and nobody else did so.
	 * @param connection the connection
	 * @param id the cursor
	 * @param pass the pass that has ended
	 * @throws SQLException if a statement fails
	 */
	void nextPass(Connection connection, long id, int pass) throws SQLException;

	/**
	 * Note how it ended.
	 * @param connection the connection
	 * @param id the cursor, held or seized
	 * @param state the state from now on
	 * @param error why it failed, {@code null} if it did not
	 * @return when it began and ended, by the clock of the database
	 * @throws SQLException if the statement fails
	 */
	Times end(Connection connection, long id, BackfillState state, @Nullable String error) throws SQLException;

	/**
	 * Note the key of a row that was passed over.
	 * @param connection the connection
	 * @param id the cursor, held
	 * @param key its key
	 * @throws SQLException if the statement fails
	 */
	void skipped(Connection connection, long id, String key) throws SQLException;

	/**
	 * Note why it is slow, in autocommit.
	 * @param connection the connection
	 * @param id the cursor
	 * @param reason why, {@code null} if it is not
	 * @throws SQLException if the statement fails
	 */
	void throttled(Connection connection, long id, @Nullable String reason) throws SQLException;

	/**
	 * Wait until no batch runs, keep others from beginning one until the transaction
	 * ends, and remove the cursors of migrations that are undone.
	 * @param connection the connection
	 * @param undone the migrations
	 * @throws SQLException if a statement fails, for instance because a batch takes too
	 * long
	 */
	void remove(Connection connection, Undone undone) throws SQLException;

	/**
	 * Wait until no batch runs, and keep others from beginning one until somebody resumes
	 * the backfill.
	 * @param connection the connection
	 * @param undone the migrations
	 * @throws SQLException if a statement fails, for instance because a batch takes too
	 * long
	 */
	void cancel(Connection connection, Undone undone) throws SQLException;

	/**
	 * Migrations that are undone.
	 *
	 * @param history name of the history
	 * @param versions their versions
	 * @param lockTimeout longest time to wait for a batch
	 */
	record Undone(String history, List<String> versions, Duration lockTimeout) {

		public Undone {
			versions = List.copyOf(versions);
		}

	}

	/**
	 * What is known of a backfill before it begins.
	 *
	 * @param historyId number of its row in the history
	 * @param version version of its migration
	 * @param name its name, {@code null} if it has none
	 * @param description description of its migration
	 * @param ordinal position among the steps of its migration
	 * @param script the file
	 * @param fingerprint hash of its text
	 * @param table the table, as written
	 * @param once whether no row may be changed twice
	 */
	record NewCursor(long historyId, String version, @Nullable String name, String description, int ordinal,
			String script, String fingerprint, String table, boolean once) {

	}

	/**
	 * When a backfill ran.
	 *
	 * @param startedAt when it began
	 * @param finishedAt when it ended
	 */
	record Times(Instant startedAt, Instant finishedAt) {

	}

	/**
	 * How far to move on.
	 *
	 * @param stretch the rows that are handed out, {@code null} if there are none left
	 * @param ended whether nothing is left behind them
	 * @param batchSize how many rows were asked for
	 * @param rowsPerSecond how many rows may be handed out in a second, {@code null} for
	 * no bound
	 */
	record Move(@Nullable KeyStretch stretch, boolean ended, int batchSize, @Nullable Long rowsPerSecond) {

	}

}
