// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

import io.migration.InvalidScriptsException;
import io.migration.ScriptProblem;
import io.migration.StepId;
import io.migration.StepState;
import io.migration.StepType;
import io.migration.ValidationFailedException;
import io.migration.ValidationFailedException.Problem;
import io.migration.execution.EditedStatement;
import io.migration.execution.PlannedStep;
import io.migration.history.HistoryRow;
import io.migration.history.HistorySnapshot;
import io.migration.history.StepRecord;
import io.migration.history.StepText;
import io.migration.script.CodeMigration;
import io.migration.script.MigrationContent;
import io.migration.script.ResolvedMigration;
import io.migration.script.ScriptMigration;
import io.migration.script.ScriptStep;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads everything that is to be run before anything is run, so that a mistake in the
 * last script stops the first one.
 */
class StepPlanner {

	private static final Logger logger = LoggerFactory.getLogger(StepPlanner.class);

	private final HistorySnapshot history;

	private final Comparer.TextSource texts;

	private final List<ScriptProblem> invalid = new ArrayList<>();

	private final List<Problem> edited = new ArrayList<>();

	StepPlanner(HistorySnapshot history, Comparer.TextSource texts) {
		this.history = history;
		this.texts = texts;
	}

	List<PlannedStep> plan(List<ResolvedMigration> pending) throws SQLException {
		List<PlannedStep> steps = new ArrayList<>();
		Iterator<ReadScript> contents = this.texts.read(scripts(pending)).iterator();
		for (ResolvedMigration migration : pending) {
			PlannedStep step = (migration instanceof ScriptMigration script) ? plan(script, contents.next())
					: plan((CodeMigration) migration);
			if (step != null) {
				steps.add(step);
			}
		}
		if (!this.invalid.isEmpty()) {
			throw new InvalidScriptsException(this.invalid);
		}
		if (!this.edited.isEmpty()) {
			throw new ValidationFailedException(this.edited);
		}
		return steps;
	}

	private static List<ScriptMigration> scripts(List<ResolvedMigration> pending) {
		return pending.stream().filter(ScriptMigration.class::isInstance).map(ScriptMigration.class::cast).toList();
	}

	private PlannedStep plan(CodeMigration code) throws SQLException {
		StepRecord row = new StepRecord(StepRecords.versionOf(code), code.description(), code.kind(), StepType.UP, 1,
				null, code.script(), null, null, null, null, List.of(), null, null, 1);
		return new PlannedStep(id(code), null, code, List.of(), row, held(code), open(code), null);
	}

	private List<StepRecord> held(CodeMigration code) throws SQLException {
		try {
			return this.texts.backfills(code).stream().map((step) -> StepRecords.ofCode(code, step)).toList();
		}
		catch (InvalidScriptsException ex) {
			this.invalid.addAll(ex.problems());
			return List.of();
		}
	}

	private static StepId id(ResolvedMigration migration) {
		return new StepId(migration.version(), migration.description(), migration.script(), StepType.UP, null);
	}

	private @Nullable PlannedStep plan(ScriptMigration script, ReadScript read) throws SQLException {
		MigrationContent content = read.known();
		StepRecord row = read.row();
		if (content == null || row == null) {
			this.invalid.addAll(Objects.requireNonNull(read.mistakes()).problems());
			return null;
		}
		return plan(script, content, row);
	}

	private PlannedStep plan(ScriptMigration script, MigrationContent content, StepRecord row) throws SQLException {
		HistoryRow open = open(script);
		if (!content.undefinedPlaceholders().isEmpty()) {
			logger.warn("{} uses placeholders without a value, which are left as they are: {}", script.script(),
					content.undefinedPlaceholders());
		}
		EditedStatement edited = null;
		if (open != null) {
			StepText stored = this.texts.stored(this.history, open);
			checkDone(open, content.up(), stored);
			edited = StoppedStatement.edited(open, content.up(), stored);
		}
		return new PlannedStep(id(script), content.up(), null, content.preconditions(), row, held(script, content),
				open, null, edited);
	}

	private void checkDone(HistoryRow open, ScriptStep now, StepText stored) {
		if (!StoppedStatement.sameUntil(open, now, stored)) {
			this.edited.add(ProblemTexts.editedAfterRun(open, now, stored));
		}
	}

	private static List<StepRecord> held(ScriptMigration script, MigrationContent content) {
		return content.steps()
			.stream()
			.filter((step) -> step.type() != StepType.UP)
			.map((step) -> StepRecords.of(script, content, step))
			.toList();
	}

	private @Nullable HistoryRow open(ResolvedMigration migration) {
		HistoryRow row = this.history.row(migration.version(), migration.description());
		return (row != null && row.state() != StepState.SUCCEEDED && !endedByRollback(row)) ? row : null;
	}

	// The place of a row tells what was applied after what, so an attempt before a
	// rollback must not become a success behind it
	private boolean endedByRollback(HistoryRow row) {
		return this.history.undoneSince(row) && (row.version() == null || row.statementsDone() == 0);
	}

}
