// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown when history and scripts contradict each other, or when something required is
 * missing where nothing may be run.
 *
 * @since 1.0.0
 */
public final class ValidationFailedException extends MigrationException {

	private static final long serialVersionUID = 1L;

	private final transient List<Problem> problems;

	/**
	 * Create an exception.
	 * @param problems the contradictions, at least one
	 */
	public ValidationFailedException(List<Problem> problems) {
		super(join(problems.stream().map(Problem::message).toList()), "The database was not changed.",
				join(problems.stream().map(Problem::action).distinct().toList()), null);
		this.problems = List.copyOf(problems);
	}

	/**
	 * Return the contradictions.
	 * @return the contradictions, at least one
	 */
	public List<Problem> problems() {
		return this.problems;
	}

	private static String join(List<String> lines) {
		return lines.stream().collect(Collectors.joining(System.lineSeparator()));
	}

	/**
	 * The kinds of contradiction.
	 */
	public enum Reason {

		/**
		 * An applied script has other statements now.
		 */
		CHANGED,

		/**
		 * An applied script is gone.
		 */
		MISSING,

		/**
		 * A pending migration is older than the newest applied one.
		 */
		OUT_OF_ORDER,

		/**
		 * A required step has not run.
		 */
		PENDING,

		/**
		 * The database knows migrations that this application does not.
		 */
		AHEAD,

		/**
		 * A required step failed.
		 */
		FAILED,

		/**
		 * A required step is in doubt.
		 */
		IN_DOUBT,

		/**
		 * A rollback of a required step stopped half-way.
		 */
		HALF_UNDONE,

		/**
		 * A statement that is already done was edited.
		 */
		EDITED_AFTER_RUN

	}

	/**
	 * One contradiction.
	 *
	 * @param reason its kind
	 * @param migration the version, or {@code R__description}
	 * @param message what is wrong
	 * @param action what to do about it
	 */
	public record Problem(Reason reason, String migration, String message, String action) {

	}

}
