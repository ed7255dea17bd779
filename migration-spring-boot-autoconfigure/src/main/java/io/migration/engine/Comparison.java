// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.List;

import io.migration.MigrationVersion;
import io.migration.ValidationFailedException.Problem;
import io.migration.history.HistoryRow;
import io.migration.script.ResolvedMigration;
import io.migration.script.ScriptMigration;

/**
 * How history and scripts differ.
 *
 * @param pending what has to run, versioned migrations first, in their order
 * @param superseded repeatable migrations among the pending ones whose present content
 * ran once, and was replaced by another release since
 * @param problems what contradicts
 * @param ahead versions that the database knows and this binary does not, and that are
 * newer than its newest one
 * @param sameTokens scripts whose bytes changed but whose statements did not
 */
record Comparison(List<ResolvedMigration> pending, List<ResolvedMigration> superseded, List<Problem> problems,
		List<MigrationVersion> ahead, List<SameTokens> sameTokens) {

	Comparison {
		pending = List.copyOf(pending);
		superseded = List.copyOf(superseded);
		problems = List.copyOf(problems);
		ahead = List.copyOf(ahead);
		sameTokens = List.copyOf(sameTokens);
	}

	/**
	 * A script whose bytes changed but whose statements did not.
	 *
	 * @param row its row
	 * @param script the script
	 */
	record SameTokens(HistoryRow row, ScriptMigration script) {

	}

}
