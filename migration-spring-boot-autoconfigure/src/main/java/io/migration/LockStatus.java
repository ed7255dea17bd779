// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Who may migrate now.
 *
 * @param held whether an instance holds the lock
 * @param owner what the holder says of itself: the step and the instance
 * @param since when the holder began its present transaction or statement
 * @param address network address of the holder, if the server tells it
 * @since 1.0.0
 */
public record LockStatus(boolean held, @Nullable String owner, @Nullable Instant since, @Nullable String address) {

	/**
	 * Nobody migrates.
	 */
	public static final LockStatus FREE = new LockStatus(false, null, null, null);

}
