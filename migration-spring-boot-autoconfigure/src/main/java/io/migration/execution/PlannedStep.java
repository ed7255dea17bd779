// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.util.List;

import io.migration.StepId;
import io.migration.history.HistoryRow;
import io.migration.history.StepRecord;
import io.migration.script.CodeMigration;
import io.migration.script.ScriptStatement;
import io.migration.script.ScriptStep;
import org.jspecify.annotations.Nullable;

/**
 * A step that is to be run.
 *
 * @param id which step
 * @param script the statements, {@code null} for code
 * @param code the code, {@code null} for a script
 * @param preconditions queries that must return no row before anything is changed
 * @param record what the history keeps of it
 * @param held steps that wait once this one is done
 * @param open the row of an earlier attempt that did not succeed
 * @param undo the terms on which something is undone, {@code null} for every step that is
 * no {@code down}
 * @param edited the statement at which that attempt stopped, if it was edited since
 * @since 1.0.0
 */
public record PlannedStep(StepId id, @Nullable ScriptStep script, @Nullable CodeMigration code,
		List<ScriptStatement> preconditions, StepRecord record, List<StepRecord> held, @Nullable HistoryRow open,
		@Nullable UndoTerms undo, @Nullable EditedStatement edited) {

	public PlannedStep {
		preconditions = List.copyOf(preconditions);
		held = List.copyOf(held);
	}

	/**
	 * Create a step without an edited statement.
	 * @param id which step
	 * @param script the statements, {@code null} for code
	 * @param code the code, {@code null} for a script
	 * @param preconditions queries that must return no row before anything is changed
	 * @param record what the history keeps of it
	 * @param held steps that wait once this one is done
	 * @param open the row of an earlier attempt that did not succeed
	 * @param undo the terms on which something is undone
	 */
	public PlannedStep(StepId id, @Nullable ScriptStep script, @Nullable CodeMigration code,
			List<ScriptStatement> preconditions, StepRecord record, List<StepRecord> held, @Nullable HistoryRow open,
			@Nullable UndoTerms undo) {
		this(id, script, code, preconditions, record, held, open, undo, null);
	}

	PlannedStep on(UndoTerms terms) {
		return new PlannedStep(this.id, this.script, this.code, this.preconditions, this.record, this.held, this.open,
				terms, this.edited);
	}

}
