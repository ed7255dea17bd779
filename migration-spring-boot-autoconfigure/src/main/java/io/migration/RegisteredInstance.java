// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An instance in the register.
 *
 * @param instance its name
 * @param application name of its application, {@code null} if it has none
 * @param applicationVersion version of its application, {@code null} if unknown
 * @param newestVersion newest version that it contains, {@code null} if it contains none
 * @param address where it runs, {@code null} if unknown
 * @param startedAt when it registered
 * @param heartbeatAt when it was last heard of, by the clock of the database
 * @param alive whether that was recently enough for it to count
 * @since 1.0.0
 */
public record RegisteredInstance(String instance, @Nullable String application, @Nullable String applicationVersion,
		@Nullable String newestVersion, @Nullable String address, Instant startedAt, Instant heartbeatAt,
		boolean alive) {

}
