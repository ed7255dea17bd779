// SPDX-License-Identifier: Apache-2.0
package io.migration.history;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The rows of all migrations that have a contract.
 *
 * @param history what the rows say together
 * @param details what only the gate needs of a row, by the number of the row
 * @since 1.0.0
 */
public record ContractRows(HistorySnapshot history, Map<Long, Detail> details) {

	/**
	 * No migration has a contract.
	 */
	public static final ContractRows NONE = new ContractRows(HistorySnapshot.missing(), Map.of());

	public ContractRows {
		details = new HashMap<>(details);
	}

	/**
	 * Return what only the gate needs of a row.
	 * @param row the row
	 * @return the detail
	 */
	public Detail detail(HistoryRow row) {
		return this.details.getOrDefault(row.id(), Detail.UNKNOWN);
	}

	/**
	 * What only the gate needs of a row.
	 *
	 * @param application name of the application that wrote it, {@code null} if it has
	 * none
	 * @param error what went wrong, {@code null} if nothing did
	 * @param startedAt when it began, {@code null} while it is held
	 * @param finishedAt when it ended, {@code null} if it did not
	 * @param sinceEnd how long ago that was, by the clock of the database
	 * @param note the text of a note, {@code null} if it is none
	 */
	public record Detail(@Nullable String application, @Nullable String error, @Nullable Instant startedAt,
			@Nullable Instant finishedAt, Duration sinceEnd, @Nullable String note) {

		static final Detail UNKNOWN = new Detail(null, null, null, null, Duration.ZERO, null);

		/**
		 * Return who asked for what is noted.
		 * @return the name, {@code null} if it is unknown
		 */
		public @Nullable String requestedBy() {
			return (this.note != null) ? AuditNote.requestedBy(this.note) : null;
		}

	}

}
