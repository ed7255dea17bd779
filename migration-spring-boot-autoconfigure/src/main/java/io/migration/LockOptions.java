// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.time.Duration;

/**
 * How long to wait for other instances.
 *
 * @param type which lock to use
 * @param waitTimeout how long to wait for the lock, counted from the last progress of its
 * holder; positive
 * @param lease how long a lease lasts that is not renewed; at least a second
 * @since 1.0.0
 */
public record LockOptions(LockType type, Duration waitTimeout, Duration lease) {

	/**
	 * What applies unless something else is said.
	 */
	public static final LockOptions DEFAULTS = new LockOptions(LockType.AUTO, Duration.ofMinutes(15));

	/**
	 * Create options with a lease of 60 seconds, which is renewed every 15 seconds.
	 * @param type which lock to use
	 * @param waitTimeout how long to wait for the lock, counted from the last progress of
	 * its holder; positive
	 */
	public LockOptions(LockType type, Duration waitTimeout) {
		this(type, waitTimeout, Duration.ofSeconds(60));
	}

	public LockOptions {
		if (waitTimeout.toMillis() <= 0) {
			throw new IllegalArgumentException("'waitTimeout' must be positive, but was " + waitTimeout);
		}
		if (lease.toSeconds() <= 0) {
			throw new IllegalArgumentException("'lease' must be at least a second, but was " + lease);
		}
	}

}
