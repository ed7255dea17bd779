// SPDX-License-Identifier: Apache-2.0
package io.migration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Which difference between history and scripts to accept.
 *
 * @param migration the version, or {@code R__description}; {@code null} to accept nothing
 * and only list the differences
 * @param requestedBy who asked for it, {@code null} if unknown
 * @since 1.0.0
 */
public record RepairRequest(@Nullable String migration, @Nullable String requestedBy) {

	public RepairRequest {
		Assert.isTrue(migration == null || !migration.isBlank(), "A migration to repair must not be empty");
	}

}
