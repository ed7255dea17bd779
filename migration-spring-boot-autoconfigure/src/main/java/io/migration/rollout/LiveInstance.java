// SPDX-License-Identifier: Apache-2.0
package io.migration.rollout;

import org.jspecify.annotations.Nullable;

/**
 * An instance of which the register has heard lately.
 *
 * @param instance its name
 * @param application name of its application, {@code null} if it has none
 * @param applicationVersion version of its application
 * @param newestVersion newest version that it contains, {@code null} if it contains none
 * @since 1.0.0
 */
public record LiveInstance(String instance, @Nullable String application, @Nullable String applicationVersion,
		@Nullable String newestVersion) {

}
