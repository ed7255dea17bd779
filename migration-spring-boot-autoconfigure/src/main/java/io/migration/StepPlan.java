// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.util.List;

/**
 * What a run would do in one step.
 *
 * @param id the step
 * @param source where its text comes from
 * @param segments what is sent, none for code; what is done already is left out
 * @param statements how many statements the step has, 1 for code
 * @param statementsDone how many of them are done already
 * @param held steps of the same migration that are recorded and wait
 * @since 1.0.0
 */
public record StepPlan(StepId id, Source source, List<SegmentPlan> segments, int statements, int statementsDone,
		List<StepType> held) {

	public StepPlan {
		segments = List.copyOf(segments);
		held = List.copyOf(held);
	}

	/**
	 * Where the text of a step comes from.
	 */
	public enum Source {

		/**
		 * A script of this application.
		 */
		SCRIPT,

		/**
		 * A class of this application.
		 */
		CODE,

		/**
		 * The text that the history keeps.
		 */
		HISTORY

	}

	/**
	 * Statements that take effect together, or one that runs outside of a transaction.
	 *
	 * @param transactional whether it is a transaction
	 * @param statements what is sent, placeholders replaced
	 * @param notes what is worth knowing, such as locks that are kept while another
	 * statement waits
	 */
	public record SegmentPlan(boolean transactional, List<StatementPlan> statements, List<String> notes) {

		public SegmentPlan {
			statements = List.copyOf(statements);
			notes = List.copyOf(notes);
		}

	}

	/**
	 * One statement as it is sent.
	 *
	 * @param number its number in the step, from 1
	 * @param line its line in the script, or in the text that the history keeps
	 * @param sql the statement, placeholders replaced
	 */
	public record StatementPlan(int number, int line, String sql) {

	}

}
