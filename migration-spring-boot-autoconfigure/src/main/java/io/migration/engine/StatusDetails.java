// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.migration.AppliedMigration;
import io.migration.AppliedStep;
import io.migration.MigrationVersion;
import io.migration.StepState;
import io.migration.history.HistoryRow;
import io.migration.history.HistorySnapshot;
import io.migration.script.CodeMigration;
import io.migration.script.MigrationCatalog;
import io.migration.script.ResolvedMigration;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows into what people see of them.
 */
class StatusDetails {

	private final MigrationCatalog catalog;

	private final HistorySnapshot history;

	private final Map<Long, HistoryRow.Detail> details = new HashMap<>();

	StatusDetails(MigrationCatalog catalog, HistorySnapshot history, List<HistoryRow.Detail> details) {
		this.catalog = catalog;
		this.history = history;
		details.forEach((detail) -> this.details.put(detail.row().id(), detail));
	}

	List<AppliedMigration> applied(int limit) {
		return newestFirst().filter((rows) -> rows.get(0).state() == StepState.SUCCEEDED)
			.limit(limit)
			.map(this::migration)
			.toList();
	}

	List<AppliedMigration> unfinished() {
		return newestFirst().filter(this::isUnfinished).map(this::migration).toList();
	}

	private boolean isUnfinished(List<HistoryRow> rows) {
		MigrationVersion version = rows.get(0).version();
		return rows.get(0).state() != StepState.SUCCEEDED || (version != null && this.history.isHalfUndone(version));
	}

	private List<AppliedStep> steps(List<HistoryRow> rows) {
		List<AppliedStep> steps = new ArrayList<>(rows.stream().map(this::step).toList());
		MigrationVersion version = rows.get(0).version();
		HistoryRow down = (version != null) ? this.history.openDown(version) : null;
		if (down != null) {
			steps.add(step(down));
		}
		return steps;
	}

	private Stream<List<HistoryRow>> newestFirst() {
		List<List<HistoryRow>> all = new ArrayList<>(this.history.versions());
		this.history.repeatables().forEach((row) -> all.add(List.of(row)));
		all.sort(Comparator.comparing((List<HistoryRow> rows) -> rows.get(0).id()).reversed());
		return all.stream();
	}

	private AppliedMigration migration(List<HistoryRow> rows) {
		HistoryRow first = rows.get(0);
		HistoryRow.Detail detail = detail(first);
		Instant startedAt = detail.startedAt();
		Duration duration = duration(detail);
		return new AppliedMigration(text(first.version()), first.description(), first.kind(), first.script(),
				(startedAt != null) ? startedAt : Instant.EPOCH, detail.installedBy(),
				(duration != null) ? duration : Duration.ZERO, reversible(first, detail), local(first) != null,
				steps(rows));
	}

	private AppliedStep step(HistoryRow row) {
		HistoryRow.Detail detail = detail(row);
		return new AppliedStep(row.step(), row.name(), row.state(), detail.startedAt(), duration(detail),
				row.statements(), row.statementsDone(), row.attempts(), detail.error());
	}

	private static @Nullable Duration duration(HistoryRow.Detail detail) {
		Long milliseconds = detail.durationMs();
		return (milliseconds != null) ? Duration.ofMillis(milliseconds) : null;
	}

	private boolean reversible(HistoryRow row, HistoryRow.Detail detail) {
		return detail.reversible() || (local(row) instanceof CodeMigration code && code.reversible());
	}

	private @Nullable ResolvedMigration local(HistoryRow row) {
		MigrationVersion version = row.version();
		return (version != null) ? this.catalog.find(version) : this.catalog.findRepeatable(row.description());
	}

	private HistoryRow.Detail detail(HistoryRow row) {
		HistoryRow.Detail detail = this.details.get(row.id());
		if (detail == null) {
			throw new IllegalStateException("Row " + row.id() + " was not read");
		}
		return detail;
	}

	private static @Nullable String text(@Nullable MigrationVersion version) {
		return (version != null) ? version.toString() : null;
	}

}
