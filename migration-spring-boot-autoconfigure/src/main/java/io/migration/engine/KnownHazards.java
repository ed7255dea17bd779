// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

import io.migration.PendingMigration;
import io.migration.history.HistoryRow;
import io.migration.script.ResolvedMigration;
import org.jspecify.annotations.Nullable;

/**
 * The hazards of what is pending as they were found last, for those who ask again and
 * again. To find them may take the whole catalog, and what they depend on changes with
 * the history. What nobody writes into it, such as a table that has grown, is seen a
 * while later. Safe for use by several threads.
 */
final class KnownHazards {

	/**
	 * How long what was found is told again.
	 */
	static final Duration MAX_AGE = Duration.ofMinutes(1);

	private final LongSupplier nanoTime;

	private volatile @Nullable Entry last;

	KnownHazards(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Return the hazards of what is pending.
	 * @param pending what is pending
	 * @param history what is in the history
	 * @param judgement finds the hazards
	 * @return the migrations with their hazards
	 * @throws SQLException if they cannot be found
	 */
	List<PendingMigration> find(List<ResolvedMigration> pending, List<HistoryRow> history,
			PendingList.Judgement judgement) throws SQLException {
		long now = this.nanoTime.getAsLong();
		Entry known = this.last;
		if (known != null && known.isFor(pending, history, now)) {
			return known.found();
		}
		List<PendingMigration> found = judgement.run();
		this.last = pending.isEmpty() ? null : new Entry(pending, history, now, found);
		return found;
	}

	/**
	 * What was found, and on what it depends.
	 */
	private record Entry(List<ResolvedMigration> pending, List<HistoryRow> history, long foundAt,
			List<PendingMigration> found) {

		boolean isFor(List<ResolvedMigration> otherPending, List<HistoryRow> otherHistory, long now) {
			return now - this.foundAt < MAX_AGE.toNanos() && this.pending.equals(otherPending)
					&& this.history.equals(otherHistory);
		}

	}

}
