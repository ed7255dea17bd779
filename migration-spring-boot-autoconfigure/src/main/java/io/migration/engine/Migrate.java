// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

import io.migration.MigrationOptions;
import io.migration.StepType;
import io.migration.engine.MigrationSession.Exclusive;
import io.migration.execution.PlannedStep;
import io.migration.execution.StepExecutor;
import io.migration.history.AuditNote;
import io.migration.history.HistoryJournal;
import org.jspecify.annotations.Nullable;

/**
 * Runs what is pending.
 *
 * <ol>
 * <li>Read the history without a lock; nothing to do: done.</li>
 * <li>Take the lock, bring the session into a known state, read again.</li>
 * <li>Create the history if it is missing.</li>
 * <li>Read all scripts that are to be run, then run them.</li>
 * <li>Free the lock, put the session back.</li>
 * </ol>
 */
class Migrate {

	private final MigrationSession session;

	private final MigrationOptions options;

	private final @Nullable String requestedBy;

	Migrate(MigrationSession session, @Nullable String requestedBy) {
		this.session = session;
		this.options = session.options();
		this.requestedBy = requestedBy;
	}

	void run() throws SQLException {
		boolean ended = false;
		while (!ended) {
			Reading reading = this.session.readUnlessUpToDate();
			if (reading == null) {
				return;
			}
			reading.requireNoProblem();
			if (reading.nothingToDo()) {
				nothingToDo(reading);
				return;
			}
			PendingList.prepare(this.options.hazard());
			ended = this.session.exclusivelyWhilePending(this::work);
		}
	}

	private void work(Exclusive exclusive) throws SQLException {
		HistoryJournal journal = exclusive.journal();
		Reading reading = this.session.read();
		if (!reading.history().exists() && !reading.nothingToDo()) {
			exclusive.first().begin(this.session.connection(), exclusive.placement(), journal);
			reading = this.session.read();
		}
		reading.requireNoProblem();
		if (reading.nothingToDo()) {
			nothingToDo(reading);
		}
		else {
			run(exclusive, reading, reading.plan());
		}
		reading.rememberSameTokens(this.session.connection(), journal);
	}

	private void nothingToDo(Reading reading) {
		this.session.run().nothingToDo(reading, this.options.plan().onAhead());
	}

	private void run(Exclusive exclusive, Reading reading, List<PlannedStep> steps) throws SQLException {
		HazardGate.check(PendingList.of(reading.comparison(), this.session.texts(), this.options.hazard(),
				this.options.schema()), this.options.hazard().mode());
		this.session.begin(exclusive, reading, steps);
		if (this.requestedBy != null) {
			exclusive.journal()
				.audit(this.session.connection(),
						AuditNote.ofTarget("migrate", StepType.UP, describe(steps), this.requestedBy));
		}
		StepExecutor executor = new StepExecutor(exclusive.session(), this.session.run()::add);
		steps.forEach(executor::execute);
	}

	private static String describe(List<PlannedStep> steps) {
		return "Migration of "
				+ steps.stream().map((planned) -> planned.id().migration()).collect(Collectors.joining(", "));
	}

}
