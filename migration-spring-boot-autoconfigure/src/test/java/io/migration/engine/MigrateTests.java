// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.List;
import java.util.Map;

import io.migration.MigrationRun;
import io.migration.MigrationStatus;
import io.migration.StepFailedException;
import io.migration.StepState;
import io.migration.TargetState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for migrating.
 */
class MigrateTests {

	@RegisterExtension
	private final TestProject project = new TestProject();

	@Test
	void emptyDatabaseGetsAllVersionsInNumericalOrder() {
		this.project.script("V1__users.sql", "CREATE TABLE users (id int PRIMARY KEY);")
			.script("V1.10__later.sql", "ALTER TABLE users ADD b int")
			.script("V1.9__earlier.sql", "ALTER TABLE users ADD a int");
		MigrationRun run = this.project.engine().migrate();
		assertThat(run.steps()).extracting((step) -> step.id().migration()).containsExactly("1", "1.9", "1.10");
		assertThat(run.appliedCount()).isEqualTo(3);
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "1.9 UP SUCCEEDED 1/1",
				"1.10 UP SUCCEEDED 1/1");
		assertThat(this.project.tables()).containsExactly("users");
	}

	@Test
	void secondRunDoesNothing() {
		this.project.script("V1__users.sql", "CREATE TABLE users (id int)");
		this.project.engine().migrate();
		MigrationRun run = this.project.engine().migrate();
		assertThat(run.steps()).isEmpty();
		assertThat(run.appliedCount()).isOne();
		assertThat(this.project.history()).hasSize(1);
	}

	@Test
	void failedStatementLeavesNothingAndTheNextRunGoesOn() {
		this.project.script("V1__ok.sql", "CREATE TABLE ok (id int)").script("V2__broken.sql", """
				CREATE TABLE a (id int);
				INSERT INTO a VALUES (1);

				INSERT INTO a
				VALUES (2, nothing);
				INSERT INTO a VALUES (3);
				INSERT INTO a VALUES (4);
				""");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> {
				assertThat(ex.line()).isEqualTo(5);
				assertThat(ex.description()).isEqualTo("""
						Migration 2 (broken), step UP, failed in V2__broken.sql, line 5, statement 3 of 5:
						    INSERT INTO a VALUES (2, nothing)
						ERROR: column "nothing" does not exist (SQLSTATE 42703)""");
				assertThat(ex.databaseState())
					.isEqualTo("The step was rolled back: nothing of it remains. Migrations before it are applied.");
				assertThat(ex.action()).isEqualTo("Correct the script and start again: the next start runs the step "
						+ "from its first statement that is not done.");
			});
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP FAILED 0/5");
		assertThat(this.project.tables()).containsExactly("ok");
		this.project.script("V2__broken.sql", "CREATE TABLE a (id int)");
		this.project.engine().migrate();
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP SUCCEEDED 1/1");
		assertThat(this.project.value(Integer.class, "SELECT attempts FROM migration_history WHERE version = '2'"))
			.isEqualTo(2);
	}

	@Test
	void concurrentIndexRunsOutsideOfATransactionAndTheRestInside() {
		this.project.script("V1__index.sql", """
				CREATE TABLE t (id int);
				CREATE INDEX CONCURRENTLY t_id ON t (id);
				INSERT INTO t VALUES (1);
				""");
		this.project.engine(this.project.database().pool(1)).migrate();
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 3/3");
		assertThat(this.project.value(Boolean.class,
				"SELECT indisvalid FROM pg_index WHERE indexrelid = 't_id'::regclass"))
			.isTrue();
	}

	@Test
	void failureBehindAConcurrentIndexResumesBehindIt() {
		this.project.script("V1__index.sql", """
				CREATE TABLE t (id int);
				CREATE INDEX CONCURRENTLY t_id ON t (id);
				INSERT INTO t VALUES ('x');
				""");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> assertThat(ex.databaseState())
				.isEqualTo("Statements 1 to 2 of 3 are done and recorded. What came after was rolled back."));
		assertThat(this.project.history()).containsExactly("1 UP FAILED 2/3");
		this.project.script("V1__index.sql", """
				CREATE TABLE t (id int);
				CREATE INDEX CONCURRENTLY t_id ON t (id);
				INSERT INTO t VALUES (1);
				""");
		this.project.engine().migrate();
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 3/3");
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM t")).isOne();
	}

	@Test
	void invalidIndexOfAFailedBuildIsRemovedBeforeTheNextAttempt() {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int); INSERT INTO t VALUES (1), (1);")
			.script("V2__index.sql", "CREATE UNIQUE INDEX CONCURRENTLY t_id ON t (id);");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate);
		assertThat(this.project.value(Boolean.class,
				"SELECT indisvalid FROM pg_index WHERE indexrelid = 't_id'::regclass"))
			.isFalse();
		this.project.database().execute("DELETE FROM t WHERE ctid = (SELECT min(ctid) FROM t)");
		this.project.engine().migrate();
		assertThat(this.project.value(Boolean.class,
				"SELECT indisvalid FROM pg_index WHERE indexrelid = 't_id'::regclass"))
			.isTrue();
		assertThat(this.project.history()).contains("2 UP SUCCEEDED 1/1");
	}

	@Test
	void settingsOfADumpAreGoneBeforeTheNextScriptAndDoNotDisturbTheHistory() {
		this.project.script("V1__dump.sql", """
				SET statement_timeout = 1;
				SET lock_timeout = 1;
				SET client_encoding = 'UTF8';
				SET check_function_bodies = false;
				SELECT pg_catalog.set_config('search_path', '', false);
				SET row_security = off;
				SET statement_timeout = 0;
				CREATE TABLE public.t (id int);
				COPY public.t (id) FROM stdin;
				1
				2
				\\.
				SET statement_timeout = 1;
				""").script("V2__next.sql", "CREATE TABLE next (id int)");
		this.project.engine(this.project.database().pool(1)).migrate();
		assertThat(this.project.tables()).containsExactly("next", "t");
		assertThat(this.project.value(Integer.class, "SELECT sum(id) FROM t")).isEqualTo(3);
	}

	@Test
	void scriptsOwnTransactionsAreHonoured() {
		this.project.script("V1__own.sql", """
				CREATE TABLE before (id int);
				BEGIN ISOLATION LEVEL SERIALIZABLE;
				CREATE TABLE first AS SELECT current_setting('transaction_isolation') AS isolation;
				COMMIT;
				BEGIN;
				CREATE TABLE second (id int);
				SELECT 1/0;
				COMMIT;
				""");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate);
		assertThat(this.project.tables()).containsExactly("before", "first");
		assertThat(this.project.value(String.class, "SELECT isolation FROM first")).isEqualTo("serializable");
		assertThat(this.project.history()).containsExactly("1 UP FAILED 4/8");
	}

	@Test
	void scriptChoosesTheIsolationLevelOfItsTransaction() {
		this.project.script("V1__own.sql", """
				BEGIN;
				SET LOCAL statement_timeout = 0;
				SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;
				CREATE TABLE own AS SELECT current_setting('transaction_isolation') AS isolation;
				COMMIT;
				""").script("V2__of_the_step.sql", """
				SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;
				CREATE TABLE step AS SELECT current_setting('transaction_isolation') AS isolation;
				""").script("V3__with_queries.sql", """
				BEGIN ISOLATION LEVEL REPEATABLE READ;
				SELECT count(*) FROM own;
				COMMIT;
				SELECT count(*) FROM step;
				""");
		this.project.engine().migrate();
		assertThat(this.project.value(String.class, "SELECT isolation FROM own")).isEqualTo("repeatable read");
		assertThat(this.project.value(String.class, "SELECT isolation FROM step")).isEqualTo("serializable");
	}

	@Test
	void enumValueUsedInItsOwnTransactionIsExplained() {
		String use = "ALTER TYPE mood ADD VALUE 'new';%n INSERT INTO t VALUES ('new');".formatted();
		this.project.script("V1__t.sql", "CREATE TYPE mood AS ENUM ('old'); CREATE TABLE t (mood mood);")
			.script("V2__value.sql", use);
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> assertThat(ex.action()).isEqualTo("Commit the new value before it is used: move "
					+ "ALTER TYPE ... ADD VALUE into a migration of its own, put it between BEGIN and COMMIT, or let "
					+ "each statement be a transaction: '-- migrate:up transaction=off'."));
		this.project.script("V2__value.sql", "-- migrate:up transaction=off\n" + use).engine().migrate();
		assertThat(this.project.value(String.class, "SELECT mood FROM t")).isEqualTo("new");
	}

	@Test
	void repeatableThatHadFailedIsCountedWhenItHasRun() {
		this.project.script("R__view.sql", "CREATE VIEW v AS SELECT nothing");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate);
		this.project.script("R__view.sql", "CREATE VIEW v AS SELECT 1 AS one");
		assertThat(this.project.engine().migrate().appliedCount()).isOne();
	}

	@Test
	void repeatableRunsAgainOnlyWhenItsContentOrValuesChange() {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int)")
			.script("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT ${what} AS x FROM t")
			.placeholders(Map.of("what", "1"));
		this.project.engine().migrate();
		assertThat(this.project.engine().migrate().steps()).isEmpty();
		this.project.placeholders(Map.of("what", "2"));
		assertThat(this.project.engine().migrate().steps()).hasSize(1);
		this.project.script("R__view.sql", "-- only a comment\nCREATE OR REPLACE VIEW v AS SELECT ${what} AS x FROM t");
		assertThat(this.project.engine().migrate().steps()).isEmpty();
		assertThat(this.project.history()).hasSize(3);
	}

	@Test
	void codeMigrationRunsOnTheConnectionOfTheRun() {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int)").code(new V2__Fill()).code(new V3__Break());
		assertThatExceptionOfType(StepFailedException.class)
			.isThrownBy(this.project.engine(this.project.database().pool(1))::migrate)
			.satisfies((ex) -> assertThat(ex.description()).contains("V3__Break").contains("no luck (V3__Break.java:"));
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM t")).isOne();
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP SUCCEEDED 1/1",
				"3 UP FAILED 0/1");
	}

	@Test
	void backfillAndContractAreRecordedAsHeld() {
		this.project.script("V1__t.sql", """
				-- migrate:up
				CREATE TABLE t (id int PRIMARY KEY, a int, b int);
				-- migrate:backfill table=t name=copy
				UPDATE t SET b = a WHERE b IS NULL AND :batch;
				-- migrate:contract
				ALTER TABLE t ALTER COLUMN b SET NOT NULL;
				-- migrate:down
				DROP TABLE t;
				-- migrate:down of=contract
				ALTER TABLE t ALTER COLUMN b DROP NOT NULL;
				""");
		this.project.engine().migrate();
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "1 BACKFILL HELD 0/1",
				"1 CONTRACT HELD 0/1");
		MigrationStatus status = this.project.engine().status(100);
		assertThat(status.state()).isEqualTo(TargetState.BACKFILLING);
		assertThat(status.appliedCount()).isOne();
		assertThat(status.applied().get(0).reversible()).isTrue();
		assertThat(status.applied().get(0).steps()).extracting((step) -> step.state())
			.containsExactly(StepState.SUCCEEDED, StepState.HELD, StepState.HELD);
		assertThat(status.required().isComplete()).isTrue();
	}

	@Test
	void transactionOffRunsProceduresThatCommit() {
		this.project.script("V1__procedure.sql", """
				CREATE TABLE t (id int);
				CREATE PROCEDURE fill() LANGUAGE plpgsql AS $$
				BEGIN
				  INSERT INTO t VALUES (1);
				  COMMIT;
				  INSERT INTO t VALUES (2);
				END $$;
				""").script("V2__call.sql", "-- migrate:up transaction=off\nCALL fill();\nINSERT INTO t VALUES (3);");
		this.project.engine().migrate();
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM t")).isEqualTo(3);
	}

	@Test
	void verifyAndPreconditionStopTheStep() {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int); INSERT INTO t VALUES (7)")
			.script("V2__check.sql", """
					-- migrate:precondition
					SELECT id FROM t WHERE id > 5;
					-- migrate:up
					ALTER TABLE t ADD CHECK (id <= 5);
					""");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> {
				assertThat(ex.description()).isEqualTo("Migration 2 (check), step UP, failed in V2__check.sql, line 2: "
						+ "the precondition query returned rows, but must return none.");
				assertThat(ex.action()).endsWith("id=7");
			});
		assertThat(this.project.value(String.class, "SELECT error FROM migration_history WHERE version = '2'"))
			.doesNotContain("id=7");
		this.project.database().execute("UPDATE t SET id = 1");
		this.project.script("V2__check.sql", """
				-- migrate:up
				INSERT INTO t VALUES (2);
				-- migrate:verify
				SELECT id FROM t WHERE id = 2;
				""");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> assertThat(ex.line()).isEqualTo(4));
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM t")).isOne();
	}

	@Test
	void statusTellsAppliedPendingAndFailed() {
		this.project.script("V1__a.sql", "CREATE TABLE a (id int)");
		this.project.engine().migrate();
		this.project.script("V2__b.sql", "CREATE TABLE b (id nothing)").script("R__v.sql", "CREATE VIEW v AS SELECT 1");
		MigrationStatus status = this.project.engine().status(100);
		assertThat(status.state()).isEqualTo(TargetState.PENDING);
		assertThat(status.version()).isEqualTo("1");
		assertThat(status.pending()).extracting((pending) -> pending.description()).containsExactly("b", "v");
		assertThat(status.required().pending()).isEqualTo(List.of("2", "R__v"));
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate);
		status = this.project.engine().status(100);
		assertThat(status.state()).isEqualTo(TargetState.FAILED);
		assertThat(status.unfinished()).hasSize(1);
		assertThat(status.lock().held()).isFalse();
	}

}
