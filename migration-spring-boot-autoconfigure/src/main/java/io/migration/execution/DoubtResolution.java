// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.util.List;

/**
 * The ways out of doubt, ready to paste.
 *
 * @param table quoted name of the history
 * @param row number of the row in doubt
 * @param inDoubt number of the statement in doubt, from 1
 * @param statements how many statements the step has
 * @since 1.0.0
 */
public record DoubtResolution(String table, long row, int inDoubt, int statements) {

	/**
	 * Return what to do.
	 * @return lines of text
	 */
	public String text() {
		String done = (this.inDoubt < this.statements) ? "FAILED" : "SUCCEEDED";
		List<String> lines = List.of("Find out whether the statement took effect. If it did, run:",
				"    " + update(done, this.inDoubt), "If it did not, remove what it may have left behind and run:",
				"    " + update("FAILED", this.inDoubt - 1), "Then start again.");
		return String.join(System.lineSeparator(), lines);
	}

	private String update(String state, int statementsDone) {
		return "UPDATE " + this.table + " SET state = '" + state + "', statements_done = " + statementsDone
				+ " WHERE id = " + this.row + ";";
	}

}
