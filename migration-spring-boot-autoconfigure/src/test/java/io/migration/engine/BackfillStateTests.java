// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;

import io.migration.BackfillSettings;
import io.migration.BackfillSettings.OnError;
import io.migration.MigrationEngine;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The states of a backfill and of a range, and what becomes of them. What somebody asks
 * for is written into the cursor by whoever asks.
 *
 * <pre>
 * backfill     a worker comes             resume                  pause   cancel     rollback
 * WAITING      RUNNING, or FAILED         -                       PAUSED  CANCELLED  gone
 *              without a usable key
 * RUNNING      runs batches; SUCCEEDED    -                       PAUSED  CANCELLED  gone
 *              or FAILED at the end
 * PAUSED       nothing                    RUNNING                 -       CANCELLED  gone
 * CANCELLED    nothing, goes on with      WAITING: from the start -       -          gone
 *              other migrations           RUNNING: where it was
 * FAILED       nothing, holds up those    the same                -       CANCELLED  gone
 *              behind it
 * SUCCEEDED    the next backfill          -                       -       -          gone
 *
 * range        claimed, batch succeeds    batch fails                        handed out next
 * OPEN         DONE                       OPEN once more, then two of them,
 *                                         at last FAILED
 * DONE         -                          -                                  counted and gone
 * FAILED       -                          -                                  gone with the next pass
 * </pre>
 */
class BackfillStateTests {

	@RegisterExtension
	private final TestProject project = new TestProject();

	private final Background background = new Background();

	private MigrationEngine engine;

	@BeforeEach
	void migrate() {
		this.project.database()
			.execute("CREATE TABLE a (id int PRIMARY KEY, n int); CREATE TABLE b (id int PRIMARY KEY, n int); "
					+ "INSERT INTO a SELECT i FROM generate_series(1, 100) i; INSERT INTO b VALUES (1)");
		this.project.script("V1__a.sql", """
				-- migrate:up
				CREATE TABLE c (id int);
				-- migrate:backfill table=a batch=10
				UPDATE a SET n = 1 / (id - 0) WHERE n IS NULL AND :batch;
				-- migrate:down
				DROP TABLE c;
				""").script("V2__b.sql", """
				-- migrate:up
				SELECT 2;
				-- migrate:backfill table=b
				UPDATE b SET n = 1 WHERE n IS NULL AND :batch;
				""");
		this.project.options((builder) -> builder.plan(TestProject.baselineAt("0"))
			.backfill(new BackfillSettings(Duration.ofMillis(200), 1000, 3, OnError.STOP, Duration.ofMillis(500))));
		this.engine = this.project.engine();
		this.engine.migrate();
	}

	@AfterEach
	void close() {
		this.background.close();
	}

	@Test
	void waitingOnesAreBegunInTheirOrder() {
		assertThat(this.engine.backfill()).isFalse();
		assertThat(states()).isEqualTo("1 SUCCEEDED, 2 SUCCEEDED");
		assertThat(this.project.value(Boolean.class,
				"SELECT a.finished_at < b.started_at FROM migration_backfill a, migration_backfill b "
						+ "WHERE a.version = '1' AND b.version = '2'"))
			.isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "WAITING, false, SUCCEEDED, SUCCEEDED", "RUNNING, false, SUCCEEDED, SUCCEEDED",
			"PAUSED, true, PAUSED, WAITING", "CANCELLED, true, CANCELLED, SUCCEEDED", "FAILED, true, FAILED, WAITING",
			"SUCCEEDED, false, SUCCEEDED, SUCCEEDED" })
	void workerComes(String state, boolean left, String first, String second) throws SQLException {
		interrupted();
		set("state = '" + state + "' WHERE version = '1'");
		if (state.equals("SUCCEEDED")) {
			this.project.database()
				.execute("UPDATE migration_history SET state = 'SUCCEEDED' WHERE step = 'BACKFILL' AND version = '1'");
		}
		assertThat(this.engine.backfill()).isEqualTo(left);
		assertThat(states()).isEqualTo("1 " + first + ", 2 " + second);
	}

	@Test
	void resumedOneGoesOnWhereItWas() throws SQLException {
		interrupted();
		set("state = 'PAUSED' WHERE version = '1'");
		this.engine.backfill();
		set("state = 'RUNNING' WHERE version = '1'");
		assertThat(this.engine.backfill()).isFalse();
		assertThat(this.project.value(Integer.class, "SELECT changed FROM migration_backfill WHERE version = '1'"))
			.isEqualTo(100);
	}

	@Test
	void waitingOneThatRanBeforeBeginsAnew() throws SQLException {
		interrupted();
		this.project.database().execute("UPDATE a SET n = NULL");
		set("state = 'WAITING' WHERE version = '1'");
		assertThat(this.engine.backfill()).isFalse();
		assertThat(this.project.value(String.class,
				"SELECT concat_ws(' ', changed, pass) FROM migration_backfill WHERE version = '1'"))
			.isEqualTo("100 2");
	}

	@Test
	void failedByARowGoesOnWithThatRow() {
		this.project.database().execute("INSERT INTO a VALUES (0)");
		assertThat(this.engine.backfill()).isTrue();
		assertThat(states()).isEqualTo("1 FAILED, 2 WAITING");
		assertThat(this.project.value(String.class,
				"SELECT string_agg(state, ',') FROM migration_backfill_range " + "WHERE state = 'FAILED'"))
			.isEqualTo("FAILED");
		this.project.database().execute("DELETE FROM a WHERE id = 0");
		this.project.database().execute("UPDATE migration_backfill_range SET state = 'OPEN' WHERE state = 'FAILED'");
		set("state = 'RUNNING', error = NULL WHERE version = '1'");
		assertThat(this.engine.backfill()).isFalse();
		assertThat(this.project.history()).contains("1 BACKFILL SUCCEEDED 1/1", "2 BACKFILL SUCCEEDED 1/1");
	}

	@Test
	void rangeOnWhichSomebodyWorksIsLeftAlone() throws SQLException {
		interrupted();
		try (TestSession other = this.project.database().session()) {
			other.execute("BEGIN")
				.execute("SELECT FROM migration_backfill WHERE version = '1' FOR KEY SHARE")
				.execute("SELECT FROM migration_backfill_range WHERE state = 'OPEN' FOR UPDATE");
			Future<Boolean> run = this.background.run(this.engine::backfill);
			Awaitility.await()
				.until(() -> this.project.value(Integer.class, "SELECT count(*) FROM a WHERE n IS NULL") == 10);
			assertThat(run).isNotDone();
			assertThat(states()).isEqualTo("1 RUNNING, 2 WAITING");
			other.execute("ROLLBACK");
			assertThat(Background.result(run)).isFalse();
		}
	}

	@Test
	void doneRangesAreCountedAndForgotten() throws SQLException {
		interrupted();
		assertThat(this.engine.backfill()).isFalse();
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM migration_backfill_range")).isZero();
	}

	// As if its worker had been killed in the middle of the second of ten batches.
	private void interrupted() throws SQLException {
		pauseBeforeTheFirstBatch();
		this.project.database()
			.execute(
					"""
							UPDATE migration_backfill SET state = 'RUNNING', pass = 1, key_columns = '{id}', key_types = '{integer}',
							position = '{20}', batch_size = 10, started_at = now() WHERE version = '1';
							UPDATE migration_backfill SET state = 'WAITING' WHERE version = '2';
							INSERT INTO migration_backfill_range (backfill_id, pass, low, high, rows, state, changed)
							SELECT id, 1, NULL, '{10}', 10, 'DONE', 10 FROM migration_backfill WHERE version = '1';
							INSERT INTO migration_backfill_range (backfill_id, pass, low, high, rows)
							SELECT id, 1, '{10}', '{20}', 10 FROM migration_backfill WHERE version = '1';
							UPDATE a SET n = 1 WHERE id <= 10""");
	}

	// Cursors are there once a worker has come
	private void pauseBeforeTheFirstBatch() throws SQLException {
		try (TestSession lock = this.project.database().session()) {
			lock.execute("BEGIN").execute("LOCK TABLE a, b IN ACCESS EXCLUSIVE MODE");
			Future<Boolean> run = this.background.run(this.engine::backfill);
			Awaitility.await()
				.until(() -> this.project.value(Boolean.class, "SELECT to_regclass('migration_backfill') IS NOT NULL"));
			set("state = 'PAUSED'");
			lock.execute("ROLLBACK");
			assertThat(Background.result(run)).isTrue();
		}
		this.project.database().execute("DELETE FROM migration_backfill_range; UPDATE a SET n = NULL");
	}

	private void set(String assignments) {
		this.project.database().execute("UPDATE migration_backfill SET " + assignments);
	}

	private String states() {
		return this.project.value(String.class,
				"SELECT string_agg(version || ' ' || state, ', ' ORDER BY version) FROM migration_backfill");
	}

}
