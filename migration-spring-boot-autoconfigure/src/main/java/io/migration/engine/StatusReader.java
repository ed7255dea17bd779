// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.migration.BackfillStatus;
import io.migration.LockStatus;
import io.migration.MigrationOptions;
import io.migration.MigrationStatus;
import io.migration.MigrationVersion;
import io.migration.OnAhead;
import io.migration.PendingMigration;
import io.migration.RequiredSteps;
import io.migration.RunningStep;
import io.migration.backfill.BackfillReader;
import io.migration.database.Database;
import io.migration.execution.Activity;
import io.migration.history.HistoryReader;
import io.migration.history.HistoryRow;
import io.migration.history.HistorySnapshot;
import io.migration.lock.LockStatusReader;
import io.migration.script.MigrationCatalog;
import org.jspecify.annotations.Nullable;

/**
 * Reads the state of a target without changing anything and without waiting.
 */
class StatusReader {

	private final MigrationOptions options;

	private final Scripts scripts;

	private final Connection connection;

	private final Database database;

	StatusReader(MigrationOptions options, Scripts scripts, Connection connection, Database database) {
		this.options = options;
		this.scripts = scripts;
		this.connection = connection;
		this.database = database;
	}

	MigrationStatus read(int limit, @Nullable KnownHazards hazards) throws SQLException {
		MigrationCatalog catalog = this.scripts.catalog();
		List<HistoryRow.Detail> details = new ArrayList<>();
		HistoryReader reader = new HistoryReader(this.database, Placement.configuredHistorySchema(this.options),
				this.options.history().table());
		HistorySnapshot history = reader.readDetails(this.connection, details);
		Texts texts = new Texts(this.options, this.connection, this.database, reader);
		Comparison comparison = new Comparer(this.options.plan(), catalog, history, texts).compare();
		String schema = schema(history, texts);
		LockStatus lock = lock(schema, history);
		RunningStep running = running(lock);
		RequiredSteps required = RequiredStepsReader.read(catalog, history, comparison, running);
		StatusDetails rows = new StatusDetails(catalog, history, details);
		RolloutStatus rollout = RolloutStatus.read(this.options, this.connection, this.database, catalog,
				history.schema());
		List<String> warnings = warnings(catalog, comparison);
		warnings.addAll(rollout.warnings());
		return new MigrationStatus(this.options.target(), this.database.name(), schema,
				TargetStates.of(required, running, history, comparison), text(history.newest()), history.appliedCount(),
				rows.applied(limit), rows.unfinished(), pending(comparison, history, texts, hazards), running, lock,
				required, backfills(catalog, history, texts, details), rollout.held(), rollout.instances(), warnings);
	}

	private List<PendingMigration> pending(Comparison comparison, HistorySnapshot history, Texts texts,
			@Nullable KnownHazards hazards) throws SQLException {
		return (hazards != null)
				? hazards.find(comparison.pending(), history.rows(),
						() -> PendingList.of(comparison, texts, this.options.hazard(), this.options.schema()))
				: PendingList.withoutHazards(comparison, texts);
	}

	private List<BackfillStatus> backfills(MigrationCatalog catalog, HistorySnapshot history, Texts texts,
			List<HistoryRow.Detail> details) throws SQLException {
		String schema = history.schema();
		if (schema == null) {
			return List.of();
		}
		BackfillReader reader = new BackfillReader(this.database, schema, this.options.history().table());
		return new BackfillList(catalog, texts).read(this.connection, reader, history, details);
	}

	private String schema(HistorySnapshot history, Texts texts) throws SQLException {
		String schema = (this.options.schema() != null) ? this.options.schema() : history.currentSchema();
		if (schema == null) {
			schema = texts.condition().schema();
		}
		return (schema != null) ? schema : "";
	}

	private LockStatus lock(String schema, HistorySnapshot history) throws SQLException {
		Placement placement = Placement.of(this.options, schema);
		String historySchema = (history.schema() != null) ? history.schema() : placement.historySchema();
		return new LockStatusReader(this.database, historySchema, placement.historyTable()).read(this.connection);
	}

	private static @Nullable RunningStep running(LockStatus lock) {
		String owner = lock.owner();
		RunningStep step = (lock.held() && owner != null) ? Activity.parse(owner) : null;
		return (step != null) ? new RunningStep(step.migration(), step.step(), step.instance(), lock.since()) : null;
	}

	private List<String> warnings(MigrationCatalog catalog, Comparison comparison) {
		List<String> warnings = new ArrayList<>(catalog.warnings());
		comparison.problems().forEach((problem) -> warnings.add(problem.message()));
		if (!comparison.ahead().isEmpty() && this.options.plan().onAhead() != OnAhead.FAIL) {
			warnings.add(ProblemTexts.aheadMessage(comparison.ahead(), catalog.newest()));
		}
		return warnings;
	}

	private static @Nullable String text(@Nullable MigrationVersion version) {
		return (version != null) ? version.toString() : null;
	}

}
