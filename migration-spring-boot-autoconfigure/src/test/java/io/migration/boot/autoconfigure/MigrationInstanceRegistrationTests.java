// SPDX-License-Identifier: Apache-2.0
package io.migration.boot.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationInstanceRegistration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class MigrationInstanceRegistrationTests {

	private final RecordingEngine engine = new RecordingEngine();

	private final MigrationInstanceRegistration registration = new MigrationInstanceRegistration(this.engine,
			Duration.ofMillis(20));

	private final List<MigrationInstanceRegistration> started = new ArrayList<>();

	@AfterEach
	void stop() {
		this.registration.stop();
		this.started.forEach(MigrationInstanceRegistration::stop);
	}

	@Test
	void beatsUntilItIsStoppedAndThenLeaves() {
		this.registration.start();
		assertThat(this.registration.isRunning()).isTrue();
		await(() -> assertThat(this.engine.calls()).hasSizeGreaterThan(2).containsOnly("heartbeat"));
		this.registration.stop();
		assertThat(this.registration.isRunning()).isFalse();
		assertThat(this.engine.calls()).endsWith("heartbeat", "leave").containsOnlyOnce("leave");
	}

	@Test
	void firstBeatComesAfterOneInterval() {
		MigrationInstanceRegistration slow = new MigrationInstanceRegistration(this.engine, true);
		slow.start();
		slow.stop();
		assertThat(MigrationInstanceRegistration.INTERVAL).isEqualTo(Duration.ofSeconds(10));
		assertThat(this.engine.calls()).isEmpty();
	}

	@Test
	void doesNotLeaveWhatItNeverEntered() {
		this.engine.fail(new IllegalStateException("refused"));
		this.registration.start();
		await(() -> assertThat(this.engine.calls()).hasSizeGreaterThan(1));
		this.registration.stop();
		assertThat(this.engine.calls()).doesNotContain("leave");
	}

	@Test
	void failuresAreLoggedOnceUntilItWorksAgain(CapturedOutput output) {
		this.engine.fail(new IllegalStateException("refused"));
		this.registration.start();
		await(() -> assertThat(this.engine.calls()).hasSizeGreaterThan(3));
		assertThat(output).containsOnlyOnce("refused");
		this.engine.fail(null);
		int before = this.engine.calls().size();
		await(() -> assertThat(this.engine.calls()).hasSizeGreaterThan(before + 2));
		this.engine.fail(new IllegalStateException("not yet"));
		await(() -> assertThat(output).containsOnlyOnce("not yet"));
	}

	@Test
	void errorDoesNotEndTheHeartbeats(CapturedOutput output) {
		AtomicInteger beats = new AtomicInteger();
		start(new RecordingEngine() {

			@Override
			public void heartbeat() {
				if (beats.incrementAndGet() == 1) {
					throw new StackOverflowError("too deep");
				}
			}

		});
		await(() -> assertThat(beats).hasValueGreaterThan(2));
		assertThat(output).containsOnlyOnce("too deep");
	}

	@Test
	void errorOfAnObserverDoesNotEndTheHeartbeats(CapturedOutput output) {
		AtomicInteger told = new AtomicInteger();
		start(this.engine, (rollout) -> {
			throw new AssertionError("not understood");
		}, (rollout) -> told.incrementAndGet());
		await(() -> assertThat(told).hasValueGreaterThan(2));
		assertThat(output).contains("not understood").doesNotContain("could not be registered");
	}

	private void start(RecordingEngine engine, RolloutObserver... observers) {
		MigrationInstanceRegistration watched = new MigrationInstanceRegistration(engine, List.of(observers),
				Duration.ofMillis(20), true);
		this.started.add(watched);
		watched.start();
	}

	@Test
	void failureToLeaveDoesNotMatter() {
		this.registration.start();
		await(() -> assertThat(this.engine.calls()).isNotEmpty());
		this.engine.fail(new IllegalStateException("refused"));
		this.registration.stop();
		assertThat(this.engine.calls()).contains("leave");
	}

	@Test
	void canBeStartedAgain() {
		this.registration.start();
		await(() -> assertThat(this.engine.calls()).isNotEmpty());
		this.registration.stop();
		this.registration.start();
		await(() -> assertThat(this.engine.calls()).containsSubsequence("leave", "heartbeat"));
	}

	@Test
	@Timeout(30)
	void databaseThatDoesNotAnswerDoesNotHoldUpTheStop() {
		CountDownLatch beating = new CountDownLatch(1);
		MigrationInstanceRegistration stuck = new MigrationInstanceRegistration(new RecordingEngine() {

			@Override
			public void heartbeat() {
				beating.countDown();
				Awaitility.await().forever().until(() -> false);
			}

		}, Duration.ofMillis(1));
		stuck.start();
		await(() -> assertThat(beating.getCount()).isZero());
		stuck.stop();
		assertThat(stuck.isRunning()).isFalse();
	}

	@Test
	void usesOneDaemonThread() {
		List<Thread> threads = new CopyOnWriteArrayList<>();
		MigrationInstanceRegistration watched = new MigrationInstanceRegistration(new RecordingEngine() {

			@Override
			public void heartbeat() {
				threads.add(Thread.currentThread());
			}

		}, Duration.ofMillis(1));
		watched.start();
		await(() -> assertThat(threads).hasSizeGreaterThan(3));
		watched.stop();
		assertThat(threads).allMatch(Thread::isDaemon).containsOnly(threads.get(0));
	}

	@Test
	void isStoppedAfterEverythingElse() {
		assertThat(this.registration.getPhase()).isEqualTo(Integer.MIN_VALUE);
	}

	private static void await(Runnable assertion) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.pollInterval(Duration.ofMillis(5))
			.untilAsserted(assertion::run);
	}

}
