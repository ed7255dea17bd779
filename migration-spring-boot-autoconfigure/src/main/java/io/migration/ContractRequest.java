// SPDX-License-Identifier: Apache-2.0
package io.migration;

import org.jspecify.annotations.Nullable;

/**
 * Which held contract to run.
 *
 * @param version the version; {@code null} for all of which the conditions hold
 * @param requestedBy who asked for it, {@code null} if unknown
 * @since 1.0.0
 */
public record ContractRequest(@Nullable MigrationVersion version, @Nullable String requestedBy) {

}
