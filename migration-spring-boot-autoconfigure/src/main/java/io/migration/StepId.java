// SPDX-License-Identifier: Apache-2.0
package io.migration;

import org.jspecify.annotations.Nullable;

/**
 * Names one step of one migration.
 *
 * @param version the version, {@code null} for a repeatable migration
 * @param description the description of the migration
 * @param script where it comes from: the file name relative to its location, or a class
 * name
 * @param step which part
 * @param name name of a backfill if it has one
 * @since 1.0.0
 */
public record StepId(@Nullable MigrationVersion version, String description, String script, StepType step,
		@Nullable String name) {

	/**
	 * Return how the migration is called in messages, tables and meters.
	 * @return the version, or {@code R__description}
	 */
	public String migration() {
		return (this.version != null) ? this.version.toString() : "R__" + this.description;
	}

	@Override
	public String toString() {
		return migration() + " " + this.step;
	}

}
