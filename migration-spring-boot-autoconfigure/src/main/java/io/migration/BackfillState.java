// SPDX-License-Identifier: Apache-2.0
package io.migration;

/**
 * How a backfill stands.
 *
 * @since 1.0.0
 */
public enum BackfillState {

	/**
	 * No instance has begun with it.
	 */
	WAITING,

	/**
	 * Its batches are run.
	 */
	RUNNING,

	/**
	 * Somebody asked for a pause. Goes on when asked to.
	 */
	PAUSED,

	/**
	 * Somebody ended it. Begins anew when asked to.
	 */
	CANCELLED,

	/**
	 * It cannot go on: a row failed, rows are left after the last pass, or its table
	 * cannot be walked through.
	 */
	FAILED,

	/**
	 * All rows are done.
	 */
	SUCCEEDED

}
