// SPDX-License-Identifier: Apache-2.0
package io.migration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What somebody found out about a step that stopped half-way.
 *
 * @param migration the version, or {@code R__description}
 * @param as what was found out
 * @param requestedBy who asked for it, {@code null} if unknown
 * @since 1.0.0
 */
public record ResolveRequest(String migration, ResolveAs as, @Nullable String requestedBy) {

	public ResolveRequest {
		Assert.hasText(migration, "A migration to resolve must be named");
	}

	/**
	 * What became of the statement.
	 */
	public enum ResolveAs {

		/**
		 * The statement in doubt took effect: go on behind it.
		 */
		DONE,

		/**
		 * The statement in doubt left nothing behind: run it again.
		 */
		REDO,

		/**
		 * Whatever the step did was undone by hand: it has not run.
		 */
		UNDONE

	}

}
