// SPDX-License-Identifier: Apache-2.0
package io.migration;

/**
 * How far a step is.
 *
 * @since 1.0.0
 */
public enum StepState {

	/**
	 * Recorded, waiting for what must come before it.
	 */
	HELD,

	/**
	 * Begun; its owner may have died since.
	 */
	RUNNING,

	/**
	 * Done.
	 */
	SUCCEEDED,

	/**
	 * Failed and undone as far as the database could; the next run tries again.
	 */
	FAILED,

	/**
	 * Whether its last statement took effect cannot be told.
	 */
	IN_DOUBT

}
