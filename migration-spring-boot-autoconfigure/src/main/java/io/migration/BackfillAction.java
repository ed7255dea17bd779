// SPDX-License-Identifier: Apache-2.0
package io.migration;

/**
 * What can be done with a backfill from outside. It is written into the database, so it
 * reaches all instances and survives their restarts.
 *
 * @since 1.0.0
 */
public enum BackfillAction {

	/**
	 * Begin no further batch until asked to go on.
	 */
	PAUSE,

	/**
	 * Go on after a pause or a failure, or begin anew after a cancellation.
	 */
	RESUME,

	/**
	 * End it before its time. What is changed stays changed, and a contract behind it
	 * stays held.
	 */
	CANCEL,

	/**
	 * Change how many rows per second all instances together may walk over.
	 */
	SPEED

}
