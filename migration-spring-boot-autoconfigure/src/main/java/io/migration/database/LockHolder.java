// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The session that holds a lock.
 *
 * @param session how the server calls the session
 * @param activity what the session says it does
 * @param since when its present transaction or statement began, {@code null} if hidden
 * @param progress changes whenever the session does something
 * @param address network address, {@code null} if unknown
 * @since 1.0.0
 */
public record LockHolder(String session, String activity, @Nullable Instant since, String progress,
		@Nullable String address) {

}
