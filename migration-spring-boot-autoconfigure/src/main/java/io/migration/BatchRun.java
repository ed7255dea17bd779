// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A batch of a backfill that was committed.
 *
 * @param version version of the migration
 * @param name name of the backfill, {@code null} if the migration has only one
 * @param rows rows that were walked over
 * @param changed rows that were changed
 * @param duration how long it took, its commit included
 * @since 1.0.0
 */
public record BatchRun(String version, @Nullable String name, long rows, long changed, Duration duration) {

}
