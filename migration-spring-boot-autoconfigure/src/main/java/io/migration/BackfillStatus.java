// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How far a backfill is.
 *
 * @param version version of its migration
 * @param description description of its migration
 * @param name its name, {@code null} if the migration has only one
 * @param table the table that it walks through, as written
 * @param state how it stands
 * @param pass number of the present pass, from 1; 0 before it began
 * @param rows rows that were walked over in this pass
 * @param changed rows that were changed, in all passes
 * @param estimatedRows about how many rows the table has, as the database has noted or a
 * sample tells; {@code null} if it is empty or cannot be told
 * @param rowsPerSecond rows walked over per second, lately and by all instances;
 * {@code null} if nothing ran lately
 * @param remaining estimated time left of this pass, {@code null} if it cannot be told
 * @param startedAt when it began, {@code null} if it did not
 * @param finishedAt when it ended, {@code null} if it did not
 * @param workers how many batches run at this moment, in all instances
 * @param limit most rows per second for all instances together, {@code null} if there is
 * no limit
 * @param throttledBy why it is slowed down, {@code null} if it is not
 * @param error why it failed, {@code null} if it did not
 * @param skipped keys of the first rows that failed and were passed over
 * @since 1.0.0
 */
public record BackfillStatus(String version, String description, @Nullable String name, String table,
		BackfillState state, int pass, long rows, long changed, @Nullable Long estimatedRows,
		@Nullable Double rowsPerSecond, @Nullable Duration remaining, @Nullable Instant startedAt,
		@Nullable Instant finishedAt, int workers, @Nullable Long limit, @Nullable String throttledBy,
		@Nullable String error, List<String> skipped) {

	public BackfillStatus {
		skipped = List.copyOf(skipped);
	}

	/**
	 * Return how much of this pass is done.
	 * @return from 0 to 100; {@code null} if it cannot be told
	 */
	public @Nullable Double percentage() {
		if (this.state == BackfillState.SUCCEEDED) {
			return 100.0;
		}
		Long estimated = this.estimatedRows;
		return (estimated != null && estimated > 0) ? Math.min(99.9, 100.0 * this.rows / estimated) : null;
	}

}
