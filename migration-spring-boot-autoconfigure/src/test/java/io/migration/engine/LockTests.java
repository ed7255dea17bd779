// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;

import com.zaxxer.hikari.HikariDataSource;
import io.migration.InstanceIdentity;
import io.migration.LockNotObtainedException;
import io.migration.LockOptions;
import io.migration.LockType;
import io.migration.MigrationEngine;
import io.migration.MigrationRun;
import io.migration.PlanOptions;
import io.migration.StepFailedException;
import io.migration.testing.LogCapture;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the lock that lets one instance migrate at a time. Scripts stop at a gate: a
 * lock of the test's own.
 */
class LockTests {

	private static final String GATE = "SELECT pg_advisory_xact_lock(1);";

	private static final String CLOSE_GATE = "SELECT pg_advisory_lock(1)";

	private static final String OPEN_GATE = "SELECT pg_advisory_unlock(1)";

	@RegisterExtension
	private final TestProject project = new TestProject();

	private TestSession gate;

	private final Background background = new Background();

	private final LogCapture log = LogCapture.start();

	@BeforeEach
	void open() {
		this.gate = this.project.database().session();
	}

	@AfterEach
	void close() {
		this.log.close();
		this.gate.close();
		this.background.close();
	}

	@Test
	void waitingInstanceSaysWhoHoldsTheLockAndAtWhichStep() {
		this.project.script("V1__gate.sql", GATE);
		this.gate.execute(CLOSE_GATE);
		Future<MigrationRun> holder = start("node-a", Duration.ofMinutes(1));
		int session = sessionAtTheGate();
		Future<MigrationRun> waiter = start("node-b", Duration.ofMinutes(1));
		Awaitility.await().until(() -> logged("Waiting for"), (messages) -> !messages.isEmpty());
		this.gate.execute(OPEN_GATE);
		assertThat(Background.result(holder).steps()).hasSize(1);
		assertThat(Background.result(waiter).steps()).isEmpty();
		assertThat(Background.result(waiter).lockWait()).isPositive();
		assertThat(logged("Waiting for").get(0)).matches("Waiting for the migration lock of public\\.migration_history "
				+ "for \\d+ s; it is held by session " + session
				+ " \\('migration 1 UP node-a'\\) at [0-9a-f.:]+, busy since \\d{4}-\\d\\d-\\d\\dT\\S+Z");
	}

	@Test
	void statusSaysWhoHoldsTheLock() {
		this.project.script("V1__gate.sql", GATE);
		this.gate.execute(CLOSE_GATE);
		Future<MigrationRun> holder = start("node-a", Duration.ofMinutes(1));
		sessionAtTheGate();
		assertThat(this.project.engine().status(1).lock().held()).isTrue();
		assertThat(this.project.engine().status(1).lock().toString()).contains("migration 1 UP node-a");
		this.gate.execute(OPEN_GATE);
		Background.result(holder);
		assertThat(this.project.engine().status(1).lock().held()).isFalse();
	}

	@Test
	void waitingInstanceLeavesWithoutTheLockOnceItsOwnMigrationsAreDone(@TempDir Path olderRelease) {
		this.project.script("V1__gate.sql", GATE).script("V2__gate.sql", "SELECT pg_advisory_xact_lock(2)");
		this.gate.execute(CLOSE_GATE);
		this.gate.execute("SELECT pg_advisory_lock(2)");
		Future<MigrationRun> holder = start("node-a", Duration.ofMinutes(1));
		sessionAtTheGate();
		TestProject older = new TestProject(olderRelease, this.project.database()).script("V1__gate.sql", GATE);
		Future<MigrationRun> waiter = this.background.run(older.engine(this.project.database().pool(1))::migrate);
		Awaitility.await().until(() -> logged("Waiting for"), (messages) -> !messages.isEmpty());
		this.gate.execute(OPEN_GATE);
		MigrationRun left = Background.result(waiter);
		assertThat(holder).isNotDone();
		assertThat(left.steps()).isEmpty();
		assertThat(left.appliedCount()).isEqualTo(1);
		assertThat(left.lockWait()).isPositive();
		this.gate.execute("SELECT pg_advisory_unlock(2)");
		assertThat(Background.result(holder).steps()).hasSize(2);
	}

	@Test
	void holderWithoutProgressEndsTheWaitOfTheOthers() {
		this.project.script("V1__gate.sql", GATE);
		this.gate.execute(CLOSE_GATE);
		Future<MigrationRun> holder = start("node-a", Duration.ofMinutes(1));
		int session = sessionAtTheGate();
		HikariDataSource pool = this.project.database().pool(1);
		MigrationEngine waiter = engine("node-b", Duration.ofSeconds(1), pool);
		assertThatExceptionOfType(LockNotObtainedException.class).isThrownBy(waiter::migrate).satisfies((ex) -> {
			assertThat(ex.waited()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(45));
			assertThat(ex.description())
				.matches("The migration lock of public\\.migration_history was not obtained within \\d+ s: it is held "
						+ "by session " + session + " \\('migration 1 UP node-a'\\) at [0-9a-f.:]+, busy since \\S+Z, "
						+ "and it made no progress for 1 s\\.");
			assertThat(ex.databaseState())
				.isEqualTo("This instance did not change the database; the holder of the lock may be changing it.");
			assertThat(ex.action()).isEqualTo("Look at what the holder is doing. The lock frees itself when its "
					+ "session ends; to wait longer, raise migration.lock.wait-timeout.");
		});
		this.gate.execute(OPEN_GATE);
		Background.result(holder);
		assertThat(locksOfTheSessionIn(pool)).isZero();
	}

	@Test
	void progressOfTheHolderExtendsTheWaitOfTheOthers() {
		Duration timeout = Duration.ofSeconds(2);
		this.project.script("V1__slow.sql", GATE + "SELECT pg_sleep(0.5);".repeat(9));
		this.gate.execute(CLOSE_GATE);
		Future<MigrationRun> holder = start("node-a", timeout);
		sessionAtTheGate();
		Future<MigrationRun> waiter = start("node-b", timeout);
		Awaitility.await().until(() -> logged("Waiting for"), (messages) -> !messages.isEmpty());
		this.gate.execute(OPEN_GATE);
		assertThat(Background.result(holder).steps()).hasSize(1);
		assertThat(Background.result(waiter).lockWait()).isGreaterThan(timeout);
	}

	@Test
	void lockIsFreedWithTheSessionOfItsHolder() throws SQLException {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int);" + GATE);
		this.gate.execute(CLOSE_GATE);
		HikariDataSource pool = this.project.database().pool(1);
		MigrationEngine first = engine("node-a", Duration.ofMinutes(1), pool);
		Future<MigrationRun> holder = this.background.run(first::migrate);
		int session = sessionAtTheGate();
		Future<MigrationRun> waiter = start("node-b", Duration.ofMinutes(1));
		Awaitility.await().until(() -> logged("Waiting for"), (messages) -> !messages.isEmpty());
		this.project.value(Boolean.class, "SELECT pg_terminate_backend(" + session + ")");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> Background.result(holder));
		this.gate.execute(OPEN_GATE);
		assertThat(Background.result(waiter).steps()).hasSize(1);
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 2/2");
		try (Connection connection = pool.getConnection()) {
			assertThat(connection.isValid(5)).isTrue();
		}
		assertThat(first.migrate().steps()).isEmpty();
	}

	@Test
	void targetsInDifferentSchemasDoNotWaitForEachOther() {
		this.project.script("V1__gate.sql", "SELECT pg_advisory_xact_lock(hashtext('${flyway:defaultSchema}'));");
		this.project.database().execute("CREATE SCHEMA one; CREATE SCHEMA \"zwei. \"\"x\"");
		this.gate.execute("SELECT pg_advisory_lock(hashtext('one'))");
		this.project.options((builder) -> builder.schema("one"));
		Future<MigrationRun> one = this.background.run(this.project.engine()::migrate);
		sessionAtTheGate();
		this.project.options((builder) -> builder.schema("zwei. \"x"));
		assertThat(this.project.engine().migrate().steps()).hasSize(1);
		assertThat(one).isNotDone();
		this.gate.execute("SELECT pg_advisory_unlock_all()");
		assertThat(Background.result(one).steps()).hasSize(1);
		assertThat(logged("Waiting for")).isEmpty();
	}

	@Test
	void sessionGoesBackWithoutTheLockWhateverHappens() {
		HikariDataSource pool = this.project.database().pool(1);
		this.project.script("V1__ok.sql", "SELECT 1");
		this.project.engine(pool).migrate();
		assertThat(locksOfTheSessionIn(pool)).isZero();
		this.project.script("V2__broken.sql", "SELECT 1/0");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine(pool)::migrate);
		assertThat(locksOfTheSessionIn(pool)).isZero();
		this.project.script("V2__broken.sql", "SELECT 'open").options((builder) -> builder.plan(PlanOptions.DEFAULTS));
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(this.project.engine(pool)::migrate);
		assertThat(locksOfTheSessionIn(pool)).isZero();
	}

	private Future<MigrationRun> start(String instance, Duration waitTimeout) {
		MigrationEngine engine = engine(instance, waitTimeout, this.project.database().pool(1));
		return this.background.run(engine::migrate);
	}

	private MigrationEngine engine(String instance, Duration waitTimeout, HikariDataSource pool) {
		this.project.options((builder) -> builder.identity(new InstanceIdentity(instance, null, null, null))
			.lock(new LockOptions(LockType.AUTO, waitTimeout)));
		return this.project.engine(pool);
	}

	private int sessionAtTheGate() {
		return Awaitility.await()
			.until(() -> this.project.database()
				.jdbc()
				.sql("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = "
						+ "(SELECT oid FROM pg_database WHERE datname = current_database())")
				.query(Integer.class)
				.list(), (sessions) -> !sessions.isEmpty())
			.get(0);
	}

	private int locksOfTheSessionIn(HikariDataSource pool) {
		return JdbcClient.create(pool)
			.sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
			.query(Integer.class)
			.single();
	}

	private List<String> logged(String beginning) {
		return this.log.messages().stream().filter((message) -> message.startsWith(beginning)).toList();
	}

}
