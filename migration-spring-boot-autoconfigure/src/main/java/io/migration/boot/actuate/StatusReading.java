// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import io.migration.MigrationStatus;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking for the state of a target: the state, or why there is none.
 *
 * @param target name of the target
 * @param status the state, {@code null} if it could not be read
 * @param error why not, {@code null} if it was read
 */
record StatusReading(String target, @Nullable MigrationStatus status, @Nullable String error) {

}
