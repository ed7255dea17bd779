// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.migration.HistoryOptions;
import io.migration.InstanceIdentity;
import io.migration.LockLostException;
import io.migration.LockNotObtainedException;
import io.migration.LockOptions;
import io.migration.LockStatus;
import io.migration.LockType;
import io.migration.MigrationEngine;
import io.migration.MigrationListener;
import io.migration.MigrationRun;
import io.migration.PlanOptions;
import io.migration.StepFailedException;
import io.migration.StepId;
import io.migration.TargetUnusableException;
import io.migration.TargetUnusableException.Reason;
import io.migration.database.LeaseKey;
import io.migration.database.LeaseLocks;
import io.migration.database.LeaseLocks.Entry;
import io.migration.database.LeaseTicket;
import io.migration.database.postgresql.PostgreSqlDatabase;
import io.migration.testing.LogCapture;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the lease, on direct connections. The states are those of
 * {@code docs/lock.md}.
 */
class LeaseLockTests {

	private static final String STEAL = "UPDATE migration_lock SET owner = 'thief', token = token + 1, "
			+ "expires_at = clock_timestamp() + interval '1 minute'";

	@RegisterExtension
	private final TestProject project = new TestProject();

	private LockType type = LockType.LEASE;

	private Duration lease = Duration.ofSeconds(60);

	private Duration waitTimeout = Duration.ofMinutes(1);

	private final Background background = new Background();

	private final LogCapture log = LogCapture.start();

	@AfterEach
	void close() {
		this.log.close();
		this.background.close();
	}

	@Test
	void freeLeaseIsTakenWithAGrowingTokenAndGivenBack() {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int)");
		engine("node-a").migrate();
		this.project.script("V2__i.sql", "CREATE INDEX CONCURRENTLY i ON t (id); INSERT INTO t VALUES (1)");
		engine("node-b").migrate();
		this.project.script("V3__broken.sql", "SELECT 1/0");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(engine("node-c")::migrate);
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP SUCCEEDED 2/2",
				"3 UP FAILED 0/1");
		assertThat(fences()).containsExactly(1, 2, 3);
		assertThat(row()).isEqualTo("free 3");
		assertThat(engine("node-d").status(1).lock()).isEqualTo(LockStatus.FREE);
	}

	@Test
	void tableOfLeasesIsNoForeignObject() {
		this.project.script("V1__ok.sql", "SELECT 1");
		engine("node-a").migrate();
		this.project.database().execute("DROP TABLE migration_history, migration_instance");
		assertThat(engine("node-a").migrate().steps()).hasSize(1);
	}

	@Test
	void refusedTargetIsLeftAsItWas() {
		this.project.database().execute("CREATE TABLE somebody_elses (id int)");
		this.project.script("V1__t.sql", "CREATE TABLE t (id int)");
		assertThatExceptionOfType(TargetUnusableException.class).isThrownBy(engine("node-a")::migrate)
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.NOT_EMPTY));
		assertThat(
				this.project.value(Integer.class, "SELECT count(*) FROM pg_tables WHERE tablename LIKE 'migration%'"))
			.isZero();
	}

	@Test
	void historyOfAnotherSchemaHasItsLeaseThere() {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int)");
		List<Callable<MigrationRun>> instances = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			this.project.options((builder) -> builder.lock(new LockOptions(LockType.LEASE, this.waitTimeout))
				.schema("app")
				.history(new HistoryOptions("journal", "ops", true))
				.plan(createSchemas()));
			instances.add(this.project.engine(this.project.database().pool(2))::migrate);
		}
		List<MigrationRun> runs = Background.results(this.background.runAtOnce(instances));
		assertThat(runs).extracting((run) -> run.steps().size()).containsOnly(0, 1).containsOnlyOnce(1);
		assertThat(this.project.value(String.class, "SELECT name || ' ' || (token > 0) FROM ops.migration_lock"))
			.isEqualTo("journal true");
	}

	private static PlanOptions createSchemas() {
		PlanOptions defaults = PlanOptions.DEFAULTS;
		return new PlanOptions(defaults.outOfOrder(), defaults.onAhead(), defaults.baselineOnMigrate(),
				defaults.baselineVersion(), defaults.baselineDescription(), true);
	}

	@Test
	void poolOfOneIsRefused() {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int)");
		HikariConfig config = new HikariConfig();
		config.setDataSource(this.project.database().dataSource());
		config.setMaximumPoolSize(1);
		config.setConnectionTimeout(500);
		try (HikariDataSource pool = new HikariDataSource(config)) {
			assertThatExceptionOfType(TargetUnusableException.class).isThrownBy(engine("node-a", pool)::migrate)
				.satisfies((ex) -> {
					assertThat(ex.description()).startsWith("A lease needs a second connection");
					assertThat(ex.action()).contains("maximum-pool-size=2");
				});
		}
		assertThat(row()).isNull();
		assertThat(this.project.tables()).isEmpty();
	}

	@Test
	void waiterAndStatusTellWhoHoldsTheLease() {
		try (TestSession gate = this.project.closedGate()) {
			Future<MigrationRun> holder = start("node-a");
			this.project.awaitGate();
			Future<MigrationRun> waiter = start("node-b");
			assertThat(logged("Waiting for").get(0)).matches("Waiting for the migration lock of "
					+ "public\\.migration_history for \\d+ s; it is held by lease 1 of node-a, taken at \\S+Z "
					+ "\\('migration 1 UP node-a'\\), busy since \\S+Z");
			LockStatus status = engine("node-c").status(1).lock();
			assertThat(status.owner()).isEqualTo("migration 1 UP node-a");
			assertThat(status.since()).isNotNull();
			assertThat(engine("node-c").status(1).running()).isNotNull();
			gate.execute("SELECT pg_advisory_unlock(1)");
			assertThat(Background.result(holder).steps()).hasSize(1);
			assertThat(Background.result(waiter).steps()).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SESSION", "LEASE" })
	void ownersOfBothKindsKeepEachOtherOut(LockType first) {
		try (TestSession gate = this.project.closedGate()) {
			this.type = first;
			Future<MigrationRun> holder = start("node-a");
			this.project.awaitGate();
			this.type = (first == LockType.LEASE) ? LockType.SESSION : LockType.LEASE;
			this.waitTimeout = Duration.ofSeconds(1);
			Future<MigrationRun> waiter = start("node-b");
			assertThatExceptionOfType(LockNotObtainedException.class).isThrownBy(() -> Background.result(waiter))
				.satisfies((ex) -> assertThat(ex.description()).contains("migration 1 UP node-a"));
			gate.execute("SELECT pg_advisory_unlock(1)");
			assertThat(Background.result(holder).steps()).hasSize(1);
		}
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1");
	}

	@Test
	void instancesOfBothKindsRunEveryMigrationOnce() {
		this.project.script("V1__audit.sql", "CREATE TABLE audit (id int); INSERT INTO audit VALUES (1)")
			.script("V2__audit.sql", "INSERT INTO audit VALUES (2); SELECT pg_sleep(0.2)")
			.script("V3__audit.sql", "CREATE INDEX CONCURRENTLY i ON audit (id); INSERT INTO audit VALUES (3)");
		List<Callable<MigrationRun>> instances = new ArrayList<>();
		IntStream.range(0, 12).forEach((i) -> {
			this.type = (i % 2 == 0) ? LockType.LEASE : LockType.SESSION;
			instances.add(engine("node-" + i)::migrate);
		});
		List<MigrationRun> runs = Background.results(this.background.runAtOnce(instances));
		assertThat(runs).extracting((run) -> run.steps().size()).containsOnly(0, 3).containsOnlyOnce(3);
		assertThat(this.project.database().jdbc().sql("SELECT id FROM audit").query(Integer.class).list())
			.containsExactly(1, 2, 3);
	}

	@Test
	void leaseIsRenewedForAsLongAsItsOwnerWorks() {
		this.lease = Duration.ofSeconds(1);
		try (TestSession gate = this.project.closedGate()) {
			Future<MigrationRun> holder = start("node-a");
			this.project.awaitGate();
			Future<MigrationRun> waiter = start("node-b");
			Awaitility.await()
				.during(Duration.ofSeconds(3))
				.atMost(Duration.ofSeconds(10))
				.until(() -> row().equals("held 1"));
			gate.execute("SELECT pg_advisory_unlock(1)");
			assertThat(Background.result(holder).steps()).hasSize(1);
			assertThat(Background.result(waiter).steps()).isEmpty();
		}
		assertThat(fences()).containsExactly(1);
	}

	@ParameterizedTest
	@EnumSource(names = { "SESSION", "LEASE" })
	void expiredLeaseIsTakenWithANewToken(LockType taker) {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int)");
		engine("node-a").migrate();
		this.project.database()
			.execute("UPDATE migration_lock SET owner = 'dead', instance = 'node-dead', token = 41, "
					+ "expires_at = clock_timestamp() + interval '1 second'");
		this.project.script("V2__t.sql", "INSERT INTO t VALUES (1)");
		this.type = taker;
		MigrationRun run = engine("node-b").migrate();
		assertThat(run.lockWait()).isGreaterThan(Duration.ofMillis(500));
		assertThat(row()).isEqualTo("free 42");
		assertThat(fences()).containsExactly(1, (taker == LockType.LEASE) ? 42 : null);
	}

	@Test
	void lostLeaseStopsBeforeTheNextStep() {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int)").script("V2__t.sql", "INSERT INTO t VALUES (1)");
		this.project.listener(new MigrationListener() {

			@Override
			public void beforeStep(String target, StepId step) {
				if (step.migration().equals("2")) {
					LeaseLockTests.this.project.database().execute(STEAL);
				}
			}

		});
		assertThatExceptionOfType(LockLostException.class).isThrownBy(engine("node-a")::migrate).satisfies((ex) -> {
			assertThat(ex.token()).isOne();
			assertThat(ex.description())
				.isEqualTo("Lease 1 of the migration lock of public.migration_history was lost: "
						+ "another instance has taken it over.");
		});
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1");
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM t")).isZero();
		assertThat(row()).isEqualTo("held 2");
	}

	@Test
	void leaseCannotBeTakenFromAnOpenTransaction() {
		try (TestSession gate = this.project.closedGate(); TestSession thief = this.project.database().session()) {
			Future<MigrationRun> holder = start("node-a");
			this.project.awaitGate();
			Future<TestSession> steal = this.background.run(() -> thief.execute(STEAL));
			Awaitility.await()
				.until(() -> this.project.value(Integer.class,
						"SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND pid = "
								+ thief.pid()) == 1);
			gate.execute("SELECT pg_advisory_unlock(1)");
			assertThat(Background.result(holder).steps()).hasSize(1);
			Background.result(steal);
		}
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1");
	}

	@Test
	void oldSnapshotDoesNotHideALostLease() throws SQLException {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int)");
		engine("node-a").migrate();
		this.project.database().execute(STEAL);
		LeaseLocks leases = new PostgreSqlDatabase("18").leaseLocks();
		LeaseKey key = new LeaseKey("public", "migration_history", 1, 2);
		LeaseTicket ticket = new LeaseTicket("thief", 2);
		try (Connection connection = this.project.database().dataSource().getConnection()) {
			connection.setAutoCommit(false);
			connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
			assertThat(leases.read(connection, key)).isNotNull();
			try (Connection other = this.project.database().dataSource().getConnection()) {
				assertThat(leases.renew(other, key, ticket, this.lease, "x", 1)).isTrue();
			}
			assertThat(leases.enter(connection, key, ticket, this.lease)).isEqualTo(Entry.ENTERED);
			connection.rollback();
			assertThat(leases.read(connection, key)).isNotNull();
			this.project.database().execute(STEAL);
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> leases.enter(connection, key, ticket, this.lease))
				.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("40001"));
			connection.rollback();
			assertThat(leases.enter(connection, key, ticket, this.lease)).isEqualTo(Entry.LOST);
		}
	}

	@Test
	void leaseLostDuringAStatementOutsideOfATransactionWritesNoHistory() {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int)");
		engine("node-a").migrate();
		this.project.script("V2__i.sql", "CREATE INDEX CONCURRENTLY i ON t (id); INSERT INTO t VALUES (1)");
		try (TestSession old = this.project.database().session().execute("BEGIN; INSERT INTO t VALUES (0)")) {
			Future<MigrationRun> holder = start("node-a");
			Awaitility.await()
				.until(() -> this.project.value(Integer.class,
						"SELECT count(*) FROM pg_stat_activity WHERE query LIKE '/* migration % 2 % 1 */ CREATE INDEX%' "
								+ "AND wait_event_type = 'Lock' AND datname = current_database()") == 1);
			this.project.database().execute(STEAL);
			old.execute("COMMIT");
			assertThatExceptionOfType(LockLostException.class).isThrownBy(() -> Background.result(holder));
		}
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP RUNNING 0/2");
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM t")).isOne();
	}

	@Test
	void scriptMayChooseARoleThatKnowsNothingOfTheLease() {
		this.project.database().execute("CREATE ROLE lease_role; GRANT ALL ON SCHEMA public TO lease_role");
		try {
			this.project.script("V1__role.sql", """
					SET ROLE lease_role;
					CREATE TABLE one (id int);
					CREATE INDEX CONCURRENTLY i ON one (id);
					CREATE TABLE two (id int);
					""");
			assertThat(engine("node-a").migrate().steps()).hasSize(1);
			assertThat(
					this.project.value(Integer.class, "SELECT count(*) FROM pg_tables WHERE tableowner = 'lease_role'"))
				.isEqualTo(2);
		}
		finally {
			this.project.database().execute("DROP OWNED BY lease_role; DROP ROLE lease_role");
		}
	}

	private List<String> logged(String beginning) {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.log.messages().stream().filter((message) -> message.startsWith(beginning)).toList(),
					(messages) -> !messages.isEmpty());
	}

	private String row() {
		return this.project.database()
			.jdbc()
			.sql("SELECT CASE WHEN owner IS NULL THEN 'free' WHEN expires_at > clock_timestamp() THEN 'held' "
					+ "ELSE 'expired' END || ' ' || token FROM migration_lock")
			.query(String.class)
			.optional()
			.orElse(null);
	}

	private List<Integer> fences() {
		return this.project.database()
			.jdbc()
			.sql("SELECT fence::int FROM migration_history ORDER BY id")
			.query((row, number) -> row.getObject(1, Integer.class))
			.list();
	}

	private Future<MigrationRun> start(String instance) {
		return this.background.run(engine(instance)::migrate);
	}

	private MigrationEngine engine(String instance) {
		return engine(instance, this.project.database().pool(2));
	}

	private MigrationEngine engine(String instance, DataSource dataSource) {
		LockOptions lock = new LockOptions(this.type, this.waitTimeout, this.lease);
		this.project
			.options((builder) -> builder.identity(new InstanceIdentity(instance, null, null, null)).lock(lock));
		return this.project.engine(dataSource);
	}

}
