// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.migration.BackfillState;
import io.migration.BackfillStatus;
import io.migration.BatchRun;
import io.migration.MigrationListener;
import io.migration.StepType;
import io.migration.backfill.BackfillReader;
import io.migration.backfill.BackfillTask;
import io.migration.database.BackfillCursor;
import io.migration.database.BackfillCursor.Walk;
import io.migration.database.SecretMask;
import io.migration.execution.ListenerNotifier;
import io.migration.script.BackfillOptions;
import io.migration.script.ScriptStep;
import io.migration.script.StepOptions;
import io.migration.script.TransactionMode;
import io.migration.sql.QualifiedName;
import io.migration.testing.LogCapture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BackfillReport}: what log and listeners are told, and when.
 */
class BackfillReportTests {

	@RegisterExtension
	private final TestProject project = new TestProject();

	private final List<String> told = new ArrayList<>();

	private final LogCapture log = LogCapture.start();

	private long now = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(15);

	private Connection connection;

	private BackfillTask task;

	private BackfillReport report;

	@BeforeEach
	void prepare() throws SQLException {
		this.project.script("V1__users.sql", """
				-- migrate:up
				CREATE TABLE users (id int PRIMARY KEY, name text);
				-- migrate:backfill table=users
				UPDATE users SET name = 'x' WHERE name IS NULL AND :batch;
				""").engine().migrate();
		this.connection = this.project.database().dataSource().getConnection();
		HandmadeCursors.create(this.project.database());
		HandmadeCursors.add(this.project.database(), "1", BackfillState.WAITING, 0);
		ScriptStep step = new ScriptStep(StepType.BACKFILL, null, 2,
				new StepOptions(TransactionMode.AUTO, null, null, true,
						new BackfillOptions("users", null, List.of(), null, null, false)),
				List.of(), "", () -> "f", List.of(), List.of(), "V1__users.sql", 3, Set.of(), null);
		long row = this.project.value(Long.class, "SELECT id FROM migration_history WHERE step = 'BACKFILL'");
		QualifiedName table = new QualifiedName(null, "users");
		this.task = new BackfillTask(row, "1", "users", step, table, table, List.of());
		BackfillReader reader = new BackfillReader(Databases.of(this.connection, SecretMask.NONE), "public",
				"migration_history");
		this.report = new BackfillReport(reader, new ListenerNotifier("default", List.of(new Told())),
				Duration.ofSeconds(10), () -> this.now);
	}

	@AfterEach
	void close() throws SQLException {
		this.log.close();
		this.connection.close();
	}

	@Test
	void beginIsToldOnceItIsCommitted() {
		this.report.beginning(this.task);
		turn();
		assertThat(this.told).isEmpty();
		this.report.beginning(this.task);
		cursor("state = 'RUNNING', pass = 1, estimated_rows = 5000000");
		turn();
		turn();
		assertThat(this.told).containsExactly("begun RUNNING");
		assertThat(lines()).containsExactly("Backfill of migration 1 begins: table users, about 5,000,000 rows");
	}

	@Test
	void endIsToldOnceItIsCommitted() {
		cursor("state = 'RUNNING', pass = 1");
		this.report.ending(this.task);
		turn();
		assertThat(this.told).isEmpty();
		this.report.ending(this.task);
		cursor("state = 'FAILED'");
		turn();
		turn();
		assertThat(this.told).containsExactly("ended FAILED");
	}

	@Test
	void progressIsToldInIntervalsWhileThereIsWork() {
		cursor("state = 'RUNNING', pass = 1, walked = 1100000, estimated_rows = 5000000, rate = 50000, rated_at = now()");
		this.project.database().execute("""
				INSERT INTO migration_backfill_range (backfill_id, pass, high, rows, changed, state)
				SELECT id, 1, '{7}', 100000, 99000, 'DONE' FROM migration_backfill""");
		turn();
		pass(60);
		turn();
		assertThat(this.told).isEmpty();
		this.report.worked(this.task, 100_000, 99_000, Duration.ofMillis(200));
		pass(9);
		turn();
		assertThat(lines()).isEmpty();
		pass(1);
		turn();
		turn();
		pass(5);
		this.report.worked(this.task, 100_000, 99_000, Duration.ofMillis(200));
		turn();
		cursor("pass = 2, walked = 0, throttled_by = '12 sessions wait', rate = NULL");
		pass(5);
		turn();
		assertThat(lines()).containsExactly(
				"Backfill of migration 1: 1,200,000 of about 5,000,000 rows (24.0 %), 50,000 rows/s, 1 min 16 s left",
				"Backfill of migration 1: 0 of about 5,000,000 rows (0.0 %) of pass 2; gives way: 12 sessions wait");
		assertThat(this.told).containsExactly("batch 1 100000 99000", "progress 1200000 99000", "batch 1 100000 99000",
				"progress 0 99000");
	}

	@Test
	void nothingIsToldOfProgressWhileItIsPaused() {
		cursor("state = 'RUNNING', pass = 1");
		this.report.worked(this.task, 1, 1, Duration.ZERO);
		cursor("state = 'PAUSED'");
		pass(11);
		turn();
		assertThat(lines()).isEmpty();
	}

	@Test
	void whatOthersDoIsToldWhenItIsSeen() {
		see(BackfillState.RUNNING, null);
		see(BackfillState.RUNNING, null);
		see(BackfillState.RUNNING, 5000L);
		see(BackfillState.PAUSED, 5000L);
		see(BackfillState.PAUSED, null);
		see(BackfillState.RUNNING, null);
		see(BackfillState.CANCELLED, null);
		see(BackfillState.WAITING, null);
		see(BackfillState.RUNNING, null);
		see(BackfillState.SUCCEEDED, null);
		assertThat(lines()).containsExactly(
				"Backfill of migration 1: limited to 5,000 rows per second, all instances together",
				"Backfill of migration 1 is paused", "Backfill of migration 1: no limit of rows per second",
				"Backfill of migration 1 goes on", "Backfill of migration 1 is cancelled");
	}

	@Test
	void databaseThatIsAwayIsNotItsBusiness() throws SQLException {
		this.report.worked(this.task, 1, 1, Duration.ZERO);
		this.report.beginning(this.task);
		pass(11);
		this.connection.close();
		turn();
		assertThat(this.told).containsExactly("batch 1 1 1");
	}

	private void turn() {
		this.report.turn(this.connection, this.task);
	}

	private void pass(long seconds) {
		this.now += TimeUnit.SECONDS.toNanos(seconds);
	}

	private void see(BackfillState state, @Nullable Long limit) {
		Walk walk = new Walk(1, null, false, null, 0, 0, List.of(), List.of(), Duration.ZERO);
		this.report.seen(this.task, new BackfillCursor(7, 1, "1", null, "f", state, null, walk, limit, null));
	}

	private void cursor(String assignments) {
		this.project.database().execute("UPDATE migration_backfill SET " + assignments);
	}

	private List<String> lines() {
		return this.log.messages().stream().filter((line) -> line.startsWith("Backfill of")).toList();
	}

	private final class Told implements MigrationListener {

		@Override
		public void backfillBegun(String target, BackfillStatus backfill) {
			BackfillReportTests.this.told.add("begun " + backfill.state());
		}

		@Override
		public void backfillBatch(String target, BatchRun batch) {
			BackfillReportTests.this.told.add("batch " + batch.version() + " " + batch.rows() + " " + batch.changed());
		}

		@Override
		public void backfillProgress(String target, BackfillStatus backfill) {
			BackfillReportTests.this.told.add("progress " + backfill.rows() + " " + backfill.changed());
		}

		@Override
		public void backfillEnded(String target, BackfillStatus backfill) {
			BackfillReportTests.this.told.add("ended " + backfill.state());
		}

	}

}
