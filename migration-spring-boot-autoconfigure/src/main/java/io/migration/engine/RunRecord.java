// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.migration.MigrationException;
import io.migration.MigrationRun;
import io.migration.MigrationStoppedException;
import io.migration.MigrationVersion;
import io.migration.OnAhead;
import io.migration.StepId;
import io.migration.StepRun;
import io.migration.StepState;
import io.migration.StepType;
import io.migration.execution.PlannedStep;
import io.migration.history.HistoryRow;
import io.migration.history.HistorySnapshot;
import io.migration.script.MigrationCatalog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects what a run does. Not safe for use by several threads.
 */
class RunRecord {

	private static final Logger logger = LoggerFactory.getLogger(RunRecord.class);

	private static final String UP_TO_DATE = "The database is up to date at version {}{}";

	private static final String HELD = "; held are ";

	private final String target;

	private final Instant startedAt = Instant.now();

	private final List<StepRun> steps = new ArrayList<>();

	private Duration lockWait = Duration.ZERO;

	private @Nullable Reading reading;

	private int planned;

	private int upToDate;

	private boolean backfillsLeft;

	RunRecord(String target) {
		this.target = target;
	}

	void waited(Duration duration) {
		this.lockWait = duration;
	}

	void upToDate(MigrationCatalog catalog, @Nullable String held) {
		this.upToDate = catalog.versioned().size() + catalog.repeatable().size();
		this.backfillsLeft = held != null && held.contains(StepType.BACKFILL.name());
		logger.info(UP_TO_DATE, catalog.newest(), (held != null) ? HELD + held : "");
	}

	void nothingToDo(Reading reading, OnAhead onAhead) {
		this.reading = reading;
		this.backfillsLeft = BackfillOpening.isLeft(reading.history());
		List<MigrationVersion> ahead = reading.comparison().ahead();
		if (!ahead.isEmpty() && onAhead == OnAhead.WARN) {
			logger.warn("{} Repeatable migrations are left alone.",
					ProblemTexts.aheadMessage(ahead, reading.catalog().newest()));
		}
		else if (reading.history().exists()) {
			logger.info(UP_TO_DATE, reading.history().newest(), held(reading.history()));
		}
	}

	private static String held(HistorySnapshot history) {
		List<HistoryRow> held = history.held();
		return held.isEmpty() ? ""
				: held.stream()
					.map((row) -> row.migration() + " " + row.step())
					.collect(Collectors.joining(", ", HELD, ""));
	}

	void begin(String database, String schema, Reading reading, List<PlannedStep> steps) {
		this.reading = reading;
		this.planned = steps.size();
		this.backfillsLeft = BackfillOpening.isLeft(reading.history()) || steps.stream()
			.flatMap((planned) -> planned.held().stream())
			.anyMatch((held) -> held.step() == StepType.BACKFILL);
		boolean undo = steps.stream().anyMatch((planned) -> planned.undo() != null);
		logger.info("{} {}, schema {}: {} to run, now at version {}", undo ? "Rolling back" : "Migrating", database,
				schema, steps.size(), (reading.history().newest() != null) ? reading.history().newest() : "(none)");
	}

	void nothingToUndo(Reading reading) {
		this.reading = reading;
		logger.info("There is nothing to undo, the database is at version {}", reading.history().newest());
	}

	// As far as this run has seen; there may be none
	boolean backfillsLeft() {
		return this.backfillsLeft;
	}

	void add(StepRun step) {
		this.steps.add(step);
	}

	void sessionLost(String message) {
		logger.warn("The session could not be put back into its former state and was ended: {}", message);
	}

	MigrationRun end(@Nullable Exception failure) {
		int done = done();
		Duration duration = Duration.between(this.startedAt, Instant.now());
		if (failure == null && done > 0) {
			logger.info("Ran {} {} in {} ms", done, (done == 1) ? "step" : "steps", duration.toMillis());
		}
		if (failure instanceof MigrationStoppedException) {
			logger.warn("{}", failure.getMessage());
		}
		return new MigrationRun(this.target, this.startedAt, duration, this.lockWait, this.steps, appliedCount(),
				pendingCount(done), (failure != null) ? text(failure) : null);
	}

	private int done() {
		int done = 0;
		for (StepRun step : this.steps) {
			done += (step.state() == StepState.SUCCEEDED) ? 1 : 0;
		}
		return done;
	}

	private static @Nullable String text(Exception failure) {
		return (failure instanceof MigrationException migration) ? migration.description() : failure.getMessage();
	}

	private int pendingCount(int done) {
		Reading known = this.reading;
		boolean undo = known != null && !this.steps.isEmpty()
				&& this.steps.stream().anyMatch((step) -> step.id().step() == StepType.DOWN);
		if (known == null || !undo) {
			return Math.max(0, this.planned - done);
		}
		long undone = this.steps.stream()
			.filter((step) -> step.state() == StepState.SUCCEEDED && step.id().name() == null)
			.filter((step) -> isContained(known, step.id().version()))
			.count();
		return (int) (known.comparison().pending().size() + undone);
	}

	private static boolean isContained(Reading known, @Nullable MigrationVersion version) {
		return version != null && known.catalog().find(version) != null;
	}

	private int appliedCount() {
		Reading known = this.reading;
		if (known == null) {
			return this.upToDate;
		}
		if (this.steps.isEmpty()) {
			return known.history().appliedCount();
		}
		long change = this.steps.stream()
			.filter((step) -> step.state() == StepState.SUCCEEDED)
			.mapToLong((step) -> change(known, step.id()))
			.sum();
		return (int) (known.history().appliedCount() + change);
	}

	private static int change(Reading known, StepId step) {
		return switch (step.step()) {
			case UP -> isApplied(known, step) ? 0 : 1;
			case DOWN -> (step.name() == null && isApplied(known, step)) ? -1 : 0;
			default -> 0;
		};
	}

	// What had stopped half-way was not counted before
	private static boolean isApplied(Reading known, StepId step) {
		MigrationVersion version = step.version();
		if (version != null) {
			return known.history().isApplied(version);
		}
		HistoryRow row = known.history().repeatable(step.description());
		return row != null && row.state() == StepState.SUCCEEDED;
	}

}
