// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A migration of this application that has not run, or not to its end.
 *
 * @param version the version, {@code null} for a repeatable migration
 * @param description the description
 * @param kind versioned or repeatable
 * @param script file or class
 * @param steps the steps that are left, in their order
 * @since 1.0.0
 */
public record PendingMigration(@Nullable String version, String description, MigrationKind kind, String script,
		List<StepType> steps) {

	public PendingMigration {
		steps = List.copyOf(steps);
	}

}
