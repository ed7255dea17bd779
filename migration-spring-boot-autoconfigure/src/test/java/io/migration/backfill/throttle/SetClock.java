// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill.throttle;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A clock that stands still until it is moved on.
 */
final class SetClock implements LongSupplier {

	private long nanos = 1_000_000_000_000L;

	@Override
	public long getAsLong() {
		return this.nanos;
	}

	void pass(Duration duration) {
		this.nanos += duration.toNanos();
	}

}
