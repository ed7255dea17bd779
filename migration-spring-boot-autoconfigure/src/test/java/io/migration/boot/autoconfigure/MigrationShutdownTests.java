// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.migration.StopSignal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationShutdown}.
 */
class MigrationShutdownTests {

	private final AtomicInteger forced = new AtomicInteger();

	@Test
	void nothingIsWaitedForWhereNothingRuns() {
		MigrationShutdown shutdown = new MigrationShutdown(Duration.ofHours(1));
		shutdown.destroy();
		assertThat(shutdown.signal().isRequested()).isTrue();
	}

	@Test
	void workThatIsStartedAgainHasASignalOfItsOwn() {
		MigrationShutdown shutdown = new MigrationShutdown(Duration.ofHours(1));
		StopSignal first = shutdown.signal();
		shutdown.start();
		assertThat(shutdown.signal()).isSameAs(first);
		shutdown.stop();
		shutdown.start();
		assertThat(first.isRequested()).isTrue();
		assertThat(shutdown.signal().isRequested()).isFalse();
		shutdown.destroy();
	}

	@Test
	void nothingIsStartedAgainOnceTheProcessEnds() {
		MigrationShutdown shutdown = new MigrationShutdown(Duration.ofHours(1));
		shutdown.destroy();
		shutdown.start();
		assertThat(shutdown.signal().isRequested()).isTrue();
	}

	@Test
	void runThatEndsByItselfIsNotForced() {
		MigrationShutdown shutdown = new MigrationShutdown(Duration.ofHours(1));
		StopSignal.Run run = shutdown.signal().begin(this.forced::incrementAndGet);
		Thread obedient = new Thread(() -> {
			try (run) {
				shutdown.signal().pause(Duration.ofHours(1));
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		obedient.start();
		shutdown.destroy();
		assertThat(shutdown.signal().isQuiet()).isTrue();
		assertThat(this.forced).hasValue(0);
	}

	@Test
	void runThatDoesNotEndIsForcedUntilItDoes() {
		MigrationShutdown shutdown = new MigrationShutdown(Duration.ofMillis(100));
		StopSignal.Run[] run = new StopSignal.Run[1];
		run[0] = shutdown.signal().begin(() -> {
			if (this.forced.incrementAndGet() == 3) {
				run[0].close();
			}
		});
		shutdown.destroy();
		assertThat(this.forced).hasValue(3);
	}

}
