// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.time.Duration;
import java.util.List;

import io.migration.BackfillState;
import org.jspecify.annotations.Nullable;

/**
 * How far a backfill is, as all instances see it.
 *
 * @param id its number
 * @param historyId number of its row in the history
 * @param version version of its migration
 * @param name its name, {@code null} if it has none
 * @param fingerprint hash of its text
 * @param state how it stands
 * @param key along which it walks, {@code null} before it began
 * @param walk how far the present pass is
 * @param rowLimit most rows per second for all instances, {@code null} for no limit
 * @param throttledBy why it is slow, {@code null} if it is not
 * @since 1.0.0
 */
public record BackfillCursor(long id, long historyId, String version, @Nullable String name, String fingerprint,
		BackfillState state, @Nullable TableKey key, Walk walk, @Nullable Long rowLimit, @Nullable String throttledBy) {

	/**
	 * How far a pass is.
	 *
	 * @param pass its number, from 1; 0 before the first one
	 * @param position the last key that was handed out, {@code null} for none
	 * @param ended whether all was handed out
	 * @param batchSize rows of the last batch, {@code null} for none
	 * @param changed rows changed in all passes, as far as counted
	 * @param passChanged rows changed in this pass, as far as counted
	 * @param late ranges in which a later pass still changed something
	 * @param skipped keys of the first rows that failed in this pass
	 * @param freeIn how long nothing may be handed out because of a bound of rows
	 */
	public record Walk(int pass, @Nullable List<String> position, boolean ended, @Nullable Integer batchSize,
			long changed, long passChanged, List<String> late, List<String> skipped, Duration freeIn) {

		public Walk {
			position = (position != null) ? List.copyOf(position) : null;
			late = List.copyOf(late);
			skipped = List.copyOf(skipped);
		}

	}

}
