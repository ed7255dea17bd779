// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How long to wait for other instances.
 *
 * @param type which lock to use
 * @param waitTimeout how long to wait for the lock, counted from the last progress of its
 * holder; positive
 * @since 1.0.0
 */
public record LockOptions(LockType type, Duration waitTimeout) {

	/**
	 * What applies unless something else is said.
	 */
	public static final LockOptions DEFAULTS = new LockOptions(LockType.AUTO, Duration.ofMinutes(15));

	public LockOptions {
		Assert.isTrue(waitTimeout.toMillis() > 0, () -> "'waitTimeout' must be positive, but was " + waitTimeout);
	}

}
