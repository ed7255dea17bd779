// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.actuate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.migration.MigrationStatus;
import io.migration.TargetUnusableException;
import io.migration.TargetUnusableException.Reason;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CachedStatus}.
 */
class CachedStatusTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final MigrationStatus PENDING = StatusBuilder.status().pending("1").build();

	// Close to the overflow of the clock, which may happen at any time
	private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 10);

	private final List<MigrationStatus> heard = new ArrayList<>();

	private final FakeEngine engine = new FakeEngine().tells(StatusBuilder.upToDate(20).build());

	private final CachedStatus cached = new CachedStatus(this.engine, this.heard::add, this.nanoTime::get);

	@Test
	void readsAgainWhenTooOld() {
		this.cached.get(MINUTE);
		this.nanoTime.addAndGet(MINUTE.toNanos() - 1);
		this.cached.get(MINUTE);
		assertThat(this.engine.reads()).isEqualTo(1);
		this.nanoTime.incrementAndGet();
		this.cached.get(MINUTE);
		assertThat(this.engine.reads()).isEqualTo(2);
	}

	@Test
	void eachCallerSaysHowOldTheAnswerMayBe() {
		this.cached.get(MINUTE);
		this.nanoTime.addAndGet(Duration.ofSeconds(2).toNanos());
		this.cached.get(MINUTE);
		assertThat(this.engine.reads()).isEqualTo(1);
		this.cached.get(Duration.ofSeconds(1));
		assertThat(this.engine.reads()).isEqualTo(2);
	}

	@Test
	void zeroAgeAlwaysReads() {
		this.cached.get(Duration.ZERO);
		this.cached.get(Duration.ZERO);
		assertThat(this.engine.reads()).isEqualTo(2);
	}

	@Test
	void tellsEachReadingOnce() {
		this.cached.get(MINUTE);
		this.cached.get(MINUTE);
		assertThat(this.heard).hasSize(1);
	}

	@Test
	void probesDoNotAskForHazards() {
		this.cached.get(Duration.ZERO);
		this.cached.get(Duration.ZERO);
		assertThat(this.engine.judgements()).isZero();
	}

	@Test
	void whatProbesHaveReadIsNoAnswerToThoseWhoWantHazards() {
		this.engine.tells(PENDING);
		this.cached.get(MINUTE);
		this.cached.getWithHazards(MINUTE);
		assertThat(this.engine.judgements()).isEqualTo(1);
	}

	@Test
	void probesDoNotShortenTheLifeOfAnAnswerWithHazards() {
		this.engine.tells(PENDING);
		this.cached.getWithHazards(MINUTE);
		this.cached.get(Duration.ZERO);
		this.cached.getWithHazards(MINUTE);
		assertThat(this.engine.reads()).isEqualTo(2);
		assertThat(this.engine.judgements()).isEqualTo(1);
	}

	@Test
	void anAnswerWithHazardsIsGoodEnoughForProbes() {
		this.engine.tells(PENDING);
		this.cached.getWithHazards(MINUTE);
		this.cached.get(MINUTE);
		assertThat(this.engine.reads()).isEqualTo(1);
	}

	@Test
	void whatProbesHaveReadIsTheWholeAnswerWhereNothingIsPending() {
		this.cached.get(MINUTE);
		this.cached.getWithHazards(MINUTE);
		assertThat(this.engine.reads()).isEqualTo(1);
	}

	@Test
	void keepsFailures() {
		this.engine.fails(new TargetUnusableException(Reason.UNREACHABLE, "No connection.", "Start it.", null));
		assertThat(this.cached.get(MINUTE)).isEqualTo(new StatusReading("default", null, "No connection."));
		assertThat(this.cached.get(MINUTE).error()).isEqualTo("No connection.");
		assertThat(this.engine.reads()).isEqualTo(1);
		assertThat(this.heard).isEmpty();
	}

	@Test
	void recoversFromFailures() {
		this.engine.fails(new IllegalStateException("secret"));
		assertThat(this.cached.get(MINUTE).error()).isEqualTo("java.lang.IllegalStateException");
		this.engine.tells(StatusBuilder.status().build());
		this.nanoTime.addAndGet(MINUTE.toNanos());
		assertThat(this.cached.get(MINUTE).status()).isNotNull();
	}

	@Test
	void threadsThatAskMeanwhileShareOneReading() throws Exception {
		CountDownLatch answer = new CountDownLatch(1);
		this.engine.tells(() -> {
			awaitLatch(answer);
			return StatusBuilder.status().build();
		});
		// Everybody after the first asks at the time at which the reading is under way
		CachedStatus ticking = new CachedStatus(this.engine, this.heard::add, this.nanoTime::incrementAndGet);
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<CompletableFuture<StatusReading>> readings = new ArrayList<>();
			readings.add(CompletableFuture.supplyAsync(() -> ticking.get(MINUTE), threads));
			Awaitility.await().until(() -> this.engine.reads() == 1);
			for (int i = 0; i < 7; i++) {
				readings.add(CompletableFuture.supplyAsync(() -> ticking.get(MINUTE), threads));
			}
			answer.countDown();
			for (CompletableFuture<StatusReading> reading : readings) {
				assertThat(reading.get(10, TimeUnit.SECONDS).status()).isNotNull();
			}
			assertThat(this.engine.reads()).isEqualTo(1);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static void awaitLatch(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
