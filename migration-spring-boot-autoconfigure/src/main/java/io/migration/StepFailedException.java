// SPDX-License-Identifier: Apache-2.0
package io.migration;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a step failed.
 *
 * @since 1.0.0
 */
public final class StepFailedException extends MigrationException {

	private static final long serialVersionUID = 1L;

	private final transient StepId step;

	private final int line;

	/**
	 * Create an exception.
	 * @param step the step
	 * @param line line of the statement, from 1; 0 for code
	 * @param description what happened
	 * @param databaseState what remains of the step
	 * @param action what to do
	 * @param cause the cause, free of row data
	 */
	public StepFailedException(StepId step, int line, String description, String databaseState, String action,
			@Nullable Throwable cause) {
		super(description, databaseState, action, cause);
		this.step = step;
		this.line = line;
	}

	/**
	 * Return the step.
	 * @return the step
	 */
	public StepId step() {
		return this.step;
	}

	/**
	 * Return the line of the statement that failed.
	 * @return the line, from 1; 0 for code
	 */
	public int line() {
		return this.line;
	}

}
