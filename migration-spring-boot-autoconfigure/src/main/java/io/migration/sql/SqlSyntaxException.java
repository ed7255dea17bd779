// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

/**
 * Thrown when a text cannot be taken apart.
 *
 * @since 1.0.0
 */
public final class SqlSyntaxException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int line;

	private final String action;

	/**
	 * Create an exception.
	 * @param line line of the mistake, from 1; of the opening for something not closed
	 * @param message what is wrong, without file and line
	 * @param action what to do about it
	 */
	public SqlSyntaxException(int line, String message, String action) {
		super(message);
		this.line = line;
		this.action = action;
	}

	/**
	 * Return the line of the mistake.
	 * @return the line, from 1
	 */
	public int line() {
		return this.line;
	}

	/**
	 * Return what to do about it.
	 * @return an imperative sentence
	 */
	public String action() {
		return this.action;
	}

}
