// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.List;
import java.util.concurrent.Future;

import com.zaxxer.hikari.HikariDataSource;
import io.migration.MigrationEngine;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how an instance that runs already finds a backfill that somebody else has
 * left behind.
 */
class BackfillPickUpTests {

	private static final String BACKFILL = """
			-- migrate:up
			SELECT 1;
			-- migrate:backfill table=item
			UPDATE item SET a = 1 WHERE a IS NULL AND :batch;
			""";

	@RegisterExtension
	private final TestProject project = new TestProject();

	private final Background background = new Background();

	@BeforeEach
	void createTable() {
		this.project.script("V1__item.sql", """
				CREATE TABLE item (id int PRIMARY KEY, a int);
				INSERT INTO item SELECT i, NULL FROM generate_series(1, 10) i;
				""");
	}

	@AfterEach
	void close() {
		this.background.close();
	}

	private MigrationEngine runningInstance() {
		MigrationEngine instance = this.project.engine();
		instance.migrate();
		instance.heartbeat();
		assertThat(instance.backfillsLeft()).isFalse();
		return instance;
	}

	@Test
	void heartbeatFindsIt() {
		this.project.script("V2__fill.sql", BACKFILL);
		MigrationEngine instance = this.project.engine();
		instance.heartbeat();
		assertThat(instance.backfillsLeft()).isFalse();
		this.project.engine().migrate();
		assertThat(instance.backfillsLeft()).isFalse();
		instance.heartbeat();
		assertThat(instance.backfillsLeft()).isTrue();
		assertThat(instance.backfill()).isFalse();
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM item WHERE a = 1")).isEqualTo(10);
		instance.heartbeat();
		assertThat(instance.backfillsLeft()).isFalse();
	}

	@Test
	void heartbeatLooksOnceAtAHistoryThatHasGrownAndStaysOneStatement() {
		MigrationEngine instance = runningInstance();
		this.project.database().logStatements();
		assertThat(statements(instance::heartbeat)).isOne();
		this.project.script("V2__fill.sql", BACKFILL);
		this.project.engine().migrate();
		assertThat(statements(instance::heartbeat)).isEqualTo(2);
		assertThat(statements(instance::heartbeat)).isOne();
	}

	@Test
	void whatAReleaseDoesNotContainIsLookedAtOnce() {
		MigrationEngine instance = runningInstance();
		this.project.script("V2__fill.sql", BACKFILL);
		this.project.engine().migrate();
		instance.heartbeat();
		assertThat(instance.backfillsLeft()).isTrue();
		assertThat(instance.backfill()).isFalse();
		instance.heartbeat();
		assertThat(instance.backfillsLeft()).isFalse();
	}

	@Test
	@Timeout(120)
	void noConnectionIsKeptWhileAnotherMigrates() {
		this.project.script("V2__fill.sql", BACKFILL);
		this.project.engine().migrate();
		try (HikariDataSource pool = this.project.database().pool(1);
				TestSession migration = this.project.database()
					.session()
					.execute("SELECT pg_advisory_lock(" + BackfillSteeringTests.LOCK_KEY + ")")) {
			MigrationEngine instance = this.project.engine(pool);
			instance.migrate();
			this.project.database().logStatements();
			pool.getHikariPoolMXBean().softEvictConnections();
			Future<Boolean> run = this.background.run(instance::backfill);
			Awaitility.await().until(() -> attempts() > 2);
			assertThat(instance.status(1).backfills()).hasSize(1);
			assertThat(run).isNotDone();
			migration.execute("SELECT pg_advisory_unlock_all()");
			assertThat(Background.result(run)).isFalse();
		}
	}

	private long attempts() {
		return this.project.database()
			.statements()
			.stream()
			.filter((sql) -> sql.contains("pg_try_advisory_lock"))
			.count();
	}

	private long statements(Runnable work) {
		int before = this.project.database().statements().size();
		work.run();
		List<String> all = this.project.database().statements();
		return all.subList(before, all.size()).stream().filter((sql) -> sql.contains("migration_")).count();
	}

}
