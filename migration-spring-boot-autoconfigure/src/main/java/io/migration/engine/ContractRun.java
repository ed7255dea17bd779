// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.migration.ContractRequest;
import io.migration.MigrationVersion;
import io.migration.OperationRefusedException;
import io.migration.OperationRefusedException.Reason;
import io.migration.StepId;
import io.migration.StepState;
import io.migration.StepType;
import io.migration.ValidationFailedException;
import io.migration.engine.MigrationSession.Exclusive;
import io.migration.execution.EditedStatement;
import io.migration.execution.PlannedStep;
import io.migration.execution.StepExecutor;
import io.migration.history.AuditNote;
import io.migration.history.HistoryRow;
import io.migration.history.StepText;
import io.migration.rollout.InstanceRegister;
import io.migration.rollout.LiveInstance;
import io.migration.script.MigrationContent;
import io.migration.script.ScriptMigration;
import io.migration.script.ScriptStatement;
import io.migration.script.ScriptStep;
import org.jspecify.annotations.Nullable;

/**
 * Runs contracts that are held. Asking for it is the approval; the other conditions have
 * to hold: the backfills of the migration are complete, their {@code verify} queries
 * return nothing, and no instance of this application that lacks the migration is alive.
 */
class ContractRun {

	private final MigrationSession session;

	private final ContractRequest request;

	private final List<String> refusals = new ArrayList<>();

	ContractRun(MigrationSession session, ContractRequest request) {
		this.session = session;
		this.request = request;
	}

	void run() throws SQLException {
		requireHeld(this.session.read());
		this.session.exclusively(this::work);
	}

	private List<HistoryRow> requireHeld(Reading reading) {
		MigrationVersion version = this.request.version();
		List<HistoryRow> held = reading.history()
			.versions()
			.stream()
			.flatMap(List::stream)
			.filter((row) -> row.step() == StepType.CONTRACT && row.state() != StepState.SUCCEEDED)
			.filter((row) -> version == null || version.equals(row.version()))
			.toList();
		if (held.isEmpty()) {
			throw new OperationRefusedException(
					Reason.NOT_APPLICABLE, List.of((version != null)
							? "Migration " + version + " has no contract that is held." : "No contract is held."),
					"Look at the state of the migrations: run status.");
		}
		return held;
	}

	private void work(Exclusive exclusive) throws SQLException {
		Reading reading = this.session.read();
		List<LiveInstance> live = new InstanceRegister(this.session.database(), exclusive.placement().historySchema(),
				this.session.options().identity())
			.live(this.session.connection());
		List<PlannedStep> steps = new ArrayList<>();
		for (HistoryRow row : requireHeld(reading)) {
			PlannedStep planned = plan(reading, row, live);
			if (planned != null) {
				steps.add(planned);
			}
		}
		if (steps.isEmpty() || (this.request.version() != null && !this.refusals.isEmpty())) {
			throw new OperationRefusedException(Reason.NOT_READY, this.refusals, "Ask again when this has changed.");
		}
		run(exclusive, reading, steps);
	}

	private void run(Exclusive exclusive, Reading reading, List<PlannedStep> steps) throws SQLException {
		this.session.begin(exclusive, reading, steps);
		StepExecutor executor = new StepExecutor(exclusive.session(), this.session.run()::add);
		for (PlannedStep planned : steps) {
			exclusive.journal()
				.audit(this.session.connection(), AuditNote.of("contract", Objects.requireNonNull(planned.open()),
						"Contract approved", this.request.requestedBy()));
			executor.execute(planned);
		}
	}

	private @Nullable PlannedStep plan(Reading reading, HistoryRow row, List<LiveInstance> live) throws SQLException {
		MigrationVersion version = Objects.requireNonNull(row.version());
		if (!(reading.catalog().find(version) instanceof ScriptMigration script)) {
			return refuse(row, "this application does not contain it");
		}
		if (row.state() == StepState.IN_DOUBT) {
			this.refusals.add("The contract of migration " + row.migration() + " is in doubt: whether statement "
					+ (row.statementsDone() + 1) + " of " + row.statements()
					+ " took effect could not be told. Find out and say so first: "
					+ Commands.resolve(row, "done|redo|undone"));
			return null;
		}
		MigrationContent content = reading.texts().content(script);
		ScriptStep contract = content.contract();
		if (contract == null) {
			return refuse(row, "its script has no section 'contract' any more");
		}
		String reason = standsAgainst(reading, version, live);
		if (reason != null) {
			return refuse(row, reason);
		}
		List<ScriptStatement> verification = content.backfills()
			.stream()
			.flatMap((step) -> step.verification().stream())
			.toList();
		StepId id = new StepId(version, row.description(), row.script(), StepType.CONTRACT, null);
		return new PlannedStep(id, contract, null, verification, StepRecords.of(script, content, contract), List.of(),
				row, null, edited(reading, row, contract));
	}

	private static @Nullable EditedStatement edited(Reading reading, HistoryRow row, ScriptStep now)
			throws SQLException {
		if (row.state() == StepState.HELD) {
			return null;
		}
		StepText stored = reading.texts().stored(reading.history(), row);
		if (!StoppedStatement.sameUntil(row, now, stored)) {
			throw new ValidationFailedException(List.of(ProblemTexts.editedContract(row, now, stored)));
		}
		return StoppedStatement.edited(row, now, stored);
	}

	private @Nullable PlannedStep refuse(HistoryRow row, String reason) {
		this.refusals.add("The contract of migration " + row.migration() + " is held: " + reason + ".");
		return null;
	}

	private @Nullable String standsAgainst(Reading reading, MigrationVersion version, List<LiveInstance> live) {
		HistoryRow up = reading.history().up(version);
		if (up == null || up.state() != StepState.SUCCEEDED || reading.history().isHalfUndone(version)) {
			return "the migration itself is not done";
		}
		boolean backfilled = reading.history()
			.stepsOf(version)
			.stream()
			.filter((row) -> row.step() == StepType.BACKFILL)
			.allMatch((row) -> row.state() == StepState.SUCCEEDED);
		if (!backfilled) {
			return "its backfill is not complete";
		}
		List<String> old = live.stream()
			.filter((instance) -> Objects.equals(instance.application(),
					this.session.options().identity().application()))
			.filter((instance) -> lacks(instance, version))
			.map(LiveInstance::instance)
			.toList();
		return old.isEmpty() ? null : "instances of an older release are alive: " + String.join(", ", old);
	}

	private static boolean lacks(LiveInstance instance, MigrationVersion version) {
		String newest = instance.newestVersion();
		return newest == null || version.isNewerThan(MigrationVersion.of(newest));
	}

}
