// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A step that is running now.
 *
 * @param migration the version, or {@code R__description}
 * @param step which part
 * @param instance which instance runs it
 * @param startedAt when it began, {@code null} if that cannot be told
 * @since 1.0.0
 */
public record RunningStep(String migration, StepType step, String instance, @Nullable Instant startedAt) {

}
