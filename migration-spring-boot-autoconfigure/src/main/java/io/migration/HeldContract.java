// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A contract that waits until its gate is open.
 *
 * @param version version of its migration
 * @param description description of its migration
 * @param since when it began to wait, {@code null} if the history does not tell
 * @param conditions what the gate asks for, each met or not
 * @since 1.0.0
 */
public record HeldContract(String version, String description, @Nullable Instant since,
		List<GateCondition> conditions) {

	public HeldContract {
		conditions = List.copyOf(conditions);
	}

	/**
	 * Return whether nothing stands against the contract.
	 * @return {@code true} if all conditions are met
	 */
	public boolean isOpen() {
		return this.conditions.stream().allMatch(GateCondition::met);
	}

}
