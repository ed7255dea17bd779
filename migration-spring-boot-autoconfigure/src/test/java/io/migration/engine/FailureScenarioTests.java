// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;

import com.zaxxer.hikari.HikariDataSource;
import io.migration.ExecutionOptions;
import io.migration.MigrationRun;
import io.migration.StepFailedException;
import io.migration.TargetUnusableException;
import io.migration.TargetUnusableException.Reason;
import io.migration.testing.RestartableServer;
import io.migration.testing.SmallDisk;
import io.migration.testing.TcpProxy;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for failures of what is around a run: the server crashes, its disk is full, the
 * pool has no connection, the network ends at the first or in the middle of several
 * commits. After each, the next start brings the database to its end.
 */
class FailureScenarioTests {

	private static final String INDEX_IN_THE_MIDDLE = """
			INSERT INTO t VALUES (1);
			CREATE INDEX CONCURRENTLY t_id ON t (id);
			INSERT INTO t VALUES (2);
			""";

	private static final String NEEDS_SIGNALS = "The server is stopped with a signal, which Windows does not have";

	private static final String START_AGAIN = "Check that the server runs and start again.";

	private final Background background = new Background();

	@RegisterExtension
	private final TestProject project = new TestProject();

	@BeforeEach
	void prepare() {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int)");
	}

	@AfterEach
	void close() {
		this.background.close();
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = NEEDS_SIGNALS)
	void serverThatStopsInATransactionHasNothingOfItAfterwards(@TempDir Path data) {
		try (RestartableServer server = RestartableServer.start(data);
				TestProject there = new TestProject(this.project.folder(), server.server().createDatabase())) {
			there.engine().migrate();
			there.script("V2__slow.sql", "INSERT INTO t VALUES (1);\nSELECT pg_sleep(60);");
			Future<MigrationRun> run = this.background.run(there.engine()::migrate);
			awaitSession(there, "SELECT pg_sleep%", "Timeout");
			server.stopImmediately();
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> Background.result(run))
				.satisfies((ex) -> {
					assertThat(ex.description()).startsWith("""
							Migration 2 (slow), step UP, failed in V2__slow.sql, line 2, statement 2 of 2:
							    SELECT pg_sleep(60)
							""");
					assertThat(ex.databaseState()).isEqualTo("The connection is gone. No statement of the step is "
							+ "recorded as done. What was running in a transaction was rolled back by the server; the "
							+ "history tells the next start where to go on.");
					assertThat(ex.action()).isEqualTo(START_AGAIN);
				});
			assertThatExceptionOfType(TargetUnusableException.class).isThrownBy(there.engine()::migrate)
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.UNREACHABLE));
			server.startAgain();
			assertThat(there.history()).containsExactly("1 UP SUCCEEDED 1/1");
			there.script("V2__slow.sql", "INSERT INTO t VALUES (1);\nSELECT pg_sleep(0);");
			assertThat(there.engine().migrate().steps()).hasSize(1);
			assertThat(rows(there)).isOne();
		}
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = NEEDS_SIGNALS)
	void serverThatStopsWhileItBuildsAnIndexBuildsItAnewAfterwards(@TempDir Path data) {
		try (RestartableServer server = RestartableServer.start(data);
				TestProject there = new TestProject(this.project.folder(), server.server().createDatabase())) {
			there.engine().migrate();
			there.script("V2__index.sql", INDEX_IN_THE_MIDDLE);
			try (TestSession old = there.database().session()) {
				old.execute("BEGIN; INSERT INTO t VALUES (0)");
				Future<MigrationRun> run = this.background.run(there.engine()::migrate);
				awaitSession(there, "CREATE INDEX CONCURRENTLY%", "Lock");
				server.stopImmediately();
				assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> Background.result(run))
					.satisfies((ex) -> assertThat(ex.databaseState())
						.isEqualTo("The connection is gone. Statement 1 of 3 is done and recorded. The next statement "
								+ "ran outside of a transaction: the next start finds out whether it took effect."));
			}
			server.startAgain();
			assertThat(there.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP RUNNING 1/3");
			assertThat(there.value(Boolean.class, "SELECT indisvalid FROM pg_index WHERE indrelid = 't'::regclass"))
				.isFalse();
			assertThat(there.engine().migrate().steps()).hasSize(1);
			assertThat(there.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP SUCCEEDED 3/3");
			assertThat(there.value(Boolean.class, "SELECT indisvalid FROM pg_index WHERE indrelid = 't'::regclass"))
				.isTrue();
			assertThat(rows(there)).isEqualTo(2);
		}
	}

	@Test
	void networkThatEndsWhileTheHistoryIsMadeIsTheReasonGiven() {
		try (TcpProxy network = TcpProxy.to(this.project.database())) {
			network.cutBefore("COMMENT ON TABLE");
			lostWhileTheHistoryIsMade(network);
			assertThat(this.project.value(Boolean.class, "SELECT to_regclass('migration_history') IS NULL")).isTrue();
			assertThat(this.project.engine(network.dataSource()).migrate().steps()).hasSize(1);
		}
	}

	@Test
	void historyWhoseCommitWasNotAnsweredIsFoundByTheNextStart() {
		try (TcpProxy network = TcpProxy.to(this.project.database())) {
			network.cutAfter("COMMIT");
			lostWhileTheHistoryIsMade(network);
			assertThat(this.project.history()).isEmpty();
			assertThat(this.project.engine(network.dataSource()).migrate().steps()).hasSize(1);
			assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1");
		}
	}

	private void lostWhileTheHistoryIsMade(TcpProxy network) {
		assertThatExceptionOfType(TargetUnusableException.class)
			.isThrownBy(this.project.engine(network.dataSource())::migrate)
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.CONNECTION_LOST);
				assertThat(ex.description()).isEqualTo("While migrating, the server said: An I/O error occurred "
						+ "while sending to the backend. (SQLSTATE 08006)");
				assertThat(ex.action()).isEqualTo(START_AGAIN);
			});
	}

	@Test
	void commitInTheMiddleWhoseAnswerWasLostIsResumedBehind() {
		this.project.engine().migrate();
		this.project.script("V2__index.sql", INDEX_IN_THE_MIDDLE);
		try (TcpProxy network = TcpProxy.to(this.project.database())) {
			network.cutAfter("COMMIT");
			lostAtCommit(network);
			assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP RUNNING 1/3");
			converges(network);
		}
	}

	@Test
	void commitInTheMiddleThatNeverArrivedIsRunAgain() {
		this.project.engine().migrate();
		this.project.script("V2__index.sql", INDEX_IN_THE_MIDDLE);
		try (TcpProxy network = TcpProxy.to(this.project.database())) {
			network.cutBefore("COMMIT");
			lostAtCommit(network);
			assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1");
			converges(network);
		}
	}

	private void lostAtCommit(TcpProxy network) {
		assertThatExceptionOfType(StepFailedException.class)
			.isThrownBy(this.project.engine(network.dataSource())::migrate)
			.satisfies((ex) -> assertThat(ex.databaseState()).startsWith("The connection is gone while a transaction "
					+ "was committed: either all of it took effect, its row in the history included, or nothing."));
	}

	private void converges(TcpProxy network) {
		assertThat(this.project.engine(network.dataSource()).migrate().steps()).hasSize(1);
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP SUCCEEDED 3/3");
		assertThat(rows(this.project)).isEqualTo(2);
	}

	@Test
	void poolWithoutAFreeConnectionIsNoServerThatIsDown() throws SQLException {
		HikariDataSource pool = this.project.database().pool(1, Duration.ofMillis(300));
		try (Connection held = pool.getConnection()) {
			assertThat(held.isValid(1)).isTrue();
			assertThatExceptionOfType(TargetUnusableException.class).isThrownBy(this.project.engine(pool)::migrate)
				.satisfies((ex) -> {
					assertThat(ex.reason()).isEqualTo(Reason.UNREACHABLE);
					assertThat(ex.description()).matches("No connection to the database could be obtained from the "
							+ "data source \\(SQLSTATE null\\): .* - Connection is not available, request timed out "
							+ "after 3\\d\\dms .*active=1, idle=0.*");
					assertThat(ex.action()).isEqualTo("Find out what holds the connections of the pool, or give it "
							+ "more of them or more time (a migration needs one), and start again.");
				});
		}
		assertThat(this.project.value(Boolean.class, "SELECT to_regclass('migration_history') IS NULL")).isTrue();
		assertThat(this.project.engine(pool).migrate().steps()).hasSize(1);
	}

	@Test
	void fullDiskFailsTheStepAndTheNextStartGoesOn(@TempDir Path data, @TempDir Path mountPoint) {
		try (SmallDisk disk = SmallDisk.mount(mountPoint);
				RestartableServer server = RestartableServer.start(data);
				TestProject there = new TestProject(this.project.folder(), server.server().createDatabase())) {
			there.database().execute("CREATE TABLESPACE small LOCATION '" + mountPoint + "'");
			there.engine().migrate();
			there.script("V2__fill.sql", """
					INSERT INTO t VALUES (1);
					CREATE TABLE large (content text) TABLESPACE small;
					INSERT INTO large SELECT repeat(md5(g::text), 60) FROM generate_series(1, 5000) g;
					""");
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(there.engine()::migrate).satisfies((ex) -> {
				assertThat(ex.description()).contains("V2__fill.sql, line 3, statement 3 of 3")
					.contains("No space left on device (SQLSTATE 53100)");
				assertThat(ex.databaseState())
					.isEqualTo("The step was rolled back: nothing of it remains. Migrations before it are applied.");
				assertThat(ex.action()).isEqualTo("Give the server what it lacks (disk, memory, connections, or a "
						+ "higher limit) and start again.");
			});
			assertThat(there.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP FAILED 0/3");
			there.script("V2__fill.sql", """
					INSERT INTO t VALUES (1);
					CREATE TABLE large (content text) TABLESPACE small;
					INSERT INTO large SELECT repeat(md5(g::text), 60) FROM generate_series(1, 5) g;
					""");
			assertThat(there.engine().migrate().steps()).hasSize(1);
			assertThat(there.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP SUCCEEDED 3/3");
			assertThat(rows(there)).isOne();
			there.database().execute("DROP TABLE large");
			there.database().execute("DROP TABLESPACE small");
		}
	}

	@Test
	void onlineStatementThatRunsTooLongLeavesNoInvalidIndexAfterTheNextStart() {
		this.project.engine().migrate();
		this.project.script("V2__index.sql", INDEX_IN_THE_MIDDLE)
			.options((builder) -> builder.execution(execution(Duration.ofMillis(300), Duration.ofMinutes(5))));
		try (TestSession old = this.project.database().session()) {
			old.execute("BEGIN; INSERT INTO t VALUES (0)");
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate)
				.satisfies((ex) -> {
					assertThat(ex.description())
						.endsWith("ERROR: canceling statement due to statement timeout (SQLSTATE 57014)");
					assertThat(ex.databaseState())
						.isEqualTo("Statement 1 of 3 is done and recorded. The next statement "
								+ "ran outside of a transaction: what it committed itself remains, an invalid index is "
								+ "removed before the next attempt.");
				});
		}
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP FAILED 1/3");
		assertThat(this.project.engine().migrate().steps()).hasSize(1);
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP SUCCEEDED 3/3");
		assertThat(this.project.value(Boolean.class, "SELECT indisvalid FROM pg_index WHERE indrelid = 't'::regclass"))
			.isTrue();
		assertThat(rows(this.project)).isEqualTo(2);
	}

	@Test
	void deadlockWithoutABudgetFailsTheStepAndTheNextStartGoesOn() {
		this.project.database()
			.execute("ALTER DATABASE " + this.project.database().name() + " SET deadlock_timeout = '100ms'");
		this.project.engine().migrate();
		this.project.database().execute("CREATE TABLE a (); CREATE TABLE b ()");
		this.project.script("V2__both.sql", """
				INSERT INTO t VALUES (1);
				ALTER TABLE a ADD n int;
				SELECT pg_advisory_xact_lock_shared(1);
				ALTER TABLE b ADD n int;
				""").options((builder) -> builder.execution(execution(Duration.ZERO, Duration.ofMillis(1))));
		try (TestSession gate = this.project.database().session();
				TestSession other = this.project.database().session()) {
			gate.execute("SELECT pg_advisory_lock(1)");
			other.execute("SET deadlock_timeout = '1min'; BEGIN; LOCK TABLE b");
			Future<MigrationRun> run = this.background.run(this.project.engine()::migrate);
			awaitSession(this.project, "SELECT pg_advisory_xact_lock_shared%", "Lock");
			Future<TestSession> cycle = this.background.run(() -> other.execute("LOCK TABLE a"));
			awaitSession(this.project, "LOCK TABLE a%", "Lock");
			gate.execute("SELECT pg_advisory_unlock(1)");
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> Background.result(run))
				.satisfies((ex) -> {
					assertThat(ex.description()).contains("V2__both.sql, line 4, statement 4 of 4")
						.contains("ERROR: deadlock detected (SQLSTATE 40P01)");
					assertThat(ex.action())
						.isEqualTo("Start again at a quieter time, or raise migration.lock-retry.budget.");
				});
			Background.result(cycle);
		}
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP FAILED 0/4");
		assertThat(rows(this.project)).isZero();
		assertThat(this.project.engine().migrate().steps()).hasSize(1);
		assertThat(rows(this.project)).isOne();
	}

	private static ExecutionOptions execution(Duration onlineTimeout, Duration retryBudget) {
		ExecutionOptions defaults = ExecutionOptions.DEFAULTS;
		return new ExecutionOptions(defaults.lockTimeout(), defaults.statementTimeout(), onlineTimeout, retryBudget,
				defaults.retryInitialDelay(), defaults.retryMaxDelay(), defaults.progressInterval());
	}

	private static void awaitSession(TestProject project, String query, String waitEventType) {
		Awaitility.await()
			.until(() -> project.database()
				.jdbc()
				.sql("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE ? "
						+ "AND wait_event_type = ? AND pid <> pg_backend_pid()")
				.params(query, waitEventType)
				.query(Integer.class)
				.single() == 1);
	}

	private static Integer rows(TestProject project) {
		return project.value(Integer.class, "SELECT count(*) FROM t WHERE id > 0");
	}

}
