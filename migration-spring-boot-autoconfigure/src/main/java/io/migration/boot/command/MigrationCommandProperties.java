// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import io.migration.BackfillAction;
import io.migration.ResolveRequest.ResolveAs;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What only commands read. The descriptions below become those of the properties.
 *
 * @param command Command to run instead of starting the application, such as "status",
 * "plan", "migrate" or "help".
 * @param format Form in which a command prints its result.
 * @param target Version that is to be the newest one after a rollback. Zero undoes all.
 * @param steps Number of migrations that a rollback undoes, the one applied last first.
 * @param acceptDataLoss Whether a rollback goes on where something that holds data is
 * dropped.
 * @param version Migration that a command is about: a version, or "R__" and the
 * description.
 * @param as What became of a step that stopped half-way.
 * @param connect Whether "lint" asks the database, and judges what is pending there by
 * its tables, types and sizes.
 * @param fix Whether "lint" changes scripts where the change is exact. Needs "connect",
 * or "migration.hazard.since", to leave those alone that have run.
 * @param name Description of a new migration, which becomes part of its file name. Or
 * name of a backfill, where a migration has several.
 * @param action What to do with a backfill.
 * @param rowsPerSecond Most rows per second that a backfill walks over, all instances
 * together, or "none".
 * @param folder Folder of a new migration. Defaults to the first location in the file
 * system, then to the folder of the first location below "src/main/resources".
 */
@ConfigurationProperties("migration")
record MigrationCommandProperties(@Nullable String command, @DefaultValue("text") OutputFormat format,
		@Nullable String target, @Nullable Integer steps, @DefaultValue("false") boolean acceptDataLoss,
		@Nullable String version, @Nullable ResolveAs as, @DefaultValue("false") boolean connect,
		@DefaultValue("false") boolean fix, @Nullable String name, @Nullable BackfillAction action,
		@Nullable String rowsPerSecond, @Nullable String folder) {

}
