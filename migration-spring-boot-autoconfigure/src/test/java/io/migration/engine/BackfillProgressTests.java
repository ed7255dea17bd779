// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.migration.BackfillAction;
import io.migration.BackfillRequest;
import io.migration.BackfillState;
import io.migration.BackfillStatus;
import io.migration.BatchRun;
import io.migration.MigrationEngine;
import io.migration.MigrationListener;
import io.migration.MigrationVersion;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What people see of backfills that run, and that those who run them hear what people
 * want.
 */
@Timeout(120)
class BackfillProgressTests {

	private static final MigrationVersion VERSION = MigrationVersion.of("1");

	private static final int ROWS = 20_000;

	@RegisterExtension
	private final TestProject project = new TestProject();

	private final ExecutorService workers = Executors.newCachedThreadPool();

	private final Queue<String> told = new ConcurrentLinkedQueue<>();

	private final AtomicLong walked = new AtomicLong();

	private final AtomicLong changed = new AtomicLong();

	@BeforeEach
	void migrate() {
		this.project.script("V1__users.sql", """
				-- migrate:up
				CREATE TABLE users (id int PRIMARY KEY, name text);
				INSERT INTO users SELECT i, CASE WHEN i %% 2 = 0 THEN 'x' END FROM generate_series(1, %d) i;
				-- migrate:backfill table=users batch=100
				UPDATE users SET name = 'x' WHERE name IS NULL AND :batch;
				""".formatted(ROWS)).listener(new Told()).engine().migrate();
		this.project.database().execute("ANALYZE users");
	}

	@AfterEach
	void stop() throws InterruptedException {
		this.workers.shutdown();
		assertThat(this.workers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void statusFollowsTheWorkOfAllInstances() throws Exception {
		steer(BackfillRequest.speed(VERSION, 2000));
		List<Future<Boolean>> instances = List.of(work(), work(), work());
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> backfill().rows() >= 3000);
		BackfillStatus running = backfill();
		assertThat(running.state()).isEqualTo(BackfillState.RUNNING);
		assertThat(running.pass()).isEqualTo(1);
		assertThat(running.estimatedRows()).isEqualTo(ROWS);
		assertThat(running.limit()).isEqualTo(2000);
		assertThat(running.rowsPerSecond()).isPositive().isLessThan(4000);
		assertThat(running.percentage()).isCloseTo(running.rows() * 100.0 / ROWS, within(0.1));
		assertThat(running.remaining()).isPositive();
		assertThat(running.changed()).isBetween(running.rows() / 2 - 200, running.rows() / 2 + 200);
		assertThat(running.startedAt()).isNotNull();
		steer(BackfillRequest.speed(VERSION, 0));
		for (Future<Boolean> instance : instances) {
			assertThat(instance.get(60, TimeUnit.SECONDS)).isFalse();
		}
		BackfillStatus done = backfill();
		assertThat(done.state()).isEqualTo(BackfillState.SUCCEEDED);
		assertThat(done.percentage()).isEqualTo(100);
		assertThat(done.rows()).isEqualTo(ROWS);
		assertThat(done.changed()).isEqualTo(ROWS / 2);
		assertThat(done.finishedAt()).isAfter(done.startedAt());
		assertThat(done.workers()).isZero();
		assertThat(done.rowsPerSecond()).isNull();
		assertThat(this.told).containsExactlyInAnyOrder("begun RUNNING", "ended SUCCEEDED");
		assertThat(this.changed).hasValue(ROWS / 2);
		assertThat(this.walked).hasValue(2L * ROWS);
	}

	@Test
	void workersHearOfAPauseAndGoOnAfterARestart() throws Exception {
		steer(BackfillRequest.speed(VERSION, 2000));
		List<Future<Boolean>> instances = List.of(work(), work());
		Awaitility.await().until(() -> backfill().rows() > 500);
		steer(BackfillRequest.of(VERSION, BackfillAction.PAUSE));
		for (Future<Boolean> instance : instances) {
			assertThat(instance.get(30, TimeUnit.SECONDS)).as("something is left").isTrue();
		}
		BackfillStatus paused = backfill();
		assertThat(paused.state()).isEqualTo(BackfillState.PAUSED);
		assertThat(paused.rowsPerSecond()).isNull();
		assertThat(work().get(30, TimeUnit.SECONDS)).isTrue();
		assertThat(backfill().rows()).isEqualTo(paused.rows());
		steer(BackfillRequest.of(VERSION, BackfillAction.RESUME));
		steer(BackfillRequest.speed(VERSION, 0));
		assertThat(work().get(60, TimeUnit.SECONDS)).isFalse();
		assertThat(backfill().state()).isEqualTo(BackfillState.SUCCEEDED);
		assertThat(this.project.notes()).hasSize(4);
	}

	@Test
	void pausedBeforeItBeginsItDoesNotBegin() throws Exception {
		steer(BackfillRequest.of(VERSION, BackfillAction.PAUSE));
		assertThat(work().get(30, TimeUnit.SECONDS)).isTrue();
		assertThat(backfill().pass()).isZero();
		assertThat(this.told).isEmpty();
		steer(BackfillRequest.of(VERSION, BackfillAction.RESUME));
		assertThat(work().get(60, TimeUnit.SECONDS)).isFalse();
		assertThat(backfill().changed()).isEqualTo(ROWS / 2);
	}

	@Test
	void cancelledItStopsAndBeginsAnewWhenAskedTo() throws Exception {
		steer(BackfillRequest.speed(VERSION, 2000));
		Future<Boolean> instance = work();
		Awaitility.await().until(() -> backfill().rows() > 500);
		steer(BackfillRequest.of(VERSION, BackfillAction.CANCEL));
		assertThat(instance.get(30, TimeUnit.SECONDS)).isTrue();
		BackfillStatus cancelled = backfill();
		assertThat(cancelled.state()).isEqualTo(BackfillState.CANCELLED);
		assertThat(cancelled.finishedAt()).isNotNull();
		assertThat(this.project.history()).contains("1 BACKFILL HELD 0/1");
		steer(BackfillRequest.of(VERSION, BackfillAction.RESUME));
		steer(BackfillRequest.speed(VERSION, 0));
		assertThat(work().get(60, TimeUnit.SECONDS)).isFalse();
		assertThat(backfill().changed()).isEqualTo(ROWS / 2 - cancelled.changed());
		assertThat(this.told).containsExactly("begun RUNNING", "begun RUNNING", "ended SUCCEEDED");
	}

	@Test
	void failureIsShownAndGoesOnOnceItsCauseIsGone() throws Exception {
		this.project.database()
			.execute("ALTER TABLE users ADD CONSTRAINT no_x CHECK (id <> 4711 OR name IS DISTINCT FROM 'x')");
		assertThat(work().get(60, TimeUnit.SECONDS)).isTrue();
		BackfillStatus failed = backfill();
		assertThat(failed.state()).isEqualTo(BackfillState.FAILED);
		assertThat(failed.error()).contains("4711", "no_x");
		assertThat(failed.error().lines().findFirst().orElseThrow()).doesNotContain("4711");
		assertThat(this.project.history()).contains("1 BACKFILL FAILED 0/1");
		work().get(30, TimeUnit.SECONDS);
		assertThat(this.told).containsExactly("begun RUNNING", "ended FAILED");
		this.project.database().execute("ALTER TABLE users DROP CONSTRAINT no_x");
		BackfillStatus resumed = steer(BackfillRequest.of(VERSION, BackfillAction.RESUME));
		assertThat(resumed.rows()).isEqualTo(failed.rows());
		assertThat(resumed.state()).isEqualTo(BackfillState.RUNNING);
		assertThat(this.project.history()).contains("1 BACKFILL HELD 0/1");
		assertThat(work().get(60, TimeUnit.SECONDS)).isFalse();
		assertThat(backfill().changed()).isEqualTo(ROWS / 2);
	}

	@Test
	void batchThatRunsIsCounted() {
		try (TestSession session = this.project.database().session()) {
			session.execute("BEGIN; SELECT FROM users WHERE id = 1 FOR UPDATE");
			Future<Boolean> instance = work();
			Awaitility.await().until(() -> backfill().workers() == 1);
			steer(BackfillRequest.of(VERSION, BackfillAction.PAUSE));
			session.execute("ROLLBACK");
			Awaitility.await().until(instance::isDone);
		}
		assertThat(backfill().workers()).isZero();
	}

	// As after a restart
	private Future<Boolean> work() {
		return this.workers.submit(() -> {
			MigrationEngine engine = this.project.engine();
			engine.migrate();
			return engine.backfill();
		});
	}

	private BackfillStatus steer(BackfillRequest request) {
		return this.project.engine().backfill(request).backfill();
	}

	private BackfillStatus backfill() {
		List<BackfillStatus> all = new ArrayList<>(this.project.engine().status(10).backfills());
		assertThat(all).hasSize(1);
		return all.get(0);
	}

	private final class Told implements MigrationListener {

		@Override
		public void backfillBegun(String target, BackfillStatus backfill) {
			BackfillProgressTests.this.told.add("begun " + backfill.state());
		}

		@Override
		public void backfillBatch(String target, BatchRun batch) {
			BackfillProgressTests.this.walked.addAndGet(batch.rows());
			BackfillProgressTests.this.changed.addAndGet(batch.changed());
		}

		@Override
		public void backfillEnded(String target, BackfillStatus backfill) {
			BackfillProgressTests.this.told.add("ended " + backfill.state());
		}

	}

}
