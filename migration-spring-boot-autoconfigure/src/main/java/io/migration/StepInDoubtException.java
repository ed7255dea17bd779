// SPDX-License-Identifier: Apache-2.0
package io.migration;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when whether a statement took effect cannot be told.
 *
 * @since 1.0.0
 */
public final class StepInDoubtException extends MigrationException {

	private static final long serialVersionUID = 1L;

	private final transient StepId step;

	/**
	 * Create an exception.
	 * @param step the step
	 * @param description what happened
	 * @param databaseState what is known of the database
	 * @param action what to do
	 */
	public StepInDoubtException(StepId step, String description, String databaseState, String action) {
		this(step, description, databaseState, action, null);
	}

	/**
	 * Create an exception for a step that failed where a part of it may remain.
	 * @param step the step
	 * @param description what happened
	 * @param databaseState what is known of the database
	 * @param action what to do
	 * @param cause what went wrong, without row data; {@code null} if a process died
	 */
	public StepInDoubtException(StepId step, String description, String databaseState, String action,
			@Nullable Throwable cause) {
		super(description, databaseState, action, cause);
		this.step = step;
	}

	/**
	 * Return the step.
	 * @return the step
	 */
	public StepId step() {
		return this.step;
	}

}
