// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.time.Duration;
import java.util.concurrent.Future;

import io.migration.ExecutionOptions;
import io.migration.JavaMigration;
import io.migration.LockOptions;
import io.migration.LockType;
import io.migration.MigrationEngine;
import io.migration.MigrationException;
import io.migration.MigrationListener;
import io.migration.MigrationRun;
import io.migration.MigrationStoppedException;
import io.migration.MigrationVersion;
import io.migration.RollbackRequest;
import io.migration.StepFailedException;
import io.migration.StepId;
import io.migration.StopSignal;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Runs that are asked to end, as listed in {@code docs/running.md}.
 *
 * <table>
 * <caption>What the history says, and when the lock is free</caption>
 * <tr>
 * <th>the signal comes</th>
 * <th>at once, if what runs ends in time</th>
 * <th>else, when it is forced</th>
 * </tr>
 * <tr>
 * <td>before the run, or in the wait for the lock</td>
 * <td>nothing, never held</td>
 * <td>cannot happen</td>
 * </tr>
 * <tr>
 * <td>between two steps</td>
 * <td>nothing of the next one, free</td>
 * <td>cannot happen</td>
 * </tr>
 * <tr>
 * <td>in a transaction</td>
 * <td>FAILED at its beginning, free</td>
 * <td>cancelled: FAILED at its beginning, free</td>
 * </tr>
 * <tr>
 * <td>in the last statement of a transaction</td>
 * <td>done, free</td>
 * <td>cancelled: FAILED at its beginning, free</td>
 * </tr>
 * <tr>
 * <td>in a statement outside of a transaction</td>
 * <td>FAILED behind it, free</td>
 * <td>left: RUNNING before it, free when the server has ended the session</td>
 * </tr>
 * <tr>
 * <td>in a pause between attempts</td>
 * <td>FAILED at the beginning of the transaction, free</td>
 * <td>cannot happen</td>
 * </tr>
 * </table>
 */
class StopTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	@RegisterExtension
	private final TestProject project = new TestProject();

	private final StopSignal stop = new StopSignal();

	private final Background background = new Background();

	@BeforeEach
	void prepare() {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int)");
		this.project.engine().migrate();
		this.project.options((options) -> options.stop(this.stop));
	}

	@AfterEach
	void close() {
		this.stop.force();
		this.background.close();
	}

	@Test
	void nothingIsBegunAfterTheSignal() {
		this.project.script("V2__more.sql", "INSERT INTO t VALUES (1)");
		this.stop.request();
		assertThatExceptionOfType(MigrationStoppedException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> assertThat(ex.databaseState()).isEqualTo("This instance did not change the database."));
		assertHistory("1 UP SUCCEEDED 1/1");
		assertGoesOn("2 UP SUCCEEDED 1/1");
	}

	@Test
	void runWithNothingToDoSucceedsAfterTheSignal() {
		this.stop.request();
		assertThat(this.project.engine().migrate().steps()).isEmpty();
	}

	@Test
	void waitForTheLockEndsAtOnce() {
		this.project.script("V2__gate.sql", "SELECT pg_advisory_xact_lock(1)");
		try (TestSession gate = this.project.database().session()) {
			gate.execute("SELECT pg_advisory_lock(1)");
			Future<MigrationRun> holder = this.background.run(withoutSignal()::migrate);
			awaitWaiting("SELECT pg_advisory_xact_lock%");
			Future<MigrationRun> waiting = this.background.run(this.project.engine()::migrate);
			Awaitility.await().until(() -> !this.stop.isQuiet());
			this.stop.request();
			assertStopped(waiting, "Waiting for the migration lock was stopped, because the process was asked to end.");
			gate.execute("SELECT pg_advisory_unlock(1)");
			assertThat(Background.result(holder).steps()).hasSize(1);
		}
	}

	@Test
	void transactionIsRolledBackBetweenTwoStatements() {
		this.project.script("V2__gate.sql", gated("INSERT INTO t VALUES (1);", "INSERT INTO t VALUES (2);"));
		stopAtTheGate(true,
				"Migration 2 (gate), step UP, was stopped before statement 3 of 3 in V2__gate.sql, because the process "
						+ "was asked to end.");
		assertHistory("1 UP SUCCEEDED 1/1", "2 UP FAILED 0/3");
		assertThat(rows()).isZero();
		assertLockIsFree();
		assertGoesOn("2 UP SUCCEEDED 3/3");
		assertThat(rows()).isEqualTo(2);
	}

	@Test
	void lastStatementOfAStepIsCommittedAndTheNextStepNotBegun() {
		this.project.script("V2__gate.sql", gated("INSERT INTO t VALUES (1);", ""))
			.script("V3__more.sql", "INSERT INTO t VALUES (2)");
		stopAtTheGate(true, "The run was stopped before migration 3 UP, because the process was asked to end.");
		assertHistory("1 UP SUCCEEDED 1/1", "2 UP SUCCEEDED 2/2");
		assertLockIsFree();
		assertGoesOn("2 UP SUCCEEDED 2/2", "3 UP SUCCEEDED 1/1");
	}

	@Test
	void statementInATransactionIsCancelledWhenItTakesTooLong() {
		this.project.script("V2__gate.sql", gated("INSERT INTO t VALUES (1);", ""));
		stopAtTheGate(false,
				"Migration 2 (gate), step UP, was stopped during statement 2 of 2, line 2 in V2__gate.sql, "
						+ "because the process was asked to end.");
		assertHistory("1 UP SUCCEEDED 1/1", "2 UP FAILED 0/2");
		assertThat(error()).contains("the process was asked to end");
		assertLockIsFree();
		assertGoesOn("2 UP SUCCEEDED 2/2");
	}

	@Test
	void whatIsDoneInSegmentsStaysDone() {
		this.project.script("V2__gate.sql", """
				INSERT INTO t VALUES (1);
				CREATE INDEX CONCURRENTLY t_id ON t (id);
				SELECT pg_advisory_xact_lock(1);
				INSERT INTO t VALUES (2);
				""");
		stopAtTheGate(true,
				"Migration 2 (gate), step UP, was stopped before statement 4 of 4 in V2__gate.sql, because the process "
						+ "was asked to end.");
		assertHistory("1 UP SUCCEEDED 1/1", "2 UP FAILED 2/4");
		assertLockIsFree();
		assertGoesOn("2 UP SUCCEEDED 4/4");
		assertThat(rows()).isEqualTo(2);
	}

	@Test
	void statementOutsideOfATransactionIsWaitedFor() {
		this.project.script("V2__index.sql", "CREATE INDEX CONCURRENTLY t_id ON t (id);\nINSERT INTO t VALUES (1);");
		try (TestSession old = this.project.database().session()) {
			old.execute("BEGIN; INSERT INTO t VALUES (0)");
			Future<MigrationRun> run = this.background.run(this.project.engine()::migrate);
			awaitWaiting("CREATE INDEX CONCURRENTLY%");
			this.stop.request();
			old.execute("COMMIT");
			assertStopped(run, "Migration 2 (index), step UP, was stopped before statement 2 of 2 in V2__index.sql, "
					+ "because the process was asked to end.");
		}
		assertHistory("1 UP SUCCEEDED 1/1", "2 UP FAILED 1/2");
		assertLockIsFree();
		assertGoesOn("2 UP SUCCEEDED 2/2");
	}

	@Test
	void statementOutsideOfATransactionIsLeftAndFoundByTheNextStart() {
		this.project.script("V2__index.sql", "CREATE INDEX CONCURRENTLY t_id ON t (id);\nINSERT INTO t VALUES (1);");
		try (TestSession old = this.project.database().session()) {
			old.execute("BEGIN; INSERT INTO t VALUES (0)");
			Future<MigrationRun> run = this.background.run(this.project.engine()::migrate);
			awaitWaiting("CREATE INDEX CONCURRENTLY%");
			this.stop.force();
			assertThatExceptionOfType(MigrationStoppedException.class).isThrownBy(() -> Background.result(run))
				.satisfies((ex) -> assertThat(ex.databaseState())
					.contains("the next start finds out whether it took effect"));
			assertHistory("1 UP SUCCEEDED 1/1", "2 UP RUNNING 0/2");
			old.execute("COMMIT");
		}
		assertLockIsFree();
		assertGoesOn("2 UP SUCCEEDED 2/2");
		assertThat(rows()).isEqualTo(2);
	}

	@Test
	void pauseBetweenAttemptsEndsAtOnce() {
		this.project.options((options) -> options.stop(this.stop).execution(patient()));
		this.project.script("V2__alter.sql", "ALTER TABLE t ADD COLUMN name text");
		try (TestSession reader = this.project.database().session()) {
			reader.execute("BEGIN; SELECT * FROM t");
			Future<MigrationRun> run = this.background.run(this.project.engine()::migrate);
			awaitWaiting("ALTER TABLE%");
			Awaitility.await().until(() -> waiting("ALTER TABLE%") == 0);
			this.stop.request();
			assertStopped(run, "Migration 2 (alter), step UP, was stopped during statement 1 of 1, line 1 in "
					+ "V2__alter.sql, because the process was asked to end.");
		}
		assertHistory("1 UP SUCCEEDED 1/1", "2 UP FAILED 0/1");
		assertGoesOn("2 UP SUCCEEDED 1/1");
	}

	@Test
	void codeInATransactionIsCancelledAndLeavesNothing() {
		this.project.code(new V2__Gated());
		stopAtTheGate(false, "Migration 2 (Gated), step UP, was stopped in " + V2__Gated.class.getName()
				+ ", because the process was asked to end.");
		assertHistory("1 UP SUCCEEDED 1/1", "2 UP FAILED 0/1");
		assertThat(rows()).isZero();
		assertLockIsFree();
		assertGoesOn("2 UP SUCCEEDED 1/1");
	}

	@Test
	void doubtOfAnEarlierProcessStaysUntilItIsDecided() {
		this.project.script("V2__call.sql", """
				INSERT INTO t VALUES (1);
				CREATE INDEX CONCURRENTLY t_id ON t (id);
				INSERT INTO t VALUES (2);
				""");
		try (TestSession old = this.project.database().session()) {
			old.execute("BEGIN; INSERT INTO t VALUES (0)");
			Future<MigrationRun> run = this.background.run(this.project.engine()::migrate);
			awaitWaiting("CREATE INDEX CONCURRENTLY%");
			this.stop.force();
			assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> Background.result(run));
			old.execute("COMMIT");
		}
		assertLockIsFree();
		StopSignal second = new StopSignal();
		this.project.options((options) -> options.stop(second)).listener(new StoppingListener(second));
		assertThatExceptionOfType(MigrationStoppedException.class).isThrownBy(this.project.engine()::migrate);
		assertHistory("1 UP SUCCEEDED 1/1", "2 UP RUNNING 1/3");
		assertGoesOn("2 UP SUCCEEDED 3/3");
	}

	@Test
	void rollbackInOneTransactionLeavesEverything() {
		this.project.script("V2__more.sql", "-- migrate:up\nCREATE TABLE u (id int);\n-- migrate:down\nDROP TABLE u;")
			.script("V3__gate.sql",
					"-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT pg_advisory_xact_lock(1);\nSELECT 2;");
		withoutSignal().migrate();
		this.project.options((options) -> options.stop(this.stop));
		try (TestSession gate = this.project.database().session()) {
			gate.execute("SELECT pg_advisory_lock(1)");
			MigrationEngine engine = this.project.engine();
			RollbackRequest request = new RollbackRequest(MigrationVersion.of("1"), 0, false, null);
			Future<MigrationRun> run = this.background.run(() -> engine.rollback(request));
			awaitWaiting("SELECT pg_advisory_xact_lock%");
			this.stop.request();
			gate.execute("SELECT pg_advisory_unlock(1)");
			assertThatExceptionOfType(MigrationStoppedException.class).isThrownBy(() -> Background.result(run))
				.satisfies((ex) -> assertThat(ex.databaseState())
					.isEqualTo("Nothing was undone: the rollback is one transaction."));
		}
		assertThat(this.project.tables()).contains("u");
		assertLockIsFree();
		assertThat(withoutSignal().rollback(new RollbackRequest(MigrationVersion.of("1"), 0, false, null)).steps())
			.hasSize(2);
		assertThat(this.project.tables()).doesNotContain("u");
	}

	@Test
	void mistakeInAScriptIsReportedAsSuchAfterTheSignal() {
		this.project.script("V2__gate.sql", "SELECT pg_advisory_xact_lock(1), 1 / (SELECT count(*) FROM t);");
		try (TestSession gate = this.project.database().session()) {
			gate.execute("SELECT pg_advisory_lock(1)");
			Future<MigrationRun> run = this.background.run(this.project.engine()::migrate);
			awaitWaiting("SELECT pg_advisory_xact_lock%");
			this.stop.request();
			gate.execute("SELECT pg_advisory_unlock(1)");
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> Background.result(run))
				.satisfies((ex) -> assertThat(ex.description()).contains("division by zero"));
		}
	}

	@Test
	void leaseIsGivenBack() {
		this.project.options((options) -> options.stop(this.stop).lock(new LockOptions(LockType.LEASE, LONG)));
		this.project.script("V2__gate.sql", gated("INSERT INTO t VALUES (1);", "INSERT INTO t VALUES (2);"));
		stopAtTheGate(true,
				"Migration 2 (gate), step UP, was stopped before statement 3 of 3 in V2__gate.sql, because the process "
						+ "was asked to end.");
		assertThat(this.project.engine().status(0).lock().held()).isFalse();
		assertGoesOn("2 UP SUCCEEDED 3/3");
	}

	private static String gated(String before, String after) {
		return before + "\nSELECT pg_advisory_xact_lock(1);\n" + after;
	}

	private void stopAtTheGate(boolean opened, String description) {
		try (TestSession gate = this.project.database().session()) {
			gate.execute("SELECT pg_advisory_lock(1)");
			Future<MigrationRun> run = this.background.run(this.project.engine()::migrate);
			awaitWaiting("%pg_advisory_xact_lock%");
			if (opened) {
				this.stop.request();
				gate.execute("SELECT pg_advisory_unlock(1)");
			}
			else {
				this.stop.force();
			}
			assertStopped(run, description);
		}
	}

	private void assertStopped(Future<MigrationRun> run, String description) {
		assertThatExceptionOfType(MigrationStoppedException.class).isThrownBy(() -> Background.result(run))
			.satisfies((ex) -> {
				assertThat(ex.description()).isEqualTo(description);
				assertThat(ex.action()).isEqualTo("Start again: the next start goes on where this one was stopped.");
			});
		assertThat(this.stop.isQuiet()).isTrue();
	}

	private void assertHistory(String... rows) {
		assertThat(this.project.history()).containsExactly(rows);
	}

	private void assertLockIsFree() {
		Awaitility.await()
			.atMost(LONG)
			.until(() -> this.project.value(Integer.class,
					"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = "
							+ "(SELECT oid FROM pg_database WHERE datname = current_database())") == 0);
	}

	private void assertGoesOn(String... rows) {
		assertThat(withoutSignal().migrate().error()).isNull();
		assertThat(this.project.history().stream().skip(1)).containsExactly(rows);
	}

	private MigrationEngine withoutSignal() {
		this.project.options((options) -> {
		});
		MigrationEngine engine = this.project.engine();
		this.project.options((options) -> options.stop(this.stop));
		return engine;
	}

	private int rows() {
		return this.project.value(Integer.class, "SELECT count(*) FROM t");
	}

	private String error() {
		return this.project.value(String.class, "SELECT error FROM migration_history WHERE version = '2'");
	}

	private void awaitWaiting(String statement) {
		Awaitility.await().atMost(LONG).until(() -> waiting(statement) == 1);
	}

	private int waiting(String statement) {
		return this.project.value(Integer.class,
				"SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database() "
						+ "AND query LIKE '" + statement + "'");
	}

	private static ExecutionOptions patient() {
		return new ExecutionOptions(Duration.ofMillis(200), Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1), LONG,
				LONG, LONG);
	}

	/**
	 * Gives the signal as soon as a step has begun.
	 */
	private record StoppingListener(StopSignal stop) implements MigrationListener {

		@Override
		public void beforeStep(String target, StepId step) {
			this.stop.request();
		}

	}

	/**
	 * Waits at the gate, and would go on where it is refused.
	 */
	static final class V2__Gated implements JavaMigration {

		@Override
		public void up(JdbcClient jdbc) {
			jdbc.sql("INSERT INTO t VALUES (1)").update();
			jdbc.sql("SELECT pg_advisory_xact_lock(1)::text").query(String.class).single();
		}

	}

}
