// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A migration that the history knows.
 *
 * @param version the version, {@code null} for a repeatable migration
 * @param description the description
 * @param kind where the row comes from
 * @param script file or class
 * @param installedAt when its first step began
 * @param installedBy the database user
 * @param duration of its {@code up} step
 * @param reversible whether it can be rolled back
 * @param known whether this application contains it
 * @param steps its steps
 * @since 1.0.0
 */
public record AppliedMigration(@Nullable String version, String description, MigrationKind kind, String script,
		Instant installedAt, String installedBy, Duration duration, boolean reversible, boolean known,
		List<AppliedStep> steps) {

	public AppliedMigration {
		steps = List.copyOf(steps);
	}

}
