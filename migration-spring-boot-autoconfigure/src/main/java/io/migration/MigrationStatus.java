// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The state of one target as read from its database.
 *
 * @param target name of the target
 * @param database product and version, for instance {@code PostgreSQL 18.1}
 * @param schema the schema that is migrated
 * @param state the state
 * @param version newest applied version, {@code null} if there is none
 * @param appliedCount how many migrations are applied, repeatable ones included
 * @param applied the applied migrations, newest first, as many as were asked for
 * @param unfinished migrations that were begun and have not succeeded, newest first
 * @param pending the migrations of this application that have not run, in their order
 * @param running the step that is running now, in whichever instance
 * @param lock who may migrate now
 * @param required what is missing of the steps that this application needs
 * @param backfills the backfills that have not succeeded, and those that did lately, in
 * the order of their versions
 * @param held the contracts that wait, in the order of their versions
 * @param instances the instances in the register
 * @param warnings findings that do not stop the application, such as a database that is
 * ahead
 * @since 1.0.0
 */
public record MigrationStatus(String target, String database, String schema, TargetState state,
		@Nullable String version, int appliedCount, List<AppliedMigration> applied, List<AppliedMigration> unfinished,
		List<PendingMigration> pending, @Nullable RunningStep running, LockStatus lock, RequiredSteps required,
		List<BackfillStatus> backfills, List<HeldContract> held, List<RegisteredInstance> instances,
		List<String> warnings) {

	public MigrationStatus {
		applied = List.copyOf(applied);
		unfinished = List.copyOf(unfinished);
		pending = List.copyOf(pending);
		backfills = List.copyOf(backfills);
		held = List.copyOf(held);
		instances = List.copyOf(instances);
		warnings = List.copyOf(warnings);
	}

}
