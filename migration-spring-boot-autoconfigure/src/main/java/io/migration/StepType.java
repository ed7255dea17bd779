// SPDX-License-Identifier: Apache-2.0
package io.migration;

/**
 * The parts of a migration.
 *
 * @since 1.0.0
 */
public enum StepType {

	/**
	 * The change itself; runs before the application serves.
	 */
	UP,

	/**
	 * A data change in batches, after start-up.
	 */
	BACKFILL,

	/**
	 * The part that old code cannot survive; held until its gate is open.
	 */
	CONTRACT,

	/**
	 * The undo of the other steps.
	 */
	DOWN

}
