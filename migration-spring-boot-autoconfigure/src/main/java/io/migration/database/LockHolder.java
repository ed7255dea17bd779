// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Who holds a lock.
 *
 * @param holder the session or the lease, as a person would name it
 * @param activity what the holder says it does
 * @param since when its present transaction or statement began, {@code null} if hidden
 * @param progress changes whenever the holder does something
 * @param address network address, {@code null} if unknown
 * @since 1.0.0
 */
public record LockHolder(String holder, String activity, @Nullable Instant since, String progress,
		@Nullable String address) {

}
