// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.time.Duration;
import java.util.concurrent.Future;

import com.zaxxer.hikari.HikariDataSource;
import io.migration.ExecutionOptions;
import io.migration.JavaMigration;
import io.migration.MigrationRun;
import io.migration.StepFailedException;
import io.migration.TargetUnusableException;
import io.migration.TargetUnusableException.Reason;
import io.migration.testing.TcpProxy;
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
 * Tests for sessions that are killed, networks that are cut and servers that refuse.
 */
class FailureTests {

	private static final String LOST_AND_ROLLED_BACK = "The connection is gone. No statement of the step is recorded "
			+ "as done. What was running in a transaction was rolled back by the server; the history tells the next "
			+ "start where to go on.";

	private static final String LOST_AT_COMMIT = "The connection is gone while a transaction was committed: either all "
			+ "of it took effect, its row in the history included, or nothing. The history tells the next start where "
			+ "to go on.";

	private static final String START_AGAIN = "Check that the server runs and start again.";

	@RegisterExtension
	private final TestProject project = new TestProject();

	private final Background background = new Background();

	@BeforeEach
	void prepare() {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int)");
		this.project.engine().migrate();
	}

	@AfterEach
	void close() {
		this.background.close();
	}

	@Test
	void sessionKilledInATransactionLeavesNothingAndTheNextStartGoesOn() {
		this.project.script("V2__slow.sql", "INSERT INTO t VALUES (1);\nSELECT pg_sleep(60);");
		HikariDataSource pool = this.project.database().pool(1);
		Future<MigrationRun> run = this.background.run(this.project.engine(pool)::migrate);
		kill(awaitSession("SELECT pg_sleep%", "Timeout"));
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> Background.result(run))
			.satisfies((ex) -> {
				assertThat(ex.description()).isEqualTo("""
						Migration 2 (slow), step UP, failed in V2__slow.sql, line 2, statement 2 of 2:
						    SELECT pg_sleep(60)
						FATAL: terminating connection due to administrator command (SQLSTATE 57P01)""");
				assertThat(ex.databaseState()).isEqualTo(LOST_AND_ROLLED_BACK);
				assertThat(ex.action()).isEqualTo(START_AGAIN);
			});
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1");
		this.project.script("V2__slow.sql", "INSERT INTO t VALUES (1);\nSELECT pg_sleep(0);");
		assertThat(this.project.engine(pool).migrate().steps()).hasSize(1);
		assertThat(rows()).isOne();
	}

	@Test
	void sessionKilledWhileItBuildsAnIndexLeavesNoInvalidIndexAfterTheNextStart() {
		this.project.script("V2__index.sql", """
				INSERT INTO t VALUES (1);
				CREATE INDEX CONCURRENTLY t_id ON t (id);
				INSERT INTO t VALUES (2);
				""");
		try (TestSession old = this.project.database().session()) {
			old.execute("BEGIN; INSERT INTO t VALUES (0)");
			Future<MigrationRun> run = this.background.run(this.project.engine()::migrate);
			kill(awaitSession("CREATE INDEX CONCURRENTLY%", "Lock"));
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> Background.result(run))
				.satisfies((ex) -> assertThat(ex.databaseState()).isEqualTo("The connection is gone. Statement 1 of 3 "
						+ "is done and recorded. The next statement ran outside of a transaction: the next start finds "
						+ "out whether it took effect."));
		}
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP RUNNING 1/3");
		assertThat(this.project.value(Boolean.class, "SELECT indisvalid FROM pg_index WHERE indrelid = 't'::regclass"))
			.isFalse();
		this.project.engine().migrate();
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP SUCCEEDED 3/3");
		assertThat(this.project.value(Boolean.class, "SELECT indisvalid FROM pg_index WHERE indrelid = 't'::regclass"))
			.isTrue();
		assertThat(rows()).isEqualTo(2);
	}

	@Test
	void commitThatNeverArrivedIsRunAgain() {
		this.project.script("V2__insert.sql", "INSERT INTO t VALUES (1)");
		try (TcpProxy network = TcpProxy.to(this.project.database())) {
			network.cutBefore("COMMIT");
			lostAtCommit(network);
			assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1");
			assertThat(rows()).isZero();
			assertThat(this.project.engine(network.dataSource()).migrate().steps()).hasSize(1);
			assertThat(rows()).isOne();
		}
	}

	@Test
	void commitWhoseAnswerWasLostIsNotRunAgain() {
		this.project.script("V2__insert.sql", "INSERT INTO t VALUES (1)");
		try (TcpProxy network = TcpProxy.to(this.project.database())) {
			network.cutAfter("COMMIT");
			lostAtCommit(network);
			assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP SUCCEEDED 1/1");
			assertThat(this.project.engine(network.dataSource()).migrate().steps()).isEmpty();
			assertThat(rows()).isOne();
		}
	}

	private void lostAtCommit(TcpProxy network) {
		assertThatExceptionOfType(StepFailedException.class)
			.isThrownBy(this.project.engine(network.dataSource())::migrate)
			.satisfies((ex) -> {
				assertThat(ex.description()).isEqualTo("Migration 2 (insert), step UP, failed in V2__insert.sql: "
						+ "An I/O error occurred while sending to the backend. (SQLSTATE 08006)");
				assertThat(ex.databaseState()).isEqualTo(LOST_AT_COMMIT);
				assertThat(ex.action()).isEqualTo(START_AGAIN);
			});
	}

	@Test
	void indexWhoseAnswerWasLostIsNotBuiltAgain() {
		this.project.script("V2__index.sql", "CREATE INDEX CONCURRENTLY t_id ON t (id);\nINSERT INTO t VALUES (1);");
		try (TcpProxy network = TcpProxy.to(this.project.database())) {
			network.cutAfter("t_id ON t (id)\0");
			assertThatExceptionOfType(StepFailedException.class)
				.isThrownBy(this.project.engine(network.dataSource())::migrate);
			assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP RUNNING 0/2");
			Long index = this.project.value(Long.class, "SELECT 't_id'::regclass::oid::bigint");
			this.project.engine(network.dataSource()).migrate();
			assertThat(this.project.value(Long.class, "SELECT 't_id'::regclass::oid::bigint")).isEqualTo(index);
			assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP SUCCEEDED 2/2");
			assertThat(rows()).isOne();
		}
	}

	@Test
	void serverNoticesThatTheProcessDiedWhileItsStatementWaits() {
		this.project.script("V2__index.sql", "CREATE INDEX CONCURRENTLY t_id ON t (id)");
		try (TcpProxy network = TcpProxy.to(this.project.database());
				TestSession old = this.project.database().session()) {
			old.execute("BEGIN; INSERT INTO t VALUES (0)");
			Future<MigrationRun> run = this.background.run(this.project.engine(network.dataSource())::migrate);
			int session = awaitSession("CREATE INDEX CONCURRENTLY%", "Lock");
			network.cut();
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> Background.result(run));
			Future<MigrationRun> next = this.background.run(this.project.engine()::migrate);
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> this.project.value(Integer.class,
						"SELECT count(*) FROM pg_stat_activity WHERE pid = " + session) == 0);
			old.execute("COMMIT");
			assertThat(Background.result(next).steps()).hasSize(1);
		}
		assertThat(this.project.value(Integer.class,
				"SELECT count(*) FROM pg_index WHERE indrelid = 't'::regclass AND indisvalid"))
			.isOne();
	}

	@Test
	void connectionLostBeforeTheFirstStepIsNoFailureOfAStep() {
		this.project.script("V2__insert.sql", "INSERT INTO t VALUES (1)");
		try (TcpProxy network = TcpProxy.to(this.project.database())) {
			network.cutBefore("pg_try_advisory_lock");
			assertThatExceptionOfType(TargetUnusableException.class)
				.isThrownBy(this.project.engine(network.dataSource())::migrate)
				.satisfies((ex) -> {
					assertThat(ex.reason()).isEqualTo(Reason.CONNECTION_LOST);
					assertThat(ex.description()).isEqualTo("While migrating, the server said: An I/O error occurred "
							+ "while sending to the backend. (SQLSTATE 08006)");
					assertThat(ex.action()).isEqualTo(START_AGAIN);
				});
		}
		assertThat(this.project.engine().migrate().steps()).hasSize(1);
	}

	@Test
	void lockThatCannotBeFreedGoesWithItsSessionAndTheRunCounts() {
		this.project.script("V2__insert.sql", "INSERT INTO t VALUES (1)");
		try (TcpProxy network = TcpProxy.to(this.project.database())) {
			network.cutBefore("pg_advisory_unlock");
			assertThat(this.project.engine(network.dataSource()).migrate().steps()).hasSize(1);
		}
		this.project.script("V3__insert.sql", "INSERT INTO t VALUES (2)");
		assertThat(this.project.engine().migrate().steps()).hasSize(1);
	}

	@Test
	void statementThatRunsTooLongIsEnded() {
		this.project.script("V2__slow.sql", "INSERT INTO t VALUES (1);\nSELECT pg_sleep(60);")
			.options((builder) -> builder.execution(statementTimeout(Duration.ofMillis(300))));
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> {
				assertThat(ex.description()).isEqualTo("""
						Migration 2 (slow), step UP, failed in V2__slow.sql, line 2, statement 2 of 2:
						    SELECT pg_sleep(60)
						ERROR: canceling statement due to statement timeout (SQLSTATE 57014)""");
				assertThat(ex.databaseState())
					.isEqualTo("The step was rolled back: nothing of it remains. Migrations before it are applied.");
				assertThat(ex.action()).isEqualTo("Raise migration.statement-timeout, or migration.online-timeout for "
						+ "statements that run beside others, or find out who cancelled the statement; then start "
						+ "again.");
			});
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP FAILED 0/2");
	}

	@Test
	void cancelledStatementFailsTheStep() {
		this.project.script("V2__slow.sql", "SELECT pg_sleep(60)");
		Future<MigrationRun> run = this.background.run(this.project.engine()::migrate);
		int session = awaitSession("SELECT pg_sleep%", "Timeout");
		this.project.value(Boolean.class, "SELECT pg_cancel_backend(" + session + ")");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> Background.result(run))
			.satisfies((ex) -> assertThat(ex.description())
				.endsWith("ERROR: canceling statement due to user request (SQLSTATE 57014)"));
		this.project.script("V2__slow.sql", "INSERT INTO t VALUES (1)");
		assertThat(this.project.engine().migrate().steps()).hasSize(1);
		assertThat(this.project.value(Integer.class, "SELECT attempts FROM migration_history WHERE version = '2'"))
			.isEqualTo(2);
	}

	@Test
	void cancelledIndexBuildSaysThatAnInvalidIndexMayRemain() {
		this.project.script("V2__index.sql", "CREATE INDEX CONCURRENTLY t_id ON t (id)");
		try (TestSession old = this.project.database().session()) {
			old.execute("BEGIN; INSERT INTO t VALUES (0)");
			Future<MigrationRun> run = this.background.run(this.project.engine()::migrate);
			int session = awaitSession("CREATE INDEX CONCURRENTLY%", "Lock");
			this.project.value(Boolean.class, "SELECT pg_cancel_backend(" + session + ")");
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> Background.result(run))
				.satisfies((ex) -> assertThat(ex.databaseState()).isEqualTo("No statement of the step is recorded as "
						+ "done. The next statement ran outside of a transaction: what it committed itself remains, "
						+ "an invalid index is removed before the next attempt."));
		}
		this.project.engine().migrate();
		assertThat(this.project.value(Integer.class,
				"SELECT count(*) FROM pg_index WHERE indrelid = 't'::regclass AND indisvalid"))
			.isOne();
	}

	@Test
	void codeWithoutATransactionDoesNotClaimToBeRolledBack() {
		this.project.code(new V2__Bare());
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> assertThat(ex.databaseState())
				.isEqualTo("The code ran without a transaction: what it has changed remains."));
		assertThat(rows()).isOne();
	}

	@Test
	void exhaustedResourceIsNoMistakeOfTheScript() {
		this.project.script("V2__sort.sql", """
				SET work_mem = '64kB';
				SET temp_file_limit = '64kB';
				INSERT INTO t SELECT g FROM generate_series(1, 100000) g ORDER BY md5(g::text);
				""");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> {
				assertThat(ex.description())
					.endsWith("ERROR: temporary file size exceeds \"temp_file_limit\" (64kB) (SQLSTATE 53400)");
				assertThat(ex.action()).isEqualTo("Give the server what it lacks (disk, memory, connections, or a "
						+ "higher limit) and start again.");
			});
		assertThat(rows()).isZero();
	}

	private void kill(int session) {
		this.project.value(Boolean.class, "SELECT pg_terminate_backend(" + session + ")");
	}

	private int awaitSession(String query, String waitEventType) {
		return Awaitility.await()
			.until(() -> this.project.database()
				.jdbc()
				.sql("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE ? "
						+ "AND wait_event_type = ? AND pid <> pg_backend_pid()")
				.params(query, waitEventType)
				.query(Integer.class)
				.list(), (sessions) -> !sessions.isEmpty())
			.get(0);
	}

	private Integer rows() {
		return this.project.value(Integer.class, "SELECT count(*) FROM t WHERE id > 0");
	}

	private static ExecutionOptions statementTimeout(Duration timeout) {
		ExecutionOptions defaults = ExecutionOptions.DEFAULTS;
		return new ExecutionOptions(defaults.lockTimeout(), timeout, defaults.onlineTimeout(), defaults.retryBudget(),
				defaults.retryInitialDelay(), defaults.retryMaxDelay(), defaults.progressInterval());
	}

	static class V2__Bare implements JavaMigration {

		@Override
		public boolean transactional() {
			return false;
		}

		@Override
		public void up(JdbcClient jdbc) {
			jdbc.sql("INSERT INTO t VALUES (1)").update();
			throw new IllegalStateException("no luck");
		}

	}

}
