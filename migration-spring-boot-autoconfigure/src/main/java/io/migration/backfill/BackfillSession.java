// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.time.Duration;

import io.migration.BackfillSettings;
import io.migration.InstanceIdentity;
import io.migration.database.BackfillCursors;
import io.migration.database.BackfillRanges;
import io.migration.database.Database;
import io.migration.database.KeyWalk;
import io.migration.execution.RunStop;
import io.migration.history.HeldStepJournal;
import io.migration.history.HistoryTables;
import org.jspecify.annotations.Nullable;

/**
 * What a worker works with.
 *
 * @param database the database
 * @param schema the schema that unqualified names refer to; {@code null} to leave the
 * search path alone
 * @param place where the history is
 * @param identity who this instance is
 * @param settings how backfills are run
 * @param statementTimeout bound for a statement, zero for none
 * @param pace how fast to go on
 * @param events who is told of the work
 * @param stop whether to go on
 * @since 1.0.0
 */
public record BackfillSession(Database database, @Nullable String schema, Place place, InstanceIdentity identity,
		BackfillSettings settings, Duration statementTimeout, BackfillPace pace, BackfillEvents events, RunStop stop) {

	BackfillCursors cursors() {
		return this.place.cursors(this.database);
	}

	BackfillRanges ranges() {
		return this.database.backfillRanges(this.place.schema(), HistoryTables.BACKFILL_RANGES,
				HistoryTables.BACKFILLS);
	}

	HeldStepJournal journal() {
		return new HeldStepJournal(this.database, this.place.schema(), this.place.table(), this.identity);
	}

	KeyWalk walk() {
		return this.database.keyWalk();
	}

	// The state of a transaction for a backfill.
	KeyWalk.Settings transaction(BackfillTask task, boolean readsKeys) {
		Duration lockTimeout = task.step().options().lockTimeout();
		Duration timeout = task.step().options().statementTimeout();
		return new KeyWalk.Settings(this.schema, (lockTimeout != null) ? lockTimeout : this.settings.lockTimeout(),
				(timeout != null) ? timeout : this.statementTimeout,
				"migration " + task.version() + " BACKFILL " + this.identity.instance(), readsKeys);
	}

	/**
	 * Where the history is.
	 *
	 * @param schema its schema
	 * @param table its name
	 */
	public record Place(String schema, String table) {

		/**
		 * Return the cursors of this history.
		 * @param database the database
		 * @return the cursors
		 */
		public BackfillCursors cursors(Database database) {
			return database.backfillCursors(this.schema, HistoryTables.BACKFILLS, HistoryTables.BACKFILL_RANGES);
		}

	}

}
