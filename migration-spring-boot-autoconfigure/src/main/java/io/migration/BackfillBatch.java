// SPDX-License-Identifier: Apache-2.0
package io.migration;

/**
 * The rows of one batch.
 *
 * @since 1.0.0
 */
public interface BackfillBatch {

	/**
	 * Return the condition that holds for the rows of the batch, and for no others.
	 * @return a condition in parentheses, on the columns of the key, with the name of the
	 * table as {@link JavaBackfill#table()} says it; it has no parameters
	 */
	String condition();

	/**
	 * Return the condition for a statement that gives the table another name.
	 * @param alias the name as it is written in the statement
	 * @return a condition in parentheses, on the columns of the key
	 */
	String condition(String alias);

}
