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
 * @param reversible whether everything it does can be undone
 * @param risk the worst of what it would do; {@code null} if that is not known, as of
 * code, or where nobody looked
 * @param findings the hazards in it, in the order of the file
 * @since 1.0.0
 */
public record PendingMigration(@Nullable String version, String description, MigrationKind kind, String script,
		List<StepType> steps, boolean reversible, @Nullable RiskClass risk, List<Finding> findings) {

	public PendingMigration {
		steps = List.copyOf(steps);
		findings = List.copyOf(findings);
	}

	/**
	 * Create a migration of whose hazards nothing is known.
	 * @param version the version, {@code null} for a repeatable migration
	 * @param description the description
	 * @param kind versioned or repeatable
	 * @param script file or class
	 * @param steps the steps that are left, in their order
	 */
	public PendingMigration(@Nullable String version, String description, MigrationKind kind, String script,
			List<StepType> steps) {
		this(version, description, kind, script, steps, false, null, List.of());
	}

	/**
	 * Return how it is called in messages.
	 * @return the version, or {@code R__description}
	 */
	public String name() {
		return (this.version != null) ? this.version : "R__" + this.description;
	}

}
