// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

/**
 * Thrown when a table cannot be walked through.
 *
 * @since 1.0.0
 */
public final class UnusableKeyException extends Exception {

	private static final long serialVersionUID = 1L;

	private final String advice;

	/**
	 * Create an exception.
	 * @param message what is wrong with the table or its key
	 * @param advice what to do
	 */
	public UnusableKeyException(String message, String advice) {
		super(message);
		this.advice = advice;
	}

	/**
	 * Return what to do.
	 * @return one or more sentences
	 */
	public String advice() {
		return this.advice;
	}

}
