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
 * @since 1.0.0
 */
public record MigrationPlan(String target, String database, String schema, @Nullable String version,
		List<StepPlan> steps, boolean oneTransaction, List<String> warnings) {

	public MigrationPlan {
		steps = List.copyOf(steps);
		warnings = List.copyOf(warnings);
	}

}
