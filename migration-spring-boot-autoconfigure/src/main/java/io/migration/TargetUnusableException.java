// SPDX-License-Identifier: Apache-2.0
package io.migration;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the database as it is cannot be migrated.
 *
 * @since 1.0.0
 */
public final class TargetUnusableException extends MigrationException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	/**
	 * Create an exception.
	 * @param reason why
	 * @param description what was found
	 * @param action what to do
	 * @param cause the cause, free of row data and credentials
	 */
	public TargetUnusableException(Reason reason, String description, String action, @Nullable Throwable cause) {
		this(reason, description, "The database was not changed.", action, cause);
	}

	/**
	 * Create an exception.
	 * @param reason why
	 * @param description what was found
	 * @param databaseState in which state the database is now
	 * @param action what to do
	 * @param cause the cause, free of row data and credentials
	 */
	public TargetUnusableException(Reason reason, String description, String databaseState, String action,
			@Nullable Throwable cause) {
		super(description, databaseState, action, cause);
		this.reason = reason;
	}

	/**
	 * Return why.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * The ways in which a database can be unusable.
	 */
	public enum Reason {

		/**
		 * The product is not supported.
		 */
		UNSUPPORTED_DATABASE,

		/**
		 * No connection can be had.
		 */
		UNREACHABLE,

		/**
		 * The connection broke.
		 */
		CONNECTION_LOST,

		/**
		 * The schema has objects but no history.
		 */
		NOT_EMPTY,

		/**
		 * The schema does not exist.
		 */
		SCHEMA_MISSING,

		/**
		 * The history is in another schema than expected.
		 */
		HISTORY_ELSEWHERE,

		/**
		 * The history was written by a newer release of this project.
		 */
		HISTORY_TOO_NEW,

		/**
		 * A row of the history holds what no release of this project writes.
		 */
		HISTORY_DAMAGED,

		/**
		 * The server accepts no writes.
		 */
		READ_ONLY,

		/**
		 * The role lacks a privilege.
		 */
		MISSING_PRIVILEGE,

		/**
		 * A connection pooler hands out other sessions.
		 */
		POOLED_SESSIONS,

		/**
		 * The server refused something for a reason that is not known here.
		 */
		UNEXPECTED

	}

}
