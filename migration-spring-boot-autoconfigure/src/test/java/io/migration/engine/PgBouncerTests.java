// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.migration.InstanceIdentity;
import io.migration.LockOptions;
import io.migration.LockStatus;
import io.migration.LockType;
import io.migration.MigrationEngine;
import io.migration.MigrationRun;
import io.migration.StepFailedException;
import io.migration.TargetUnusableException;
import io.migration.TargetUnusableException.Reason;
import io.migration.testing.LogCapture;
import io.migration.testing.PgBouncer;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Migrations through a real PgBouncer in transaction mode, with the driver as it is out
 * of the box.
 */
class PgBouncerTests {

	@RegisterExtension
	private final TestProject project = new TestProject();

	private PgBouncer bouncer;

	private final Background background = new Background();

	private final LogCapture log = LogCapture.start();

	@BeforeEach
	void open() {
		this.bouncer = PgBouncer.inFrontOf(this.project.database(), 20);
	}

	@AfterEach
	void close() {
		this.log.close();
		this.background.close();
		if (this.bouncer != null) {
			this.bouncer.close();
		}
	}

	@Test
	void tenInstancesRunEveryMigrationOnce() {
		Shop.aroundVersion2(this.project)
			.script("V2__slow.sql", "SELECT pg_sleep(0.5); INSERT INTO audit VALUES ('2')");
		List<Callable<MigrationRun>> instances = IntStream.range(0, 10)
			.<Callable<MigrationRun>>mapToObj((i) -> engine("node-" + i, this.bouncer.pool(2))::migrate)
			.toList();
		List<MigrationRun> runs = Background.results(this.background.runAtOnce(instances));
		assertThat(runs).extracting(MigrationRun::appliedCount).containsOnly(4);
		assertThat(runs).extracting((run) -> run.steps().size()).containsOnly(0, 4).containsOnlyOnce(4);
		assertThat(this.project.database().jdbc().sql("SELECT migration FROM audit").query(String.class).list())
			.containsExactly("1", "2", "3", "R");
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 4/4", "2 UP SUCCEEDED 2/2",
				"3 UP SUCCEEDED 2/2", "R__view UP SUCCEEDED 2/2");
		assertThat(this.project.value(Integer.class, "SELECT max(attempts) FROM migration_history")).isOne();
		assertThat(this.project.value(String.class,
				"SELECT string_agg(DISTINCT fence::text, ',') FROM " + "migration_history"))
			.matches("\\d+");
	}

	@Test
	void nothingOfARunIsLeftInTheSessionsOfOthers() {
		this.project.database().execute("CREATE ROLE pooled_role; GRANT ALL ON SCHEMA public TO pooled_role");
		this.project.script("V1__set.sql", """
				CREATE SCHEMA apart;
				SET search_path = apart;
				CREATE TABLE here (id int);
				SET session_replication_role = replica;
				SET lock_timeout = '7s';
				SET ROLE pooled_role;
				SELECT set_config('statement_timeout', '77s', false);
				CREATE TEMPORARY TABLE scratch (id int);
				""").script("V2__set.sql", """
				SET search_path = apart;
				CREATE TABLE also (id int);
				CREATE INDEX CONCURRENTLY also_id ON apart.also (id);
				CREATE TABLE too (id int);
				""").script("V3__role.sql", """
				SET ROLE pooled_role;
				CREATE TABLE owned_first (id int);
				CREATE INDEX CONCURRENTLY owned_id ON public.owned_first (id);
				CREATE TABLE owned_second (id int);
				""");
		this.project.script("V4__plain.sql", "CREATE TABLE plain (id int)");
		try (PgBouncer narrow = PgBouncer.inFrontOf(this.project.database(), 2)) {
			Map<String, String> before = settings(narrow);
			assertThat(engine("node-a", narrow.pool(2)).migrate().steps()).hasSize(4);
			assertThat(settings(narrow)).isEqualTo(before);
			assertThat(JdbcClient.create(narrow.dataSource())
				.sql("SELECT count(*) FROM pg_class WHERE relname = 'scratch'")
				.query(Integer.class)
				.single()).isZero();
			assertThat(this.project.value(Integer.class,
					"SELECT count(*) FROM pg_tables WHERE tablename LIKE 'owned%' AND tableowner = 'pooled_role'"))
				.isEqualTo(2);
		}
		finally {
			this.project.database().execute("DROP OWNED BY pooled_role; DROP ROLE pooled_role");
		}
		assertThat(this.project.value(String.class,
				"SELECT string_agg(tablename, ',' ORDER BY tablename) " + "FROM pg_tables WHERE schemaname = 'apart'"))
			.isEqualTo("also,here,too");
		assertThat(this.project.value(Integer.class,
				"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = "
						+ "(SELECT oid FROM pg_database WHERE datname = current_database())"))
			.isZero();
	}

	// PgBouncer sets application_name for its clients itself, so only its kind is
	// compared.
	// Of every server session, each seen through a transaction of its own that stays open
	private Map<String, String> settings(PgBouncer narrow) {
		try (Connection one = narrow.dataSource().getConnection();
				Connection two = narrow.dataSource().getConnection()) {
			Map<String, String> settings = settings(one, "first ");
			settings.putAll(settings(two, "second "));
			return settings;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Map<String, String> settings(Connection connection, String prefix) throws SQLException {
		connection.setAutoCommit(false);
		return JdbcClient.create(new SingleConnectionDataSource(connection, true))
			.sql("SELECT name, setting FROM pg_settings WHERE name <> 'application_name' "
					+ "UNION ALL SELECT 'activity', (current_setting('application_name') LIKE 'migration%')::text "
					+ "UNION ALL SELECT 'user', current_user UNION ALL SELECT 'role', current_setting('role')")
			.query()
			.listOfRows()
			.stream()
			.collect(Collectors.toMap((row) -> prefix + row.get("name"), (row) -> String.valueOf(row.get("setting")),
					(a, b) -> b, TreeMap::new));
	}

	@Test
	void driverKeepsNoStatementsInTheServerAndIsPutBack() throws SQLException {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int)");
		HikariDataSource pool = this.bouncer.pool(2);
		MigrationEngine engine = engine("node-a", pool);
		engine.migrate();
		for (int i = 0; i < 12; i++) {
			engine.heartbeat();
			assertThat(engine.status(10).appliedCount()).isEqualTo(i + 1);
			this.project.script("V" + (i + 2) + "__next.sql", "INSERT INTO t VALUES (" + i + ")");
			engine = engine("node-a", pool);
			assertThat(engine.migrate().steps()).hasSize(1);
		}
		assertThat(this.project.value(Integer.class, "SELECT max(fence) FROM migration_history")).isEqualTo(13);
		try (Connection connection = pool.getConnection()) {
			assertThat(connection.unwrap(PGConnection.class).getPrepareThreshold()).isEqualTo(5);
		}
	}

	@Test
	void pooledInstanceWaitsForADirectOneAndSaysSo() {
		try (TestSession gate = this.project.closedGate()) {
			Future<MigrationRun> direct = start("node-direct", this.project.database().pool(1));
			this.project.awaitGate();
			Future<MigrationRun> pooled = start("node-pooled", this.bouncer.pool(2));
			assertThat(waiting()).matches("Waiting for the migration lock of public\\.migration_history for \\d+ s; it "
					+ "is held by session \\d+ \\('migration 1 UP node-direct'\\) at .*");
			LockStatus status = engine("node-pooled", this.bouncer.pool(1)).status(1).lock();
			assertThat(status.held()).isTrue();
			assertThat(status.owner()).isEqualTo("migration 1 UP node-direct");
			gate.execute("SELECT pg_advisory_unlock(1)");
			assertThat(Background.result(direct).steps()).hasSize(1);
			assertThat(Background.result(pooled).steps()).isEmpty();
		}
	}

	@Test
	void directInstanceWaitsForAPooledOneAndSaysSo() {
		try (TestSession gate = this.project.closedGate()) {
			Future<MigrationRun> pooled = start("node-pooled", this.bouncer.pool(2));
			this.project.awaitGate();
			Future<MigrationRun> direct = start("node-direct", this.project.database().pool(1));
			assertThat(waiting()).matches("Waiting for the migration lock of public\\.migration_history for \\d+ s; it "
					+ "is held by lease 1 of node-pooled, taken at \\S+Z \\('migration 1 UP node-pooled'\\).*"
					+ "busy since \\S+Z");
			LockStatus status = engine("node-direct", this.project.database().dataSource()).status(1).lock();
			assertThat(status.held()).isTrue();
			assertThat(status.owner()).isEqualTo("migration 1 UP node-pooled");
			assertThat(status.since()).isNotNull();
			gate.execute("SELECT pg_advisory_unlock(1)");
			assertThat(Background.result(pooled).steps()).hasSize(1);
			assertThat(Background.result(direct).steps()).isEmpty();
			assertThat(engine("node-direct", this.project.database().dataSource()).status(1).lock())
				.isEqualTo(LockStatus.FREE);
		}
	}

	@Test
	void directAndPooledInstancesStartAtOnce() {
		this.project.script("V1__audit.sql", "CREATE TABLE audit (migration text); INSERT INTO audit VALUES ('1')")
			.script("V2__slow.sql", "INSERT INTO audit VALUES ('2'); SELECT pg_sleep(0.3)")
			.script("V3__index.sql", "CREATE INDEX CONCURRENTLY i ON audit (migration)");
		List<Callable<MigrationRun>> instances = IntStream.range(0, 10)
			.<Callable<MigrationRun>>mapToObj((i) -> engine("node-" + i,
					(i % 2 == 0) ? this.bouncer.pool(2) : this.project.database().pool(1))::migrate)
			.toList();
		List<MigrationRun> runs = Background.results(this.background.runAtOnce(instances));
		assertThat(runs).extracting((run) -> run.steps().size()).containsOnly(0, 3).containsOnlyOnce(3);
		assertThat(this.project.database().jdbc().sql("SELECT migration FROM audit").query(String.class).list())
			.containsExactly("1", "2");
		assertThat(this.project.value(Integer.class, "SELECT max(attempts) FROM migration_history")).isOne();
	}

	@Test
	void sessionLockIsRefusedAndLeavesNoLock() {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int)");
		this.project.options((builder) -> builder.lock(new LockOptions(LockType.SESSION, Duration.ofMinutes(1))));
		assertThatExceptionOfType(TargetUnusableException.class)
			.isThrownBy(this.project.engine(this.bouncer.pool(2))::migrate)
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.POOLED_SESSIONS));
		assertThat(this.project.value(Integer.class,
				"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = "
						+ "(SELECT oid FROM pg_database WHERE datname = current_database())"))
			.isZero();
		assertThat(this.project.value(Integer.class,
				"SELECT count(*) FROM pg_class WHERE relname LIKE 'migration%' AND relkind = 'r'"))
			.isZero();
	}

	@Test
	void schemaAppliesToTransactionsAndRefusesWhatCannotFollow() {
		this.project.database().execute("CREATE SCHEMA tenant; CREATE TABLE public.t (id int)");
		this.project.options((builder) -> builder.schema("tenant"));
		this.project.script("V1__t.sql", "-- migrate:precondition\nSELECT 1 FROM information_schema.tables WHERE "
				+ "table_schema = current_schema() AND table_name = 't';\n-- migrate:up\nCREATE TABLE t (id int)");
		assertThat(this.project.engine(this.bouncer.pool(2)).migrate().steps()).hasSize(1);
		this.project.script("V2__i.sql", "CREATE INDEX CONCURRENTLY i ON t (id)");
		assertThatExceptionOfType(StepFailedException.class)
			.isThrownBy(this.project.engine(this.bouncer.pool(2))::migrate)
			.satisfies((ex) -> assertThat(ex.description()).contains("does not begin with 'tenant'"));
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM pg_indexes WHERE indexname = 'i'")).isZero();
		assertThat(this.project.engine().migrate().steps()).hasSize(1);
		assertThat(this.project.value(String.class, "SELECT schemaname FROM pg_indexes WHERE indexname = 'i'"))
			.isEqualTo("tenant");
	}

	@Test
	void statementOutsideOfATransactionIsAnnounced() {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int);\nCREATE INDEX CONCURRENTLY i ON t (id);");
		engine("node-a", this.bouncer.pool(2)).migrate();
		assertThat(this.log.messages()).anyMatch((message) -> message.startsWith("Migration 1 UP, line 2: behind a "
				+ "connection pooler a statement outside of a transaction runs with the defaults of the server"));
		assertThat(this.log.messages()).anyMatch((message) -> message.startsWith("A connection pooler stands between"));
	}

	@Test
	void mistakeInAStatementOutsideOfATransactionIsShownInItsLine() {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int);\nCREATE INDEX CONCURRENTLY i\nON t\n(missing);");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(engine("node-a", this.bouncer.pool(2))::migrate)
			.satisfies((ex) -> assertThat(ex.description()).contains("V1__t.sql, line 2"));
		this.project.script("V1__t.sql",
				"CREATE TABLE t (id int);\nCREATE INDEX CONCURRENTLY i\nON t\n(nofunction(id));");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(engine("node-a", this.bouncer.pool(2))::migrate)
			.satisfies((ex) -> assertThat(ex.description()).contains("V1__t.sql, line 4"));
	}

	@Test
	void scriptMayChooseItsIsolation() {
		this.project.script("V1__t.sql", """
				SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;
				CREATE TABLE t AS SELECT current_setting('transaction_isolation') AS level;
				SELECT pg_sleep(2);
				""").script("V2__t.sql", """
				BEGIN ISOLATION LEVEL REPEATABLE READ;
				INSERT INTO t SELECT current_setting('transaction_isolation');
				SELECT pg_sleep(2);
				COMMIT;
				""");
		this.project.options((builder) -> builder
			.lock(new LockOptions(LockType.AUTO, Duration.ofMinutes(1), Duration.ofSeconds(2))));
		assertThat(this.project.engine(this.bouncer.pool(2)).migrate().steps()).hasSize(2);
		assertThat(this.project.value(String.class, "SELECT string_agg(level, ',') FROM t"))
			.isEqualTo("serializable,repeatable read");
		assertThat(this.project.value(Integer.class, "SELECT max(attempts) FROM migration_history")).isOne();
	}

	private String waiting() {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.log.messages().stream().filter((message) -> message.startsWith("Waiting for")).toList(),
					(messages) -> !messages.isEmpty())
			.get(0);
	}

	private Future<MigrationRun> start(String instance, DataSource dataSource) {
		return this.background.run(engine(instance, dataSource)::migrate);
	}

	private MigrationEngine engine(String instance, DataSource dataSource) {
		this.project.options((builder) -> builder.identity(new InstanceIdentity(instance, null, null, null)));
		return this.project.engine(dataSource);
	}

}
