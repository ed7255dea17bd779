// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.List;
import java.util.concurrent.Callable;

import com.zaxxer.hikari.HikariDataSource;
import io.migration.InstanceIdentity;
import io.migration.MigrationEngine;
import io.migration.RollbackRequest;
import io.migration.testing.PgBouncer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Backfills through a real PgBouncer in transaction mode, in a schema that is not on the
 * search path.
 */
class PooledBackfillTests {

	@RegisterExtension
	private final TestProject project = new TestProject();

	private final Background background = new Background();

	private PgBouncer bouncer;

	@BeforeEach
	void open() {
		this.bouncer = PgBouncer.inFrontOf(this.project.database(), 20);
		this.project.database().execute("CREATE SCHEMA shop");
		this.project.script("V1__count.sql", """
				-- migrate:up
				CREATE TABLE counter (id int PRIMARY KEY, n int NOT NULL DEFAULT 0);
				INSERT INTO counter SELECT i FROM generate_series(1, 20000) i;
				-- migrate:backfill table=counter once=true batch=100
				UPDATE counter SET n = n + 1 WHERE :batch;
				-- migrate:verify
				SELECT id FROM counter WHERE n <> 1;
				-- migrate:down
				DROP TABLE counter;
				""");
	}

	@AfterEach
	void close() {
		this.background.close();
		this.bouncer.close();
	}

	@Test
	void instancesShareABackfillAndLeaveNothingInTheSessions() {
		HikariDataSource pool = this.bouncer.pool(4);
		MigrationEngine first = engine("one", pool);
		first.migrate();
		List<Callable<Boolean>> works = List.of(first::backfill, engine("two", pool)::backfill,
				engine("three", pool)::backfill);
		assertThat(Background.results(this.background.runAtOnce(works))).containsOnly(false);
		assertThat(
				this.project.value(String.class, "SELECT concat_ws(' ', count(*), min(n), max(n)) FROM shop.counter"))
			.isEqualTo("20000 1 1");
		assertThat(JdbcClient.create(pool)
			.sql("SELECT concat_ws(' ', current_setting('lock_timeout'), current_schema(), "
					+ "nullif(current_setting('migration.backfill', true), ''))")
			.query(String.class)
			.single()).isEqualTo("0 public");
		first.rollback(RollbackRequest.lastSteps(1).acceptingDataLoss());
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM shop.migration_backfill")).isZero();
	}

	private MigrationEngine engine(String name, HikariDataSource pool) {
		this.project
			.options((builder) -> builder.schema("shop").identity(new InstanceIdentity(name, null, null, "localhost")));
		return this.project.engine(pool);
	}

}
