// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.util.List;

/**
 * What an instance found with its last heartbeat.
 *
 * @param held the contracts that wait, in the order of their versions
 * @param unknown the versions of contracts of this application that have run, and that
 * this release does not know: its code cannot live with what they did
 * @since 1.0.0
 */
public record Rollout(List<HeldContract> held, List<String> unknown) {

	/**
	 * Nothing is known yet.
	 */
	public static final Rollout NONE = new Rollout(List.of(), List.of());

	public Rollout {
		held = List.copyOf(held);
		unknown = List.copyOf(unknown);
	}

	/**
	 * Return whether there is a contract that may run now.
	 * @return {@code true} if all conditions of one of them are met
	 */
	public boolean isAnyOpen() {
		return this.held.stream().anyMatch(HeldContract::isOpen);
	}

}
