// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown when an operation that somebody asked for would do harm or makes no sense.
 * Nothing was changed.
 *
 * @since 1.0.0
 */
public final class OperationRefusedException extends MigrationException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	/**
	 * Create an exception.
	 * @param reason why
	 * @param descriptions what stands against it, at least one sentence
	 * @param action what to do
	 */
	public OperationRefusedException(Reason reason, List<String> descriptions, String action) {
		this(reason, descriptions, "The database was not changed.", action);
	}

	/**
	 * Create an exception.
	 * @param reason why
	 * @param descriptions what stands against it, at least one sentence
	 * @param databaseState in which state the database is now
	 * @param action what to do
	 */
	public OperationRefusedException(Reason reason, List<String> descriptions, String databaseState, String action) {
		super(descriptions.stream().collect(Collectors.joining(System.lineSeparator())), databaseState, action, null);
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
	 * The ways in which an operation can be refused.
	 */
	public enum Reason {

		/**
		 * Something cannot be undone: there is no down, its text was not kept, its class
		 * is not part of this application.
		 */
		IRREVERSIBLE,

		/**
		 * The text that would be run uses placeholders without a value.
		 */
		PLACEHOLDER_UNDEFINED,

		/**
		 * Something that holds data would be dropped.
		 */
		DATA_LOSS,

		/**
		 * A step stopped half-way and has to be finished or resolved first.
		 */
		UNFINISHED,

		/**
		 * A condition of the operation does not hold yet.
		 */
		NOT_READY,

		/**
		 * What was asked for does not exist or does not apply.
		 */
		NOT_APPLICABLE

	}

}
