// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown when scripts cannot be read or contradict each other. Nothing was sent to the
 * database on their account.
 *
 * @since 1.0.0
 */
public final class InvalidScriptsException extends MigrationException {

	private static final long serialVersionUID = 1L;

	private final transient List<ScriptProblem> problems;

	/**
	 * Create an exception.
	 * @param problems the mistakes, at least one
	 */
	public InvalidScriptsException(List<ScriptProblem> problems) {
		super(describe(problems), "The database was not changed.", act(problems), null);
		this.problems = List.copyOf(problems);
	}

	/**
	 * Return the mistakes.
	 * @return the mistakes, at least one
	 */
	public List<ScriptProblem> problems() {
		return this.problems;
	}

	private static String describe(List<ScriptProblem> problems) {
		return problems.stream()
			.map((problem) -> problem.position() + ": " + problem.message())
			.collect(Collectors.joining(System.lineSeparator()));
	}

	private static String act(List<ScriptProblem> problems) {
		return problems.stream()
			.map(ScriptProblem::action)
			.distinct()
			.collect(Collectors.joining(System.lineSeparator()));
	}

}
