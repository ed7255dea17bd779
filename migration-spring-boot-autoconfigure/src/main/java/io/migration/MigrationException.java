// SPDX-License-Identifier: Apache-2.0
package io.migration;

import org.jspecify.annotations.Nullable;

/**
 * Root of everything that can go wrong with a migration. Tells what happened, in which
 * state the database is, and what to do.
 *
 * @since 1.0.0
 */
public abstract class MigrationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String description;

	private final String databaseState;

	private final String action;

	/**
	 * Create an exception.
	 * @param description what happened, with file, line and object
	 * @param databaseState in which state the database is now
	 * @param action what to do, as an imperative
	 * @param cause the cause, free of row data and credentials
	 */
	protected MigrationException(String description, String databaseState, String action, @Nullable Throwable cause) {
		super(description + System.lineSeparator() + databaseState + System.lineSeparator() + action, cause);
		this.description = description;
		this.databaseState = databaseState;
		this.action = action;
	}

	/**
	 * Return what happened.
	 * @return one or more sentences
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Return in which state the database is now.
	 * @return one or more sentences
	 */
	public String databaseState() {
		return this.databaseState;
	}

	/**
	 * Return what to do.
	 * @return one or more sentences
	 */
	public String action() {
		return this.action;
	}

}
