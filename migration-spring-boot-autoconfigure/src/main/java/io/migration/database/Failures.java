// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.sql.SQLException;

/**
 * Understands what the server says when something fails.
 *
 * @since 1.0.0
 */
public interface Failures {

	/**
	 * Tell what kind of failure it is.
	 * @param failure what was thrown
	 * @return the kind
	 */
	FailureKind kind(SQLException failure);

	/**
	 * Return whether what a statement names does not exist.
	 * @param failure what was thrown
	 * @return {@code true} for missing tables, columns, types, functions and the like
	 */
	boolean isMissingObject(SQLException failure);

	/**
	 * Return the message without row data and secrets.
	 * @param failure what was thrown
	 * @return one line, with the state code
	 */
	String message(SQLException failure);

	/**
	 * Hide secrets that a script has got from its placeholders.
	 * @param text a text that quotes a statement
	 * @return the text without them
	 */
	String withoutSecrets(String text);

	/**
	 * Return where in the statement the server saw the mistake.
	 * @param failure what was thrown
	 * @return number of characters before it; -1 if unknown
	 */
	int position(SQLException failure);

	/**
	 * Return an exception that says the same without row data and can be logged.
	 * @param failure what was thrown
	 * @return a new exception with the stack trace of the failure
	 */
	default SQLException withoutData(SQLException failure) {
		SQLException clean = new SQLException(message(failure), failure.getSQLState(), failure.getErrorCode());
		clean.setStackTrace(failure.getStackTrace());
		return clean;
	}

}
