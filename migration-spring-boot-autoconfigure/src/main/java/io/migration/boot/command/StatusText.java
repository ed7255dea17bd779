// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.command;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import io.migration.AppliedMigration;
import io.migration.AppliedStep;
import io.migration.MigrationKind;
import io.migration.MigrationStatus;
import io.migration.PendingMigration;
import io.migration.StepState;
import org.jspecify.annotations.Nullable;

/**
 * The state of a target, for people: a table of migrations, the oldest first.
 */
final class StatusText {

	private StatusText() {
	}

	static String of(MigrationStatus status) {
		StringBuilder text = new StringBuilder(table(status).toString()).append(System.lineSeparator());
		String version = (status.version() != null) ? "version " + status.version() : "no version";
		line(text, "%s, schema %s: %s, %s, %d applied, %d pending".formatted(status.database(), status.schema(),
				status.state(), version, status.appliedCount(), status.pending().size()));
		errors(text, status);
		if (status.running() != null) {
			line(text, "Running: %s %s in %s".formatted(status.running().migration(), status.running().step(),
					status.running().instance()));
		}
		if (status.lock().held()) {
			line(text, "Lock: held by " + status.lock().owner());
		}
		status.held().forEach((contract) -> text.append(HeldText.of(contract)));
		if (!status.instances().isEmpty()) {
			text.append(HeldText.of(status.instances())).append(System.lineSeparator());
		}
		status.warnings().forEach((warning) -> line(text, "Warning: " + warning));
		if (!status.backfills().isEmpty()) {
			text.append(System.lineSeparator()).append(BackfillText.of(status.backfills()));
		}
		return text.toString();
	}

	private static TextTable table(MigrationStatus status) {
		TextTable table = new TextTable("VERSION", "DESCRIPTION", "STATE", "INSTALLED", "TOOK", "SCRIPT");
		oldestFirst(status.applied()).forEach((migration) -> row(table, migration, appliedState(migration)));
		oldestFirst(status.unfinished()).forEach((migration) -> row(table, migration, steps(migration, false)));
		for (PendingMigration pending : status.pending()) {
			table.row(version(pending.version()), pending.description(), "pending", "", "", pending.script());
		}
		return table;
	}

	private static List<AppliedMigration> oldestFirst(List<AppliedMigration> newestFirst) {
		List<AppliedMigration> migrations = new ArrayList<>(newestFirst);
		Collections.reverse(migrations);
		return migrations;
	}

	private static void row(TextTable table, AppliedMigration migration, String state) {
		table.row(version(migration.version()), migration.description(), state,
				migration.installedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
				RunText.millis(migration.duration()), migration.script());
	}

	private static String appliedState(AppliedMigration migration) {
		String state = (migration.kind() == MigrationKind.BASELINE) ? "baseline" : "applied";
		String others = steps(migration, true);
		String known = migration.known() ? "" : ", not in this application";
		return (others.isEmpty() ? state : state + " (" + others + ")") + known;
	}

	// Of an unfinished migration, the last word on each step counts
	private static String steps(AppliedMigration migration, boolean onlyOpen) {
		return migration.steps()
			.stream()
			.filter((step) -> !onlyOpen || step.state() != StepState.SUCCEEDED)
			.map((step) -> step.step() + " " + step.state())
			.collect(Collectors.joining(", "));
	}

	private static void errors(StringBuilder text, MigrationStatus status) {
		for (AppliedMigration migration : status.unfinished()) {
			for (AppliedStep step : migration.steps()) {
				if (step.error() != null) {
					line(text, "Error in %s %s: %s".formatted(version(migration.version()), step.step(), step.error()));
				}
			}
		}
	}

	private static String version(@Nullable String version) {
		return (version != null) ? version : "R";
	}

	private static void line(StringBuilder text, String line) {
		text.append(line).append(System.lineSeparator());
	}

}
