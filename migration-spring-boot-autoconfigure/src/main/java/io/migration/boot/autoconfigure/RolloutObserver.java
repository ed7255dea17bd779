// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import io.migration.Rollout;

/**
 * Gets what each heartbeat has found, on the thread of the heartbeat.
 *
 * @since 1.0.0
 */
@FunctionalInterface
public interface RolloutObserver {

	/**
	 * Called after each heartbeat.
	 * @param rollout what it has found
	 */
	void rolloutRead(Rollout rollout);

}
