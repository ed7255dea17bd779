// SPDX-License-Identifier: Apache-2.0
package io.migration.history;

import java.util.List;

import io.migration.MigrationKind;
import io.migration.StepType;
import org.jspecify.annotations.Nullable;

/**
 * What the history keeps of a step, whatever becomes of it.
 *
 * @param version the version, {@code null} for a repeatable migration
 * @param description the description
 * @param kind where the row comes from
 * @param step which part
 * @param ordinal position among the steps of the migration, from 0
 * @param name name of a backfill if it has one
 * @param script file or class
 * @param size size of the file in bytes, {@code null} for code
 * @param crc32 CRC-32 of the file, {@code null} for code
 * @param checksum hash of the file with unified line ends, {@code null} for code
 * @param fingerprint hash of the tokens of the step, {@code null} for code
 * @param statementHashes hash of the tokens of each statement
 * @param body the text before placeholders were replaced
 * @param undo the text that undoes the step
 * @param statements how many statements it has
 * @since 1.0.0
 */
public record StepRecord(@Nullable String version, String description, MigrationKind kind, StepType step, int ordinal,
		@Nullable String name, String script, @Nullable Long size, @Nullable Long crc32, @Nullable String checksum,
		@Nullable String fingerprint, List<String> statementHashes, @Nullable String body, @Nullable String undo,
		int statements) {

	public StepRecord {
		statementHashes = List.copyOf(statementHashes);
	}

}
