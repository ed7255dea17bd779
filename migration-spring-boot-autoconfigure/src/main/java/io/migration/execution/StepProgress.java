// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.migration.StatementRun;
import io.migration.StepState;
import io.migration.history.HistoryRow;
import io.migration.history.Progress;
import org.jspecify.annotations.Nullable;

/**
 * How far a step is while it runs.
 */
final class StepProgress {

	private final Instant startedAt = Instant.now();

	private final int earlierAttempts;

	private final List<StatementRun> statements = new ArrayList<>();

	private @Nullable Long row;

	private int done;

	private int attempts = 1;

	private boolean inDoubt;

	private boolean sessionChanged;

	private boolean temporaryObjects;

	StepProgress(@Nullable HistoryRow open) {
		this.row = (open != null) ? open.id() : null;
		this.done = (open != null) ? open.statementsDone() : 0;
		this.earlierAttempts = (open != null) ? open.attempts() : 0;
		this.inDoubt = open != null && open.state() == StepState.RUNNING;
	}

	Instant startedAt() {
		return this.startedAt;
	}

	@Nullable Long row() {
		return this.row;
	}

	void row(@Nullable Long id) {
		this.row = id;
	}

	int done() {
		return this.done;
	}

	void done(int statements) {
		this.done = statements;
		this.inDoubt = false;
	}

	// Whether the next statement was begun by an owner that died since.
	boolean inDoubt() {
		return this.inDoubt;
	}

	boolean resumed() {
		return this.earlierAttempts > 0;
	}

	int attempts() {
		return this.attempts;
	}

	void retry() {
		this.attempts++;
	}

	boolean sessionChanged() {
		return this.sessionChanged;
	}

	void sessionChanged(boolean changed) {
		this.sessionChanged = changed;
	}

	boolean temporaryObjects() {
		return this.temporaryObjects;
	}

	void temporaryObjects(boolean left) {
		this.temporaryObjects = left;
	}

	List<StatementRun> statements() {
		return this.statements;
	}

	void add(StatementRun run) {
		this.statements.add(run);
	}

	// Forget the statements of an attempt that was rolled back.
	void forgetFrom(int index) {
		this.statements.removeIf((run) -> run.number() > index);
	}

	Progress running(int statementsDone) {
		return progress(StepState.RUNNING, statementsDone, null, null);
	}

	Progress succeeded(int statements) {
		return progress(StepState.SUCCEEDED, statements, Instant.now(), null);
	}

	Progress failed(String error) {
		return progress(StepState.FAILED, this.done, Instant.now(), error);
	}

	Progress doubtful(String error) {
		return progress(StepState.IN_DOUBT, this.done, null, error);
	}

	private Progress progress(StepState state, int statementsDone, @Nullable Instant finishedAt,
			@Nullable String error) {
		return new Progress(state, statementsDone, this.earlierAttempts + this.attempts, this.startedAt, finishedAt,
				error);
	}

}
