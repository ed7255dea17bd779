// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.migration.BackfillState;
import io.migration.BackfillStatus;
import io.migration.MigrationVersion;
import io.migration.StepState;
import io.migration.StepType;
import io.migration.backfill.BackfillReader;
import io.migration.history.HistoryRow;
import io.migration.history.HistorySnapshot;
import io.migration.script.MigrationCatalog;
import io.migration.script.ResolvedMigration;
import io.migration.script.ScriptStep;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what history, cursors and scripts say of backfills. The history has the
 * last word on which there are: a cursor may be left of a migration that was undone.
 */
class BackfillList {

	private static final Duration SHOWN_AFTERWARDS = Duration.ofDays(1);

	private final MigrationCatalog catalog;

	private final Texts texts;

	BackfillList(MigrationCatalog catalog, Texts texts) {
		this.catalog = catalog;
		this.texts = texts;
	}

	/**
	 * Asks the database only if there is or was something to do lately.
	 */
	List<BackfillStatus> read(Connection connection, BackfillReader reader, HistorySnapshot history,
			Collection<HistoryRow.Detail> details) throws SQLException {
		List<HistoryRow> rows = rows(history, endedLately(details));
		if (rows.isEmpty()) {
			return List.of();
		}
		Map<Long, BackfillStatus> known = reader.read(connection);
		List<BackfillStatus> backfills = new ArrayList<>();
		for (HistoryRow row : rows) {
			BackfillStatus status = known.get(row.id());
			if (status != null) {
				backfills.add(status);
			}
			else if (row.state() != StepState.SUCCEEDED) {
				backfills.add(waiting(row));
			}
		}
		return backfills;
	}

	private static List<HistoryRow> rows(HistorySnapshot history, Predicate<HistoryRow> endedLately) {
		return history.versions()
			.stream()
			.flatMap(Collection::stream)
			.filter((row) -> row.step() == StepType.BACKFILL)
			.filter((row) -> row.state() != StepState.SUCCEEDED || endedLately.test(row))
			.sorted(Comparator.comparing(BackfillList::version).thenComparing(HistoryRow::id))
			.toList();
	}

	private static MigrationVersion version(HistoryRow row) {
		return Objects.requireNonNull(row.version());
	}

	private static Predicate<HistoryRow> endedLately(Collection<HistoryRow.Detail> details) {
		Instant since = Instant.now().minus(SHOWN_AFTERWARDS);
		return details.stream()
			.filter((detail) -> detail.row().step() == StepType.BACKFILL && endedAt(detail).isAfter(since))
			.map((detail) -> detail.row().id())
			.collect(Collectors.collectingAndThen(Collectors.toSet(), (ids) -> (row) -> ids.contains(row.id())));
	}

	private static Instant endedAt(HistoryRow.Detail detail) {
		Instant startedAt = detail.startedAt();
		Long duration = detail.durationMs();
		return (startedAt != null) ? startedAt.plusMillis((duration != null) ? duration : 0) : Instant.MIN;
	}

	/**
	 * A backfill that no instance has seen.
	 */
	BackfillStatus waiting(HistoryRow row) throws SQLException {
		ScriptStep step = step(row);
		String table = (step != null && step.options().backfill() != null) ? step.options().backfill().table() : "";
		return new BackfillStatus(version(row).toString(), row.description(), row.name(), table, BackfillState.WAITING,
				0, 0, 0, null, null, null, null, null, 0, null, null, null, List.of());
	}

	/**
	 * What the script or the code says of a backfill, {@code null} if this application
	 * does not contain it.
	 */
	@Nullable ScriptStep step(HistoryRow row) throws SQLException {
		ResolvedMigration migration = this.catalog.find(version(row));
		if (migration == null) {
			return null;
		}
		return this.texts.backfills(migration)
			.stream()
			.filter((step) -> Objects.equals(step.name(), row.name()))
			.findFirst()
			.orElse(null);
	}

}
