// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.util.List;

/**
 * What is missing of the {@code up} steps of the migrations that an application contains.
 *
 * @param pending migrations that have not run
 * @param running migrations that are running
 * @param failed migrations that failed
 * @param inDoubt migrations that are in doubt
 * @since 1.0.0
 */
public record RequiredSteps(List<String> pending, List<String> running, List<String> failed, List<String> inDoubt) {

	public RequiredSteps {
		pending = List.copyOf(pending);
		running = List.copyOf(running);
		failed = List.copyOf(failed);
		inDoubt = List.copyOf(inDoubt);
	}

	/**
	 * Return whether everything required is done.
	 * @return {@code true} if nothing is missing
	 */
	public boolean isComplete() {
		return this.pending.isEmpty() && this.running.isEmpty() && this.failed.isEmpty() && this.inDoubt.isEmpty();
	}

}
