// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a run would do, as far as it can be told before.
 *
 * @param target name of the target
 * @param database product and version
 * @param schema the schema that is migrated
 * @param version newest applied version now, {@code null} if there is none
 * @param steps what would run, in this order
 * @param oneTransaction whether everything runs in one transaction, so that either all of
 * it or nothing takes effect
 * @param warnings what should be known before
 * @param pending the migrations that would run, with their hazards; none for a rollback
 * @since 1.0.0
 */
public record MigrationPlan(String target, String database, String schema, @Nullable String version,
		List<StepPlan> steps, boolean oneTransaction, List<String> warnings, List<PendingMigration> pending) {

	public MigrationPlan {
		steps = List.copyOf(steps);
		warnings = List.copyOf(warnings);
		pending = List.copyOf(pending);
	}

	/**
	 * Create a plan that does not tell of hazards.
	 * @param target name of the target
	 * @param database product and version
	 * @param schema the schema that is migrated
	 * @param version newest applied version now, {@code null} if there is none
	 * @param steps what would run, in this order
	 * @param oneTransaction whether everything runs in one transaction
	 * @param warnings what should be known before
	 */
	public MigrationPlan(String target, String database, String schema, @Nullable String version, List<StepPlan> steps,
			boolean oneTransaction, List<String> warnings) {
		this(target, database, schema, version, steps, oneTransaction, warnings, List.of());
	}

}
