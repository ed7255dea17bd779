// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.time.Duration;

import io.migration.database.LoadObserver;
import io.migration.database.LoadObserver.LockWaits;
import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PostgreSqlLoadObserver}. The server is its own, since all sessions of
 * a server are seen.
 */
class LoadObserverTests {

	private static PostgresServer server;

	private final LoadObserver observer = new PostgreSqlDatabase("18").loadObserver();

	private TestDatabase database;

	private JdbcClient jdbc;

	@BeforeAll
	static void start() {
		server = PostgresServer.start(java.util.Map.of());
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void open() {
		this.database = server.createDatabase();
		this.database.execute("CREATE TABLE item (id int PRIMARY KEY, name text); INSERT INTO item VALUES (1, 'Cup')");
		this.jdbc = this.database.jdbc();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void serverWithoutStandbysHasNoLag() {
		assertThat(this.observer.replicationLag(this.jdbc))
			.isEqualTo(new LoadObserver.ReplicationLag(0, 0, Duration.ZERO, 0));
	}

	@Test
	void connectionsAreThoseOfAllClients() {
		int before = this.observer.connectionUse(this.jdbc).used();
		try (TestSession one = this.database.session(); TestSession other = this.database.session()) {
			assertThat(this.observer.connectionUse(this.jdbc).used()).isEqualTo(before + 2);
		}
		int max = setting("max_connections");
		assertThat(this.observer.connectionUse(this.jdbc).allowed())
			.isEqualTo(max - setting("superuser_reserved_connections"));
	}

	private int setting(String name) {
		return this.jdbc.sql("SELECT current_setting(?)::int").param(name).query(Integer.class).single();
	}

	@Test
	void idleSessionsDoNotRun() {
		try (TestSession idle = this.database.session(); TestSession open = this.database.session()) {
			open.execute("BEGIN").execute("UPDATE item SET name = 'Mug'");
			assertThat(this.observer.runningSessions(this.jdbc)).isZero();
		}
	}

	@Test
	void sessionsRunWhileTheyAreAtWork() {
		this.database.execute("CREATE ROLE watcher LOGIN");
		JdbcClient watcher = JdbcClient.create(as("watcher"));
		try (TestSession busy = this.database.session()) {
			Thread work = work(busy, "DO $$ BEGIN PERFORM count(*) FROM generate_series(1, 1000000000); END $$");
			awaitRunning(this.jdbc, 1);
			assertThat(this.observer.runningSessions(watcher)).as("as a role that sees no sessions of others").isOne();
			cancel(busy);
			join(work);
		}
		finally {
			this.database.execute("DROP ROLE watcher");
		}
		awaitRunning(this.jdbc, 0);
	}

	@Test
	void sessionsThatWaitOrMigrateDoNotCount() {
		try (TestSession holder = this.database.session();
				TestSession waiting = this.database.session();
				TestSession sleeping = this.database.session();
				TestSession migrating = this.database.session()) {
			holder.execute("BEGIN").execute("UPDATE item SET name = 'Mug'");
			Thread wait = work(waiting, "UPDATE item SET name = 'Jug'");
			Thread sleep = work(sleeping, "SELECT pg_sleep(600)");
			migrating.execute("SET application_name = 'migration 5 backfill shop-1'");
			Thread migrate = work(migrating, "SELECT count(*) FROM generate_series(1, 1000000000)");
			awaitActive(3);
			assertThat(this.observer.runningSessions(this.jdbc)).isZero();
			cancel(sleeping);
			cancel(migrating);
			holder.execute("ROLLBACK");
			join(wait);
			join(sleep);
			join(migrate);
		}
	}

	@Test
	void sessionsThatWaitForLocksAreCounted() {
		assertThat(this.observer.lockWaits(this.jdbc)).isEqualTo(new LockWaits(0, 0));
		try (TestSession holder = this.database.session(); TestSession waiting = this.database.session()) {
			holder.execute("BEGIN").execute("UPDATE item SET name = 'Mug'");
			Thread wait = work(waiting, "UPDATE item SET name = 'Jug'");
			awaitLockWaits(new LockWaits(1, 0));
			holder.execute("SET application_name = 'migration 5 backfill shop-1'");
			assertThat(this.observer.lockWaits(this.jdbc)).isEqualTo(new LockWaits(1, 1));
			waiting(waiting, "migration 6 up shop-2");
			holder.execute("COMMIT");
			join(wait);
		}
	}

	// A migration that waits is its own affair
	private void waiting(TestSession session, String name) {
		try (TestSession second = this.database.session()) {
			second.execute("SET application_name = '" + name + "'");
			Thread wait = work(second, "UPDATE item SET name = 'Can'");
			awaitActive(2);
			assertThat(this.observer.lockWaits(this.jdbc)).isEqualTo(new LockWaits(1, 1));
			cancel(second);
			join(wait);
		}
	}

	@Test
	void advisoryLocksAreNoSignOfLoad() {
		try (TestSession holder = this.database.session(); TestSession waiting = this.database.session()) {
			holder.execute("SELECT pg_advisory_lock(1)");
			Thread wait = work(waiting, "SELECT pg_advisory_lock(1)");
			awaitActive(1);
			assertThat(this.observer.lockWaits(this.jdbc)).isEqualTo(new LockWaits(0, 0));
			holder.execute("SELECT pg_advisory_unlock(1)");
			join(wait);
		}
	}

	private PGSimpleDataSource as(String role) {
		PGSimpleDataSource dataSource = (PGSimpleDataSource) this.database.dataSource();
		dataSource.setUser(role);
		return dataSource;
	}

	private static Thread work(TestSession session, String sql) {
		Thread thread = new Thread(() -> {
			try {
				session.execute(sql);
			}
			catch (IllegalStateException ex) {
				// Cancelled
			}
		});
		thread.start();
		return thread;
	}

	private static void join(Thread thread) {
		Awaitility.await().until(() -> !thread.isAlive());
	}

	private void cancel(TestSession session) {
		this.database.execute("SELECT pg_cancel_backend(" + session.pid() + ")");
	}

	private void awaitRunning(JdbcClient asking, int sessions) {
		Awaitility.await().until(() -> this.observer.runningSessions(asking) == sessions);
	}

	private void awaitLockWaits(LockWaits expected) {
		Awaitility.await().until(() -> this.observer.lockWaits(this.jdbc).equals(expected));
	}

	private void awaitActive(int sessions) {
		Awaitility.await()
			.until(() -> this.jdbc
				.sql("SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid() "
						+ "AND datname = current_database() "
						+ "AND (wait_event IS NOT NULL OR query LIKE '%generate_series%')")
				.query(Integer.class)
				.single() == sessions);
	}

}
