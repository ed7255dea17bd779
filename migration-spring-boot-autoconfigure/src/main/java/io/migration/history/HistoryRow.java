// SPDX-License-Identifier: Apache-2.0
package io.migration.history;

import java.time.Instant;

import io.migration.MigrationKind;
import io.migration.MigrationVersion;
import io.migration.StepState;
import io.migration.StepType;
import org.jspecify.annotations.Nullable;

/**
 * One row of the history without its texts.
 *
 * @param id its number, ascending in the order of writing
 * @param version the version, {@code null} for a repeatable migration
 * @param description the description
 * @param kind where the row comes from
 * @param step which part of the migration
 * @param name name of a backfill if it has one
 * @param state how far it is
 * @param script file or class
 * @param size size of the file in bytes, {@code null} for code
 * @param crc32 CRC-32 of the file, {@code null} for code
 * @param checksum hash of the file with unified line ends, {@code null} for code
 * @param fingerprint hash of the tokens of the step, {@code null} for code
 * @param statements how many statements the step has
 * @param statementsDone how many of them are done
 * @param attempts how often it was tried
 * @since 1.0.0
 */
public record HistoryRow(long id, @Nullable MigrationVersion version, String description, MigrationKind kind,
		StepType step, @Nullable String name, StepState state, String script, @Nullable Long size, @Nullable Long crc32,
		@Nullable String checksum, @Nullable String fingerprint, int statements, int statementsDone, int attempts) {

	// What the row says once its step was undone
	HistoryRow heldAgain() {
		return new HistoryRow(this.id, this.version, this.description, this.kind, this.step, this.name, StepState.HELD,
				this.script, this.size, this.crc32, this.checksum, this.fingerprint, this.statements, 0, this.attempts);
	}

	/**
	 * Return how the migration is called in messages.
	 * @return the version, or {@code R__description}
	 */
	public String migration() {
		return (this.version != null) ? this.version.toString() : "R__" + this.description;
	}

	/**
	 * What only the status needs of a row.
	 *
	 * @param row the row
	 * @param reversible whether its undo is known
	 * @param startedAt when it began, {@code null} while it is held
	 * @param durationMs how long it took in milliseconds, {@code null} while not finished
	 * @param installedBy the database user
	 * @param instance who wrote it
	 * @param error what went wrong
	 */
	public record Detail(HistoryRow row, boolean reversible, @Nullable Instant startedAt, @Nullable Long durationMs,
			String installedBy, @Nullable String instance, @Nullable String error) {

	}

}
