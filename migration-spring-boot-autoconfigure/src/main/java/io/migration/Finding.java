// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A hazard in a script: something that a statement would do to a system that is in use.
 *
 * @param rule name of the rule, as in {@code migrate:allow}
 * @param severity how much it matters
 * @param risk what kind of harm it is
 * @param script the file as it is called in messages
 * @param step the step in which the statement stands, {@code null} if the finding is
 * about the file as a whole
 * @param position where it is
 * @param message what the statement would do and who suffers
 * @param effects locks, rewrites and scans, of each table
 * @param advice what to do instead, in words
 * @param recipe what to do instead, as statements with the names of this script;
 * {@code null} if there is no other way
 * @param fix the change of the file that makes it so, {@code null} if it needs a thought
 * @param knowledge from what it was judged
 * @since 1.0.0
 */
public record Finding(String rule, Severity severity, RiskClass risk, String script, @Nullable StepType step,
		Position position, String message, List<TableImpact> effects, String advice, @Nullable String recipe,
		@Nullable Fix fix, Knowledge knowledge) {

	public Finding {
		effects = List.copyOf(effects);
	}

	/**
	 * Return the line.
	 * @return the line from 1, or 0 for the file as a whole
	 */
	public int line() {
		return this.position.line();
	}

	/**
	 * Return file and line in the form that tools recognise.
	 * @return {@code file:line:column} or the file
	 */
	public String place() {
		return (line() > 0) ? this.script + ":" + line() + ":" + this.position.column() : this.script;
	}

	/**
	 * A change of the file that does the same without the hazard.
	 *
	 * @param position the statement, without its semicolon
	 * @param before the statement as it is
	 * @param after the statements to put in its place, the last one without its semicolon
	 */
	public record Fix(Position position, String before, String after) {

	}

	/**
	 * Where something stands in a file.
	 *
	 * @param line its first line, from 1; 0 for the file as a whole
	 * @param column its first column, from 1
	 * @param endLine its last line
	 * @param endColumn the column behind its last character
	 */
	public record Position(int line, int column, int endLine, int endColumn) {

		/**
		 * The file as a whole.
		 */
		public static final Position FILE = new Position(0, 0, 0, 0);

	}

}
