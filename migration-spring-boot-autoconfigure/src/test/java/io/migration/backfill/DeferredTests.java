// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Deferred}.
 */
class DeferredTests {

	private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE);

	private final Deferred deferred = new Deferred(this.nanoTime::get);

	@Test
	void rangeIsLeftAloneUntilItsTurnComes() {
		Duration pause = this.deferred.defer(7);
		assertThat(this.deferred.ranges()).containsExactly(7L);
		assertThat(this.deferred.next()).isEqualTo(pause);
	}

	@Test
	void turnThatHasComeIsNotWaitedFor() {
		this.nanoTime.addAndGet(this.deferred.defer(7).toNanos());
		assertThat(this.deferred.ranges()).isEmpty();
		assertThat(this.deferred.next()).isNull();
		Duration pause = this.deferred.defer(8);
		assertThat(this.deferred.next()).isEqualTo(pause);
	}

}
