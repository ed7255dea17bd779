// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.migration.BackfillAction;
import io.migration.BackfillControl;
import io.migration.BackfillRequest;
import io.migration.BackfillState;
import io.migration.BackfillStatus;
import io.migration.LockOptions;
import io.migration.LockType;
import io.migration.MigrationVersion;
import io.migration.OperationRefusedException;
import io.migration.OperationRefusedException.Reason;
import io.migration.RollbackRequest;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What can be done with a backfill, on a real cursor.
 */
@Timeout(120)
class BackfillSteeringTests {

	private static final MigrationVersion VERSION = MigrationVersion.of("1");

	static final String LOCK_KEY = "('x' || encode(substr(sha256('public.migration_history'), 1, 8), 'hex'))"
			+ "::bit(64)::bigint";

	@RegisterExtension
	private final TestProject project = new TestProject();

	@BeforeEach
	void migrate() {
		this.project.script("V1__users.sql", """
				-- migrate:up
				CREATE TABLE users (id int PRIMARY KEY, name text);
				-- migrate:backfill table=users
				UPDATE users SET name = 'x' WHERE name IS NULL AND :batch;
				-- migrate:down
				DROP TABLE users;
				""").engine().migrate();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			WAITING,   0, PAUSE,  true,  PAUSED
			WAITING,   0, RESUME, false, WAITING
			WAITING,   0, CANCEL, true,  CANCELLED
			WAITING,   0, SPEED,  true,  WAITING
			RUNNING,   2, PAUSE,  true,  PAUSED
			RUNNING,   2, RESUME, false, RUNNING
			RUNNING,   2, CANCEL, true,  CANCELLED
			RUNNING,   2, SPEED,  true,  RUNNING
			PAUSED,    2, PAUSE,  false, PAUSED
			PAUSED,    2, RESUME, true,  RUNNING
			PAUSED,    0, RESUME, true,  WAITING
			PAUSED,    2, CANCEL, true,  CANCELLED
			PAUSED,    2, SPEED,  true,  PAUSED
			CANCELLED, 2, RESUME, true,  WAITING
			CANCELLED, 0, RESUME, true,  WAITING
			CANCELLED, 2, CANCEL, false, CANCELLED
			CANCELLED, 2, SPEED,  true,  CANCELLED
			FAILED,    2, RESUME, true,  WAITING
			FAILED,    2, CANCEL, true,  CANCELLED
			FAILED,    2, SPEED,  true,  FAILED
			""")
	void actionHasItsEffectOnce(BackfillState before, int pass, BackfillAction action, boolean effective,
			BackfillState after) {
		cursor(before, pass);
		BackfillControl control = steer(action);
		assertThat(control.effective()).isEqualTo(effective);
		assertThat(control.backfill().state()).isEqualTo(after);
		assertThat(state()).isEqualTo(after.name());
		assertThat(this.project.notes()).hasSize(effective ? 1 : 0);
		BackfillControl again = steer(action);
		assertThat(again.effective()).isFalse();
		assertThat(again.backfill()).isEqualTo(control.backfill());
		assertThat(this.project.notes()).hasSize(effective ? 1 : 0);
	}

	@ParameterizedTest
	@CsvSource({ "CANCELLED, PAUSE, it was cancelled", "FAILED, PAUSE, it has failed",
			"SUCCEEDED, PAUSE, it is complete", "SUCCEEDED, RESUME, it is complete",
			"SUCCEEDED, CANCEL, it is complete", "SUCCEEDED, SPEED, it is complete" })
	void actionThatMakesNoSenseIsRefused(BackfillState before, BackfillAction action, String reason) {
		cursor(before, 1);
		assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> steer(action)).satisfies((ex) -> {
			assertThat(ex.reason()).isEqualTo(Reason.NOT_APPLICABLE);
			assertThat(ex.description()).startsWith("The backfill of migration 1 cannot be ").endsWith(reason + ".");
			assertThat(ex.databaseState()).isEqualTo("The database was not changed.");
		});
		assertThat(state()).isEqualTo(before.name());
		assertThat(this.project.notes()).isEmpty();
	}

	@Test
	void historyNotesWhoAskedForWhat() {
		cursor(BackfillState.RUNNING, 1);
		this.project.engine().backfill(BackfillRequest.speed(VERSION, 5000).by("alice"));
		this.project.engine().backfill(BackfillRequest.of(VERSION, BackfillAction.PAUSE).by("bob"));
		this.project.engine().backfill(BackfillRequest.speed(VERSION, 0));
		assertThat(this.project.notes()).containsExactly(
				"backfill 1: Backfill limited to 5000 rows per second, was RUNNING\nRequested by alice",
				"backfill 1: Backfill paused, was RUNNING\nRequested by bob",
				"backfill 1: Backfill limited to no number of rows per second, was PAUSED");
	}

	@Test
	void speedIsKeptUntilItIsTakenAway() {
		cursor(BackfillState.RUNNING, 1);
		assertThat(speed(5000).backfill().limit()).isEqualTo(5000);
		assertThat(speed(5000).effective()).isFalse();
		assertThat(steer(BackfillAction.PAUSE).backfill().limit()).isEqualTo(5000);
		assertThat(speed(0).backfill().limit()).isNull();
		assertThat(speed(0).effective()).isFalse();
	}

	@Test
	void slowPaceOfTheFormerLimitDoesNotLast() {
		cursor(BackfillState.RUNNING, 1);
		this.project.database()
			.execute("UPDATE migration_backfill SET row_limit = 1, free_at = now() + interval '1 hour'");
		speed(1000);
		assertThat(this.project.value(Boolean.class, "SELECT free_at IS NULL FROM migration_backfill")).isTrue();
	}

	@Test
	void failedOneIsHeldAgain() {
		cursor(BackfillState.FAILED, 1);
		this.project.database().execute("UPDATE migration_history SET state = 'FAILED' WHERE step = 'BACKFILL'");
		this.project.database().execute("UPDATE migration_backfill SET error = 'x', finished_at = now()");
		BackfillStatus backfill = steer(BackfillAction.RESUME).backfill();
		assertThat(backfill.error()).isNull();
		assertThat(backfill.finishedAt()).isNull();
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "1 BACKFILL HELD 0/1");
	}

	@Test
	void oneThatFailedAtARowGoesOnThere() {
		cursor(BackfillState.FAILED, 2);
		this.project.database().execute("UPDATE migration_backfill SET skipped = '{7}'");
		this.project.database().execute("""
				INSERT INTO migration_backfill_range (backfill_id, pass, high, rows, state, attempts, error)
				SELECT id, 2, '{7}', 1, 'FAILED', 3, 'x' FROM migration_backfill""");
		BackfillStatus backfill = steer(BackfillAction.RESUME).backfill();
		assertThat(backfill.state()).isEqualTo(BackfillState.RUNNING);
		assertThat(backfill.skipped()).isEmpty();
		assertThat(this.project.value(String.class,
				"SELECT concat_ws(' ', state, attempts, error) FROM migration_backfill_range"))
			.isEqualTo("OPEN 0");
	}

	@ParameterizedTest
	@EnumSource(names = { "CANCELLED", "FAILED" })
	void rowsThatMayBeChangedOnlyOnceAreNotWalkedOverAgain(BackfillState before) {
		this.project.script("V2__once.sql", """
				-- migrate:up
				CREATE TABLE two (id int PRIMARY KEY, a int);
				-- migrate:backfill table=two once=true
				UPDATE two SET a = a + 1 WHERE :batch;
				""").engine().migrate();
		HandmadeCursors.create(this.project.database());
		HandmadeCursors.add(this.project.database(), "2", before, 1);
		BackfillRequest resume = BackfillRequest.of(MigrationVersion.of("2"), BackfillAction.RESUME);
		assertThat(this.project.engine().backfill(resume).backfill().state()).isEqualTo(BackfillState.RUNNING);
	}

	@Test
	void cancelledOneOfAnotherReleaseIsNotBegunAnew() {
		cursor(BackfillState.CANCELLED, 1);
		this.project.remove("V1__users.sql");
		assertThat(steer(BackfillAction.RESUME).backfill().state()).isEqualTo(BackfillState.RUNNING);
	}

	@Test
	void batchThatRunsKeepsNobodyFromPausing() {
		cursor(BackfillState.RUNNING, 1);
		try (TestSession batch = runningBatch()) {
			assertThat(steer(BackfillAction.PAUSE).effective()).isTrue();
			assertThat(speed(100).effective()).isTrue();
		}
	}

	@Test
	void cancellationTellsAtOnceAndReturnsWhenNoBatchRuns() throws Exception {
		cursor(BackfillState.RUNNING, 1);
		Future<BackfillControl> cancelled;
		try (TestSession batch = runningBatch()) {
			cancelled = CompletableFuture.supplyAsync(() -> steer(BackfillAction.CANCEL));
			Awaitility.await().until(() -> state().equals("CANCELLED"));
			Awaitility.await().until(this::isSomebodyWaiting);
			assertThat(cancelled).isNotDone();
			batch.execute("COMMIT");
		}
		assertThat(cancelled.get(30, TimeUnit.SECONDS).effective()).isTrue();
	}

	@Test
	void runningMigrationIsNotWaitedFor() {
		cursor(BackfillState.RUNNING, 1);
		try (TestSession migration = this.project.database().session()) {
			migration.execute("SELECT pg_advisory_lock(" + LOCK_KEY + ")");
			assertThat(steer(BackfillAction.PAUSE).backfill().state()).isEqualTo(BackfillState.PAUSED);
			assertThat(steer(BackfillAction.CANCEL).backfill().state()).isEqualTo(BackfillState.CANCELLED);
		}
	}

	@Test
	void ownerOfALeaseIsNotWaitedFor() {
		cursor(BackfillState.RUNNING, 1);
		this.project.options((options) -> options.lock(new LockOptions(LockType.LEASE, Duration.ofMinutes(1))));
		assertThat(steer(BackfillAction.PAUSE).backfill().state()).isEqualTo(BackfillState.PAUSED);
		assertThat(this.project.notes()).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource(names = { "PAUSE", "CANCEL", "SPEED" })
	void thereIsSomethingToSteerBeforeItBegins(BackfillAction action) {
		BackfillControl control = steer(action);
		assertThat(control.effective()).isTrue();
		assertThat(control.backfill().table()).isEqualTo("users");
		assertThat(state()).isEqualTo(stateBefore(action));
		assertThat(steer(BackfillAction.RESUME).backfill().state()).isEqualTo(BackfillState.WAITING);
	}

	private static String stateBefore(BackfillAction action) {
		return switch (action) {
			case PAUSE -> "PAUSED";
			case CANCEL -> "CANCELLED";
			default -> "WAITING";
		};
	}

	@Test
	void oneThatHasNotBegunNeedsNothingToGoOn() {
		BackfillControl control = steer(BackfillAction.RESUME);
		assertThat(control.effective()).isFalse();
		assertThat(control.backfill().state()).isEqualTo(BackfillState.WAITING);
		assertThat(this.project.value(Boolean.class, "SELECT to_regclass('migration_backfill') IS NULL")).isTrue();
	}

	@Test
	void oneThatHasNotBegunIsNotSteeredWhileAMigrationRuns() {
		try (TestSession migration = this.project.database().session()) {
			migration.execute("SELECT pg_advisory_lock(" + LOCK_KEY + ")");
			assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> steer(BackfillAction.PAUSE))
				.satisfies((ex) -> {
					assertThat(ex.reason()).isEqualTo(Reason.NOT_READY);
					assertThat(ex.description()).isEqualTo("The backfill of migration 1 cannot be steered: it has not "
							+ "begun, and will not as long as a migration runs.");
				});
		}
		assertThat(steer(BackfillAction.PAUSE).effective()).isTrue();
	}

	@Test
	void cursorThatAWorkerMadeWhileTheLockWasTakenIsKept() {
		DataSource meddled = beforeTheLock(() -> cursor(BackfillState.RUNNING, 2));
		BackfillControl control = this.project.engine(meddled)
			.backfill(BackfillRequest.of(VERSION, BackfillAction.PAUSE));
		assertThat(control.backfill().state()).isEqualTo(BackfillState.PAUSED);
		assertThat(control.backfill().pass()).isEqualTo(2);
	}

	@Test
	void whatIsUndoneWhileTheLockIsTakenGetsNoCursor() {
		DataSource meddled = beforeTheLock(
				() -> this.project.engine().rollback(new RollbackRequest(MigrationVersion.of("0"), 0, true, null)));
		assertThatExceptionOfType(OperationRefusedException.class)
			.isThrownBy(() -> this.project.engine(meddled).backfill(BackfillRequest.of(VERSION, BackfillAction.PAUSE)));
		assertThat(this.project.value(Boolean.class, "SELECT to_regclass('migration_backfill') IS NULL")).isTrue();
	}

	private DataSource beforeTheLock(Runnable deed) {
		return new MeddlingDataSource(this.project.database().dataSource(), "pg_try_advisory_lock", deed);
	}

	@Test
	void oneOfAnotherReleaseCannotBePreparedButSteered() {
		this.project.remove("V1__users.sql");
		assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> steer(BackfillAction.PAUSE))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.NOT_READY))
			.withMessageContaining("this application does not contain it");
		cursor(BackfillState.RUNNING, 1);
		assertThat(steer(BackfillAction.PAUSE).effective()).isTrue();
	}

	@Test
	void whatDoesNotExistIsNamed() {
		this.project.script("V2__more.sql", "CREATE TABLE more (id int);").engine().migrate();
		assertThat(refusal(BackfillRequest.of(MigrationVersion.of("2"), BackfillAction.PAUSE)))
			.isEqualTo("Migration 2 has no backfill.");
		assertThat(refusal(BackfillRequest.of(MigrationVersion.of("3"), BackfillAction.PAUSE)))
			.isEqualTo("Migration 3 is not applied here.");
		assertThat(refusal(BackfillRequest.of(VERSION, BackfillAction.PAUSE).named("names")))
			.isEqualTo("Migration 1 has no backfill 'names'.");
	}

	@Test
	void oneOfSeveralIsNamed() {
		this.project.script("V2__two.sql", """
				-- migrate:up
				CREATE TABLE two (id int PRIMARY KEY, a int, b int);
				-- migrate:backfill table=two name=a
				UPDATE two SET a = 1 WHERE a IS NULL AND :batch;
				-- migrate:backfill table=two name=b
				UPDATE two SET b = 1 WHERE b IS NULL AND :batch;
				""").engine().migrate();
		BackfillRequest pause = BackfillRequest.of(MigrationVersion.of("2"), BackfillAction.PAUSE);
		assertThatExceptionOfType(OperationRefusedException.class)
			.isThrownBy(() -> this.project.engine().backfill(pause))
			.satisfies((ex) -> assertThat(ex.action()).isEqualTo("Name one of them: a, b."));
		assertThat(this.project.engine().backfill(pause.named("b")).backfill().name()).isEqualTo("b");
		assertThat(this.project.engine().status(10).backfills())
			.extracting(BackfillStatus::version, BackfillStatus::name, BackfillStatus::state)
			.containsExactly(tuple("1", null, BackfillState.WAITING), tuple("2", "a", BackfillState.WAITING),
					tuple("2", "b", BackfillState.PAUSED));
	}

	@Test
	void thoseWhoSteerAtOnceDoNotDisturbEachOther() throws InterruptedException, ExecutionException {
		cursor(BackfillState.RUNNING, 1);
		List<CompletableFuture<BackfillControl>> all = IntStream.range(0, 8)
			.mapToObj((i) -> CompletableFuture
				.supplyAsync(() -> steer((i % 2 == 0) ? BackfillAction.PAUSE : BackfillAction.RESUME)))
			.toList();
		int effective = 0;
		for (CompletableFuture<BackfillControl> one : all) {
			effective += one.get().effective() ? 1 : 0;
		}
		assertThat(this.project.notes()).hasSize(effective);
	}

	private String refusal(BackfillRequest request) {
		try {
			this.project.engine().backfill(request);
			throw new AssertionError("Not refused");
		}
		catch (OperationRefusedException ex) {
			assertThat(ex.reason()).isEqualTo(Reason.NOT_APPLICABLE);
			return ex.description();
		}
	}

	private BackfillControl steer(BackfillAction action) {
		return (action == BackfillAction.SPEED) ? speed(250)
				: this.project.engine().backfill(BackfillRequest.of(VERSION, action));
	}

	private BackfillControl speed(long rowsPerSecond) {
		return this.project.engine().backfill(BackfillRequest.speed(VERSION, rowsPerSecond));
	}

	private TestSession runningBatch() {
		return this.project.database().session().execute("BEGIN; SELECT FROM migration_backfill FOR KEY SHARE");
	}

	private boolean isSomebodyWaiting() {
		return this.project.value(Boolean.class,
				"SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() "
						+ "AND wait_event_type = 'Lock')");
	}

	private void cursor(BackfillState state, int pass) {
		HandmadeCursors.create(this.project.database());
		HandmadeCursors.add(this.project.database(), "1", state, pass);
	}

	private String state() {
		return this.project.value(String.class, "SELECT state FROM migration_backfill WHERE version = '1'");
	}

}
