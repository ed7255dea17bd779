// SPDX-License-Identifier: Apache-2.0
package io.migration;

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
		super(description, databaseState, action, null);
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
