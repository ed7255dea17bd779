// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import io.migration.LockLostException;
import io.migration.MigrationException;
import io.migration.MigrationStoppedException;
import io.migration.OperationRefusedException;
import io.migration.StepFailedException;
import io.migration.StepInDoubtException;
import io.migration.StepRun;
import io.migration.StepState;
import io.migration.execution.CodeStepRunner.CodeFailure;
import io.migration.script.CodeMigration;
import io.migration.script.ScriptStep;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs steps one after the other. Not safe for use by several threads.
 *
 * @since 1.0.0
 */
public final class StepExecutor {

	private static final Logger logger = LoggerFactory.getLogger(StepExecutor.class);

	private final ExecutionSession session;

	private final Consumer<StepRun> finished;

	/**
	 * Create an executor.
	 * @param session what the run works with
	 * @param finished receives each step that succeeded or failed
	 */
	public StepExecutor(ExecutionSession session, Consumer<StepRun> finished) {
		this.session = session;
		this.finished = finished;
	}

	/**
	 * Run a step.
	 * @param planned the step
	 * @throws StepFailedException if it failed; the journal says so as far as the
	 * connection allows
	 * @throws MigrationStoppedException if the process was asked to end
	 * @throws StepInDoubtException if whether a statement took effect cannot be told
	 */
	public void execute(PlannedStep planned) {
		this.session.stop().check("migration " + planned.id());
		StepProgress progress = new StepProgress(planned.open());
		this.session.listeners().beforeStep(planned.id());
		try {
			run(planned, progress);
			report(planned, progress, StepState.SUCCEEDED, null);
		}
		catch (StepInDoubtException ex) {
			report(planned, progress, StepState.IN_DOUBT, ex);
			throw ex;
		}
		catch (LockLostException ex) {
			report(planned, progress, StepState.FAILED, ex);
			throw ex;
		}
		catch (StepFailedException | OperationRefusedException | MigrationStoppedException ex) {
			failed(planned, progress, ex);
			throw ex;
		}
	}

	void failed(PlannedStep planned, StepProgress progress, MigrationException failure) {
		writeOrLose(planned, progress, failure);
		report(planned, progress, StepState.FAILED, failure);
	}

	private void run(PlannedStep planned, StepProgress progress) {
		try {
			dispatch(planned, progress);
		}
		catch (StatementFailure | CheckFailure | CodeFailure ex) {
			throw reported(planned, progress, ex);
		}
	}

	MigrationException reported(PlannedStep planned, StepProgress progress, Exception failure) {
		FailureReport report = new FailureReport(this.session.database(),
				PrivilegeAdvice.roleOf(this.session.connection()), planned, progress);
		if (isStop(failure)) {
			return report.stopped((failure instanceof StatementFailure statement) ? statement : null);
		}
		if (failure instanceof StatementFailure statement) {
			return report.of(statement, new Retries(this.session, planned.id()).blockersOf(statement));
		}
		if (failure instanceof CheckFailure check) {
			return report.of(check);
		}
		return report.of((failure instanceof CodeFailure code) ? code.failure() : failure);
	}

	// Code that is interrupted may throw anything
	private boolean isStop(Exception failure) {
		RunStop stop = this.session.stop();
		if (failure instanceof StatementFailure statement) {
			return stop.explains(this.session.database().failures().kind(statement.failure()));
		}
		return failure instanceof CodeFailure && stop.isForced();
	}

	private void dispatch(PlannedStep planned, StepProgress progress)
			throws StatementFailure, CheckFailure, CodeFailure {
		ScriptStep script = planned.script();
		CodeMigration code = planned.code();
		if (script != null) {
			SessionKeeper keeper = new SessionKeeper(this.session, progress);
			new ScriptStepRunner(this.session, planned, script, progress, keeper).run();
		}
		else if (code != null) {
			new CodeStepRunner(this.session, planned, code.migration(), progress).run();
		}
	}

	private void writeOrLose(PlannedStep planned, StepProgress progress, MigrationException failure) {
		try {
			writeFailed(planned, progress, failure);
		}
		catch (LockLostException ex) {
			// Why a statement failed tells less than that another instance ended it
			ex.addSuppressed(failure);
			report(planned, progress, StepState.FAILED, ex);
			throw ex;
		}
	}

	// Nothing depends on this row, so a failure to write it is only logged. But what an
	// earlier process left in doubt stays so until it is decided
	private void writeFailed(PlannedStep planned, StepProgress progress, MigrationException failure) {
		try {
			boolean doubtful = failure instanceof MigrationStoppedException && progress.inDoubt();
			if (doubtful || this.session.connection().isClosed()) {
				return;
			}
			new SessionKeeper(this.session, progress).leaveNothing();
			this.session.journal()
				.write(this.session.connection(), progress.row(), planned.record(),
						progress.failed(failure.description()), List.of());
		}
		catch (SQLException ex) {
			logger.warn("That migration {} failed could not be written into the history: {}", planned.id(),
					this.session.database().failures().message(ex));
		}
	}

	private void report(PlannedStep planned, StepProgress progress, StepState state,
			@Nullable MigrationException failure) {
		publish(runOf(planned, progress, state, failure));
	}

	// Code that committed by itself and then failed: a part of it may have taken effect
	MigrationException doubtful(PlannedStep planned, CodeStepRunner runner, Exception failure) {
		StepProgress progress = new StepProgress(planned.open());
		try {
			StepInDoubtException doubt = runner.endedItsTransaction(withoutData(failure));
			report(planned, progress, StepState.IN_DOUBT, doubt);
			return doubt;
		}
		catch (StatementFailure ex) {
			return reported(planned, progress, ex);
		}
	}

	private Exception withoutData(Exception failure) {
		if (failure instanceof StatementFailure statement) {
			return this.session.database().failures().withoutData(statement.failure());
		}
		return (failure instanceof CodeFailure code) ? code.failure() : failure;
	}

	static StepRun runOf(PlannedStep planned, StepProgress progress, StepState state,
			@Nullable MigrationException failure) {
		return new StepRun(planned.id(), state, progress.startedAt(),
				Duration.between(progress.startedAt(), Instant.now()), progress.attempts(), progress.statements(),
				(failure != null) ? failure.description() : null);
	}

	void publish(StepRun run) {
		if (run.state() == StepState.SUCCEEDED) {
			logger.info("Migration {} ({}) took {} ms", run.id(), run.id().description(), run.duration().toMillis());
		}
		this.finished.accept(run);
		this.session.listeners().afterStep(run);
	}

}
