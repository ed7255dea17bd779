// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when an operation is not even begun.
 */
final class OperationRejectedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	private final String action;

	private final transient @Nullable OperationRun running;

	OperationRejectedException(Reason reason, String description, String action) {
		this(reason, description, action, null);
	}

	OperationRejectedException(Reason reason, String description, String action, @Nullable OperationRun running) {
		super(description);
		this.reason = reason;
		this.action = action;
		this.running = running;
	}

	Reason reason() {
		return this.reason;
	}

	String action() {
		return this.action;
	}

	// The operation that stands in the way, null if there is none
	@Nullable OperationRun running() {
		return this.running;
	}

	/**
	 * Why.
	 */
	enum Reason {

		/**
		 * An option is unknown, missing or no valid value.
		 */
		INVALID_OPTION,

		/**
		 * The configuration does not allow it.
		 */
		NOT_GRANTED,

		/**
		 * There is no such target, operation or run.
		 */
		NOT_FOUND,

		/**
		 * Another operation runs on the same target.
		 */
		BUSY,

		/**
		 * The application is being stopped.
		 */
		STOPPING

	}

}
