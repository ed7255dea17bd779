// SPDX-License-Identifier: Apache-2.0
package io.migration.backfill;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Deferred}.
 */
class DeferredTests {

	private final Deferred deferred = new Deferred();

	@Test
	void rangeIsLeftAloneUntilItsTurnComes() {
		Duration pause = this.deferred.defer(7);
		assertThat(this.deferred.ranges()).containsExactly(7L);
		assertThat(this.deferred.next()).isBetween(Duration.ofNanos(1), pause);
	}

	@Test
	void turnThatHasComeIsNotWaitedFor() {
		this.deferred.defer(7);
		Awaitility.await().until(() -> this.deferred.ranges().isEmpty());
		assertThat(this.deferred.next()).isNull();
		Duration pause = this.deferred.defer(8);
		assertThat(this.deferred.next()).isBetween(Duration.ofMillis(2), pause);
	}

}
