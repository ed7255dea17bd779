// SPDX-License-Identifier: Apache-2.0
package io.migration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * At which version to take a schema over.
 *
 * @param version the version that the schema already has
 * @param description the description in the history
 * @param requestedBy who asked for it, {@code null} if unknown
 * @since 1.0.0
 */
public record BaselineRequest(MigrationVersion version, String description, @Nullable String requestedBy) {

	public BaselineRequest {
		Assert.hasText(description, "A baseline needs a description");
	}

}
