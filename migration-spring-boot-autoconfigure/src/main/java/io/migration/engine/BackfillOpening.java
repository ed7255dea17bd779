// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.migration.MigrationVersion;
import io.migration.StepState;
import io.migration.StepType;
import io.migration.backfill.BackfillSession.Place;
import io.migration.backfill.BackfillTask;
import io.migration.database.BackfillCursor;
import io.migration.database.BackfillCursors;
import io.migration.database.LocalTransaction;
import io.migration.engine.MigrationSession.Exclusive;
import io.migration.history.HistoryJournal;
import io.migration.history.HistoryRow;
import io.migration.history.HistorySnapshot;
import io.migration.history.HistoryTables;
import io.migration.history.StepRecord;
import io.migration.script.ResolvedMigration;
import io.migration.script.ScriptMigration;
import io.migration.script.ScriptStep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the backfills that are left. Missing cursors are made under the lock, so that no
 * rollback can come across: what it undoes has no cursor made behind its back.
 */
class BackfillOpening {

	private static final Logger logger = LoggerFactory.getLogger(BackfillOpening.class);

	private final MigrationSession session;

	BackfillOpening(MigrationSession session) {
		this.session = session;
	}

	/**
	 * Look what is left. A run of somebody else, which may take long, is not waited for
	 * on a connection that the application may need.
	 * @return what is left, nothing at all if that can be told only when a run of
	 * somebody else has ended
	 */
	Optional<OpenBackfills> run() throws SQLException {
		Reading reading = this.session.read();
		List<BackfillTask> tasks = tasks(reading);
		String schema = Objects.requireNonNullElse(reading.history().schema(), "");
		Place place = new Place(schema, this.session.options().history().table());
		if (!tasks.isEmpty() && !haveCursors(tasks, place)) {
			if (!this.session.exclusivelyIfFree((exclusive) -> work(exclusive, place))) {
				return Optional.empty();
			}
			tasks = tasks(this.session.read());
		}
		return Optional.of(new OpenBackfills(this.session.database(), place, tasks));
	}

	private boolean haveCursors(List<BackfillTask> tasks, Place place) throws SQLException {
		List<BackfillCursor> cursors = place.cursors(this.session.database())
			.read(this.session.connection(), place.table());
		return tasks.stream()
			.allMatch((task) -> cursors.stream().anyMatch((cursor) -> task.owns(cursor) && task.hasTextOf(cursor)));
	}

	private List<BackfillTask> tasks(Reading reading) throws SQLException {
		List<BackfillTask> tasks = new ArrayList<>();
		for (List<HistoryRow> rows : reading.history().versions()) {
			MigrationVersion version = Objects.requireNonNull(rows.get(0).version());
			boolean applied = rows.get(0).state() == StepState.SUCCEEDED && !reading.history().isHalfUndone(version);
			ResolvedMigration migration = reading.catalog().find(version);
			if (applied && isLeft(rows) && migration != null) {
				add(reading.texts().backfills(migration), rows, tasks);
			}
		}
		return tasks;
	}

	static boolean isLeft(HistorySnapshot history) {
		return history.versions().stream().anyMatch(BackfillOpening::isLeft);
	}

	private static boolean isLeft(List<HistoryRow> rows) {
		return rows.stream().anyMatch(BackfillOpening::isLeft);
	}

	private static boolean isLeft(HistoryRow row) {
		return row.step() == StepType.BACKFILL && row.state() != StepState.SUCCEEDED;
	}

	private void add(List<ScriptStep> backfills, List<HistoryRow> rows, List<BackfillTask> tasks) {
		for (HistoryRow row : rows) {
			if (isLeft(row)) {
				backfills.stream()
					.filter((step) -> Objects.equals(step.name(), row.name()))
					.forEach((step) -> tasks.add(BackfillTask.of(row, step, this.session.database().dialect())));
			}
		}
	}

	private void work(Exclusive exclusive, Place place) throws SQLException {
		Connection connection = this.session.connection();
		Reading reading = this.session.read();
		try (LocalTransaction transaction = LocalTransaction.begin(connection)) {
			exclusive.journal().fence().write(connection, () -> write(exclusive, reading, place));
			transaction.commit();
		}
	}

	private boolean write(Exclusive exclusive, Reading reading, Place place) throws SQLException {
		Connection connection = this.session.connection();
		BackfillCursors cursors = place.cursors(this.session.database());
		if (!cursors.exist(connection)) {
			new HistoryTables(this.session.database(), place.schema(), place.table()).createBackfills(connection);
		}
		List<BackfillCursor> known = cursors.read(connection, place.table());
		for (BackfillTask task : tasks(reading)) {
			BackfillCursor own = known.stream().filter(task::owns).findFirst().orElse(null);
			if (own == null) {
				cursors.add(connection, place.table(), task.newCursor());
			}
			else if (!task.hasTextOf(own)) {
				edit(exclusive.journal(), reading, task, cursors.edit(connection, own.id(), task.newCursor()));
			}
		}
		return true;
	}

	private void edit(HistoryJournal journal, Reading reading, BackfillTask task, boolean taken) throws SQLException {
		if (!taken) {
			logger.warn("{} runs with a text that differs from the one of this application; it is left to the "
					+ "instances that have that text", task.title());
			return;
		}
		logger.info("{} was edited; the text of this application is taken from now on", task.title());
		MigrationVersion version = MigrationVersion.of(task.version());
		ResolvedMigration migration = reading.catalog().find(version);
		if (migration != null) {
			journal.rewrite(this.session.connection(), task.historyId(), record(reading, migration, task.step()));
			journal.resolve(this.session.connection(), task.historyId(), StepState.HELD, 0);
		}
	}

	private static StepRecord record(Reading reading, ResolvedMigration migration, ScriptStep step)
			throws SQLException {
		return (migration instanceof ScriptMigration script)
				? StepRecords.of(script, reading.texts().content(script), step) : StepRecords.ofCode(migration, step);
	}

}
