// SPDX-License-Identifier: Apache-2.0
package io.migration;

/**
 * The state of a target; the first constant that holds wins.
 *
 * @since 1.0.0
 */
public enum TargetState {

	/**
	 * A required step failed.
	 */
	FAILED,

	/**
	 * A required step is in doubt.
	 */
	IN_DOUBT,

	/**
	 * A step is running now.
	 */
	RUNNING,

	/**
	 * A required step has not run.
	 */
	PENDING,

	/**
	 * A backfill is not complete.
	 */
	BACKFILLING,

	/**
	 * A contract is held.
	 */
	AWAITING_CONTRACT,

	/**
	 * The database knows migrations that this application does not.
	 */
	AHEAD,

	/**
	 * Nothing is left to do.
	 */
	UP_TO_DATE

}
