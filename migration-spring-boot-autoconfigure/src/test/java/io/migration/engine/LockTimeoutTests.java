// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import io.migration.ExecutionOptions;
import io.migration.MigrationRun;
import io.migration.StepFailedException;
import io.migration.testing.LogCapture;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for migrations that meet the locks of other sessions. How long the table is held:
 * system property {@code test.hold-seconds}, by default 6.
 */
class LockTimeoutTests {

	private static final Duration HOLD = Duration.ofSeconds(Integer.getInteger("test.hold-seconds", 6));

	private static final Duration LOCK_TIMEOUT = Duration.ofMillis(500);

	@RegisterExtension
	private final TestProject project = new TestProject();

	private final Background background = new Background();

	private final LogCapture log = LogCapture.start();

	@BeforeEach
	void prepare() {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int, n int); INSERT INTO t VALUES (1, 0), (2, 0)");
		this.project.engine().migrate();
		this.project.options((builder) -> builder.execution(retryingFor(Duration.ofMinutes(2))));
	}

	@AfterEach
	void close() {
		this.log.close();
		this.background.close();
	}

	@Test
	void readersNeverWaitLongWhileATableIsHeldAndTheMigrationSucceedsAfterwards() {
		this.project.script("V2__alter.sql", "ALTER TABLE t ADD a int");
		AtomicBoolean stop = new AtomicBoolean();
		Future<Duration> longest = this.background.run(() -> longestRead(stop));
		Future<MigrationRun> run;
		try (TestSession holder = this.project.database().session()) {
			holder.execute("BEGIN; SELECT * FROM t");
			run = this.background.run(this.project.engine()::migrate);
			Awaitility.await().during(HOLD).atMost(HOLD.plusSeconds(30)).until(() -> !run.isDone());
			assertThat(retries())
				.anyMatch((message) -> message.matches("(?s)Migration 2 UP was rolled back and is tried again in "
						+ "\\d+ ms, until \\S+: ERROR: canceling statement due to lock timeout \\(SQLSTATE 55P03\\); "
						+ "locks are held by .*session " + holder.pid()
						+ " of PostgreSQL JDBC Driver at [0-9a-f.:]+, idle in transaction for \\d+ s, "
						+ "holds AccessShare on t.*"));
			holder.execute("COMMIT");
		}
		assertThat(Background.result(run).retries()).isGreaterThanOrEqualTo(2);
		stop.set(true);
		assertThat(Background.result(longest)).isLessThan(HOLD);
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 2/2", "2 UP SUCCEEDED 1/1");
		assertThat(this.project.value(Integer.class, "SELECT attempts FROM migration_history WHERE version = '2'"))
			.isEqualTo(Background.result(run).retries() + 1);
	}

	private Duration longestRead(AtomicBoolean stop) throws SQLException {
		long longest = 0;
		try (Connection connection = this.project.database().dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			while (!stop.get()) {
				long start = System.nanoTime();
				statement.execute("SELECT count(*) FROM t");
				longest = Math.max(longest, System.nanoTime() - start);
			}
		}
		return Duration.ofNanos(longest);
	}

	@Test
	void budgetThatIsUsedUpFailsTheStepAndNamesTheSessions() {
		this.project.script("V2__alter.sql", "INSERT INTO t VALUES (3, 0);\nALTER TABLE t ADD a int")
			.options((builder) -> builder.execution(retryingFor(Duration.ofSeconds(1))));
		try (TestSession holder = this.project.database().session()) {
			holder.execute("BEGIN; LOCK TABLE t IN SHARE ROW EXCLUSIVE MODE");
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate)
				.satisfies((ex) -> {
					assertThat(ex.description()).matches("Migration 2 \\(alter\\), step UP, failed in V2__alter\\.sql, "
							+ "line 1, statement 1 of 2:\\R    INSERT INTO t VALUES \\(3, 0\\)\\R"
							+ "ERROR: canceling statement due to lock timeout \\(SQLSTATE 55P03\\); locks are held by "
							+ "session " + holder.pid() + " of PostgreSQL JDBC Driver at [0-9a-f.:]+, "
							+ "idle in transaction for \\d+ s, holds ShareRowExclusive on t");
					assertThat(ex.databaseState()).isEqualTo(
							"The step was rolled back: nothing of it remains. Migrations before it are applied.");
					assertThat(ex.action())
						.isEqualTo("End the sessions that hold the locks, or start again at a quieter time; "
								+ "migration.lock-timeout bounds one attempt and migration.lock-retry.budget all of "
								+ "them.");
				});
			assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 2/2", "2 UP FAILED 0/2");
		}
		this.project.engine().migrate();
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM t")).isEqualTo(3);
	}

	@Test
	void timeoutOfTheStepIsUsedInsteadOfTheGeneralOne() {
		this.project
			.script("V2__alter.sql",
					"-- migrate:up lock-timeout=50ms\nALTER TABLE t ADD a int; ALTER TABLE t ADD b int")
			.options((builder) -> builder.execution(withLockTimeout(Duration.ofMinutes(5), Duration.ofMillis(1))));
		try (TestSession holder = this.project.database().session()) {
			holder.execute("BEGIN; SELECT * FROM t");
			long start = System.nanoTime();
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate)
				.withMessageContaining("SQLSTATE 55P03");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
		}
	}

	@Test
	void victimOfADeadlockIsTriedAgain() {
		this.project.database()
			.execute("ALTER DATABASE " + this.project.database().name() + " SET deadlock_timeout = '100ms'");
		this.project.script("V2__both.sql", """
				UPDATE t SET n = n + 1 WHERE id = 1;
				SELECT pg_advisory_xact_lock_shared(1);
				UPDATE t SET n = n + 1 WHERE id = 2;
				""");
		try (TestSession gate = this.project.database().session();
				TestSession other = this.project.database().session()) {
			gate.execute("SELECT pg_advisory_lock(1)");
			other.execute("SET deadlock_timeout = '1min'; BEGIN; UPDATE t SET n = n + 10 WHERE id = 2");
			Future<MigrationRun> run = this.background.run(this.project.engine()::migrate);
			awaitSessionThatWaitsFor(gate);
			Future<TestSession> cycle = this.background
				.run(() -> other.execute("UPDATE t SET n = n + 10 WHERE id = 1; COMMIT"));
			awaitWaiting(other);
			gate.execute("SELECT pg_advisory_unlock(1)");
			Background.result(cycle);
			assertThat(Background.result(run).retries()).isOne();
		}
		assertThat(retries()).singleElement().asString().contains("ERROR: deadlock detected (SQLSTATE 40P01)");
		assertThat(this.project.value(String.class, "SELECT string_agg(n::text, ' ' ORDER BY id) FROM t"))
			.isEqualTo("11 11");
	}

	@Test
	void serializationFailureIsTriedAgain() {
		this.project.script("V2__update.sql", """
				CREATE TABLE before (id int);
				BEGIN ISOLATION LEVEL SERIALIZABLE;
				UPDATE t SET n = n + 1 WHERE id = 1;
				INSERT INTO before VALUES (1);
				COMMIT;
				""");
		try (TestSession other = this.project.database().session()) {
			other.execute("BEGIN; UPDATE t SET n = n + 10 WHERE id = 1");
			Future<MigrationRun> run = this.background.run(this.project.engine()::migrate);
			awaitSessionThatWaitsFor(other);
			other.execute("COMMIT");
			MigrationRun done = Background.result(run);
			assertThat(done.retries()).isOne();
			assertThat(done.steps().get(0).statements()).extracting((statement) -> statement.number())
				.containsExactly(1, 3, 4);
		}
		assertThat(retries()).singleElement().asString().contains("(SQLSTATE 40001)");
		assertThat(this.project.value(Integer.class, "SELECT n FROM t WHERE id = 1")).isEqualTo(11);
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM before")).isOne();
	}

	private void awaitSessionThatWaitsFor(TestSession holder) {
		Awaitility.await()
			.until(() -> this.project.value(Integer.class, "SELECT count(*) FROM pg_stat_activity WHERE " + holder.pid()
					+ " = ANY (pg_blocking_pids(pid))") == 1);
	}

	private void awaitWaiting(TestSession session) {
		Awaitility.await()
			.until(() -> this.project.value(Integer.class,
					"SELECT cardinality(pg_blocking_pids(" + session.pid() + "))") == 1);
	}

	private List<String> retries() {
		return this.log.messages()
			.stream()
			.filter((message) -> message.startsWith("Migration 2 UP was rolled back and is tried again"))
			.toList();
	}

	private static ExecutionOptions retryingFor(Duration budget) {
		return withLockTimeout(LOCK_TIMEOUT, budget);
	}

	private static ExecutionOptions withLockTimeout(Duration timeout, Duration budget) {
		return new ExecutionOptions(timeout, Duration.ZERO, Duration.ZERO, budget, Duration.ofMillis(100),
				Duration.ofSeconds(1), Duration.ofSeconds(10));
	}

}
