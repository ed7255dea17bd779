// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

import io.migration.ContractRequest;
import io.migration.HistoryOptions;
import io.migration.MigrationPlan;
import io.migration.MigrationRun;
import io.migration.MigrationVersion;
import io.migration.OperationRefusedException;
import io.migration.OperationRefusedException.Reason;
import io.migration.ResolveRequest;
import io.migration.ResolveRequest.ResolveAs;
import io.migration.RollbackRequest;
import io.migration.StepFailedException;
import io.migration.StepInDoubtException;
import io.migration.StepPlan.Source;
import io.migration.StepType;
import io.migration.TargetState;
import io.migration.ValidationFailedException;
import io.migration.testing.LogCapture;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for rolling back.
 */
class RollbackTests {

	@RegisterExtension
	private final TestProject project = new TestProject();

	private static RollbackRequest to(String version) {
		return RollbackRequest.toVersion(MigrationVersion.of(version));
	}

	private TestProject threeVersions() {
		return this.project.script("V1__one.sql", """
				-- migrate:up
				CREATE TABLE one (id int);
				-- migrate:down
				DROP TABLE one;
				""")
			.script("V2__two.sql", "CREATE TABLE two (id int)")
			.script("U2__two.sql", "DROP TABLE two")
			.script("V3__three.sql", """
					-- migrate:up
					CREATE TABLE three (id int);
					ALTER TABLE two ADD added int;
					-- migrate:down
					ALTER TABLE two DROP added;
					DROP TABLE three;
					""");
	}

	@Test
	void versionsNewerThanTheTargetAreUndoneNewestFirst() {
		threeVersions().engine().migrate();
		MigrationRun run = this.project.engine().rollback(to("1"));
		assertThat(run.steps()).extracting((step) -> step.id().toString()).containsExactly("3 DOWN", "2 DOWN");
		assertThat(run.appliedCount()).isOne();
		assertThat(run.pendingCount()).isEqualTo(2);
		assertThat(this.project.tables()).containsExactly("one");
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP SUCCEEDED 1/1",
				"3 UP SUCCEEDED 2/2", "3 DOWN SUCCEEDED 2/2", "2 DOWN SUCCEEDED 1/1");
	}

	@Test
	void lastStepsAreUndoneInTheReverseOrderOfTheirApplication() {
		threeVersions().options((options) -> options.plan(TestProject.outOfOrderAllowed()));
		this.project.engine().migrate();
		this.project.script("V2.5__late.sql", """
				-- migrate:up
				CREATE TABLE late (id int);
				-- migrate:down
				DROP TABLE late;
				""");
		this.project.engine().migrate();
		MigrationRun run = this.project.engine().rollback(RollbackRequest.lastSteps(2));
		assertThat(run.steps()).extracting((step) -> step.id().toString()).containsExactly("2.5 DOWN", "3 DOWN");
	}

	@Test
	void upDownUpEndsAsUpDid() {
		threeVersions().engine().migrate();
		this.project.engine().rollback(to("0"));
		assertThat(this.project.tables()).isEmpty();
		assertThat(this.project.engine().status(10).state()).isEqualTo(TargetState.PENDING);
		MigrationRun again = this.project.engine().migrate();
		assertThat(again.steps()).hasSize(3);
		assertThat(this.project.tables()).containsExactly("one", "three", "two");
		assertThat(this.project.engine().status(10).state()).isEqualTo(TargetState.UP_TO_DATE);
	}

	@Test
	void nothingNewerThanTheTargetIsNothingToDo() {
		threeVersions().engine().migrate();
		assertThat(this.project.engine().rollback(to("3")).steps()).isEmpty();
		assertThat(this.project.history()).hasSize(3);
	}

	@Test
	void targetThatIsNotAppliedIsRefused() {
		threeVersions().engine().migrate();
		assertThatExceptionOfType(OperationRefusedException.class)
			.isThrownBy(() -> this.project.engine().rollback(to("2.2")))
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.NOT_APPLICABLE);
				assertThat(ex.description()).isEqualTo("Version 2.2 is not applied, so there is no way back to it.");
				assertThat(ex.action())
					.isEqualTo("Name an applied version (the newest one is 3), or 0 to undo everything.");
			});
	}

	@Test
	void databaseWithoutHistoryIsRefused() {
		threeVersions();
		assertThatExceptionOfType(OperationRefusedException.class)
			.isThrownBy(() -> this.project.engine().rollback(to("0")))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.NOT_APPLICABLE));
	}

	@Test
	void migrationWithoutDownStopsThePlanBeforeAnythingIsUndone() {
		threeVersions().script("V2.1__no_way_back.sql", "CREATE TABLE stays (id int)").engine().migrate();
		assertThatExceptionOfType(OperationRefusedException.class)
			.isThrownBy(() -> this.project.engine().rollback(to("1")))
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.IRREVERSIBLE);
				assertThat(ex.description()).isEqualTo(
						"Migration 2.1 (V2.1__no_way_back.sql) cannot be undone: it has no section 'down' and no "
								+ "undo script.");
				assertThat(ex.databaseState()).isEqualTo("The database was not changed.");
				assertThat(ex.action()).isEqualTo("Go forward instead: write a new migration that reverses 2.1, or add "
						+ "a section 'down' to the script; adding one is no change of an applied migration.");
			});
		assertThat(this.project.history()).hasSize(4);
		assertThat(this.project.tables()).contains("three", "stays");
	}

	@Test
	void severalVersionsAreUndoneInOneTransactionOrNotAtAll() {
		threeVersions().script("U2__two.sql", "DROP TABLE two; DROP TABLE missing").engine().migrate();
		assertThat(this.project.engine().planRollback(to("1")).oneTransaction()).isTrue();
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> this.project.engine().rollback(to("1")))
			.satisfies((ex) -> {
				assertThat(ex.description()).isEqualTo("""
						Migration 2 (two), step DOWN, failed in V2__two.sql, line 1, statement 2 of 2:
						    DROP TABLE missing
						ERROR: table "missing" does not exist (SQLSTATE 42P01)""");
				assertThat(ex.databaseState()).isEqualTo("Nothing was undone: the rollback is one transaction.");
			});
		assertThat(this.project.tables()).containsExactly("one", "three", "two");
		assertThat(this.project.history()).endsWith("2 DOWN FAILED 0/2");
		assertThat(this.project.engine().status(10).version()).isEqualTo("3");
		assertThat(this.project.engine().status(10).state()).isEqualTo(TargetState.UP_TO_DATE);
		this.project.script("U2__two.sql", "DROP TABLE two");
		this.project.engine().rollback(to("1"));
		assertThat(this.project.tables()).containsExactly("one");
	}

	@Test
	void stepThatFitsNoTransactionMakesEachStepStandAlone() {
		threeVersions().script("V4__index.sql", """
				-- migrate:up
				CREATE INDEX CONCURRENTLY three_id ON three (id);
				-- migrate:down
				DROP INDEX CONCURRENTLY three_id;
				""").engine().migrate();
		assertThat(this.project.engine().planRollback(to("1")).oneTransaction()).isFalse();
		this.project.engine().rollback(to("1"));
		assertThat(this.project.tables()).containsExactly("one");
		assertThat(this.project.history()).endsWith("4 DOWN SUCCEEDED 1/1", "3 DOWN SUCCEEDED 2/2",
				"2 DOWN SUCCEEDED 1/1");
	}

	@Test
	void downThatStoppedHalfWayStopsMigratingAndIsFinishedByTheNextRollback() {
		this.project.script("V1__one.sql", """
				-- migrate:up
				CREATE TABLE one (id int);
				CREATE INDEX one_id ON one (id);
				-- migrate:down transaction=off
				DROP INDEX CONCURRENTLY one_id;
				DROP TABLE not_there;
				DROP TABLE one;
				""").engine().migrate();
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> this.project.engine().rollback(to("0")));
		assertThat(this.project.history()).endsWith("1 DOWN FAILED 1/3");
		assertThat(this.project.engine().status(1).state()).isEqualTo(TargetState.FAILED);
		assertThat(this.project.engine().status(1).unfinished()).singleElement()
			.satisfies((unfinished) -> assertThat(unfinished.steps()).extracting((step) -> step.step())
				.containsExactly(StepType.UP, StepType.DOWN));
		assertThatExceptionOfType(ValidationFailedException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> {
				assertThat(ex.description()).isEqualTo(
						"Migration 1 (V1__one.sql) is half undone: its rollback stopped " + "after statement 1 of 3.");
				assertThat(ex.action()).contains("--migration.command=rollback --migration.steps=1")
					.contains("--migration.command=resolve --migration.version=1 --migration.as=undone");
			});
		this.project.script("V1__one.sql", """
				-- migrate:up
				CREATE TABLE one (id int);
				CREATE INDEX one_id ON one (id);
				-- migrate:down transaction=off
				DROP INDEX CONCURRENTLY one_id;
				DROP TABLE one;
				""");
		this.project.engine().rollback(RollbackRequest.lastSteps(1));
		assertThat(this.project.history()).endsWith("1 DOWN SUCCEEDED 2/2");
		assertThat(this.project.tables()).isEmpty();
		this.project.engine().migrate();
		assertThat(this.project.tables()).containsExactly("one");
	}

	@Test
	void statementOfADownThatIsDoneMustNotBeEdited() {
		this.project.script("V1__one.sql", """
				-- migrate:up
				CREATE TABLE one (id int);
				CREATE INDEX one_id ON one (id);
				-- migrate:down
				DROP INDEX CONCURRENTLY one_id;
				DROP TABLE not_there;
				""").engine().migrate();
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> this.project.engine().rollback(to("0")));
		this.project.script("V1__one.sql", """
				-- migrate:up
				CREATE TABLE one (id int);
				CREATE INDEX one_id ON one (id);
				-- migrate:down
				DROP INDEX CONCURRENTLY another;
				DROP TABLE one;
				""");
		assertThatExceptionOfType(ValidationFailedException.class)
			.isThrownBy(() -> this.project.engine().rollback(to("0")))
			.satisfies((ex) -> assertThat(ex.description()).contains("applied: DROP INDEX CONCURRENTLY one_id")
				.contains("now:     DROP INDEX CONCURRENTLY another"));
	}

	@Test
	void halfDoneMigrationIsUndoneAsFarAsItIsThere() {
		this.project.script("V1__half.sql", """
				-- migrate:up
				CREATE TABLE half (id int, other int);
				CREATE INDEX CONCURRENTLY half_id ON half (id);
				CREATE INDEX CONCURRENTLY half_missing ON half (missing);
				CREATE TABLE never (id int);
				-- migrate:down
				DROP TABLE never;
				DROP INDEX CONCURRENTLY half_missing;
				DROP INDEX CONCURRENTLY half_id;
				DROP TABLE half;
				""");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate);
		assertThat(this.project.history()).containsExactly("1 UP FAILED 2/4");
		assertThat(this.project.engine().rollback(to("0")).appliedCount()).isZero();
		assertThat(this.project.tables()).isEmpty();
		assertThat(this.project.history()).endsWith("1 DOWN SUCCEEDED 4/4");
		assertThat(this.project.engine().status(1).pending()).hasSize(1);
	}

	@Test
	void migrationThatFailedInItsTransactionHasNothingToUndo() {
		threeVersions().script("V4__fails.sql", "CREATE TABLE four (id int); SELECT nothing");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate);
		MigrationRun run = this.project.engine().rollback(RollbackRequest.lastSteps(1));
		assertThat(run.steps()).extracting((step) -> step.id().toString()).containsExactly("3 DOWN");
	}

	@Test
	void olderBinaryUndoesWhatItDoesNotContain() {
		threeVersions().engine().migrate();
		this.project.remove("V3__three.sql");
		MigrationPlan plan = this.project.engine().planRollback(to("2"));
		assertThat(plan.steps()).extracting((step) -> step.source()).containsExactly(Source.HISTORY);
		this.project.engine().rollback(to("2"));
		assertThat(this.project.tables()).containsExactly("one", "two");
		assertThat(this.project.engine().status(1).state()).isEqualTo(TargetState.UP_TO_DATE);
	}

	@Test
	void undoTextKeepsItsOptionsAndItsVerification() {
		this.project.script("V1__one.sql", "CREATE TABLE one (id int)").script("V2__two.sql", """
				-- migrate:up
				CREATE INDEX one_id ON one (id);
				-- migrate:down transaction=off lock-timeout=1s
				SELECT '${left_alone}';
				DROP INDEX one_id;
				-- migrate:verify
				SELECT 'still there' FROM pg_indexes WHERE indexname = 'one_id';
				""").placeholders(Map.of("left_alone", "x")).engine().migrate();
		this.project.remove("V2__two.sql");
		MigrationPlan plan = this.project.engine().planRollback(to("1"));
		assertThat(plan.oneTransaction()).isFalse();
		assertThat(plan.steps().get(0).segments()).hasSize(2);
		assertThat(plan.steps().get(0).segments().get(0).statements().get(0).sql()).isEqualTo("SELECT 'x'");
		this.project.engine().rollback(to("1"));
		assertThat(this.project.history()).endsWith("2 DOWN SUCCEEDED 2/2");
	}

	@Test
	void placeholderThatAnOlderBinaryDoesNotDefineStopsThePlan() {
		threeVersions().script("V4__four.sql", """
				-- migrate:up
				CREATE ROLE ${reader}_of_rollback_tests;
				-- migrate:down
				DROP ROLE ${reader}_of_rollback_tests;
				""").placeholders(Map.of("reader", "reader")).engine().migrate();
		this.project.remove("V4__four.sql").placeholders(Map.of());
		assertThatExceptionOfType(OperationRefusedException.class)
			.isThrownBy(() -> this.project.engine().rollback(to("2")))
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.PLACEHOLDER_UNDEFINED);
				assertThat(ex.description()).isEqualTo("Undoing migration 4 (V4__four.sql) needs values for "
						+ "placeholders that this application does not define: reader.");
			});
		assertThat(this.project.tables()).contains("three");
		this.project.placeholders(Map.of("reader", "reader")).engine().rollback(to("2"));
		assertThat(this.project.tables()).containsExactly("one", "two");
	}

	@Test
	void textThatWasNotKeptStopsThePlanOfAnOlderBinary() {
		threeVersions().options((options) -> options.history(new HistoryOptions("migration_history", null, false)))
			.engine()
			.migrate();
		this.project.remove("V3__three.sql");
		assertThatExceptionOfType(OperationRefusedException.class)
			.isThrownBy(() -> this.project.engine().rollback(to("2")))
			.satisfies((ex) -> assertThat(ex.description()).startsWith("Migration 3 (V3__three.sql) cannot be undone: "
					+ "this application does not contain it, and the history keeps no text that undoes it."));
	}

	@Test
	void codeMigrationIsUndoneByItsClass() {
		threeVersions().code(new V4__Reversible()).engine().migrate();
		assertThat(this.project.tables()).contains("made_by_code");
		this.project.engine().rollback(to("2"));
		assertThat(this.project.tables()).containsExactly("one", "two");
		assertThat(this.project.history()).endsWith("4 DOWN SUCCEEDED 1/1", "3 DOWN SUCCEEDED 2/2");
	}

	@Test
	void codeMigrationWhoseClassIsAbsentRefusesThePlanAndIsNamed() {
		threeVersions().code(new V4__Reversible()).engine().migrate();
		TestProject older = threeVersions();
		older.withoutCode();
		assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> older.engine().rollback(to("2")))
			.satisfies((ex) -> assertThat(ex.description()).isEqualTo("Migration 4 is the class "
					+ "io.migration.engine.V4__Reversible, which this application does not contain."));
		assertThat(this.project.tables()).contains("three");
	}

	@Test
	void codeMigrationWithoutDownIsIrreversible() {
		this.project.script("V1__one.sql", "CREATE TABLE t (id int)").code(new V2__Fill()).engine().migrate();
		assertThatExceptionOfType(OperationRefusedException.class)
			.isThrownBy(() -> this.project.engine().rollback(to("1")))
			.satisfies((ex) -> assertThat(ex.description()).contains("does not implement ReversibleJavaMigration"));
	}

	@Test
	void baselineCannotBeUndone() {
		this.project.database().execute("CREATE TABLE old (id int)");
		threeVersions().options((options) -> options.plan(TestProject.baselineAt("1"))).engine().migrate();
		assertThatExceptionOfType(OperationRefusedException.class)
			.isThrownBy(() -> this.project.engine().rollback(to("0")))
			.satisfies((ex) -> assertThat(ex.description())
				.contains("The database was taken over at version 1; what it had then cannot be undone."));
		assertThat(this.project.tables()).contains("three", "two");
		this.project.engine().rollback(to("1"));
		assertThat(this.project.tables()).containsExactly("old");
	}

	@Test
	void repeatableRunsAgainAfterARollback() {
		threeVersions().script("R__view.sql", "CREATE OR REPLACE VIEW ones AS SELECT id FROM one")
			.script("V3__three.sql", """
					-- migrate:up
					CREATE TABLE three (id int);
					-- migrate:down
					DROP VIEW ones;
					DROP TABLE three;
					""")
			.engine()
			.migrate();
		this.project.engine().rollback(to("2"));
		assertThat(this.project.value(Boolean.class, "SELECT to_regclass('ones') IS NULL")).isTrue();
		assertThat(this.project.engine().status(1).required().pending()).containsExactly("3");
		this.project.remove("V3__three.sql");
		assertThat(this.project.engine().status(1).required().pending()).isEmpty();
		this.project.engine().migrate();
		assertThat(this.project.value(Boolean.class, "SELECT to_regclass('ones') IS NULL")).isFalse();
		assertThat(this.project.engine().migrate().steps()).isEmpty();
	}

	@Test
	void rollbackIsNotedWithItsCaller() {
		threeVersions().engine().migrate();
		this.project.engine().rollback(to("2").by("alice"));
		assertThat(this.project.value(String.class,
				"SELECT convert_from(body, 'UTF8') FROM migration_history "
						+ "WHERE kind = 'AUDIT' AND name = 'rollback'"))
			.isEqualTo("Rollback to version 2: 3\nRequested by alice");
	}

	@Test
	void planShowsWhatIsUndoneAndChangesNothing() {
		threeVersions().engine().migrate();
		MigrationPlan plan = this.project.engine().planRollback(to("1"));
		assertThat(plan.version()).isEqualTo("3");
		assertThat(plan.oneTransaction()).isTrue();
		assertThat(plan.steps()).extracting((step) -> step.id().step()).containsOnly(StepType.DOWN);
		assertThat(plan.steps().get(0).segments().get(0).statements()).extracting((statement) -> statement.sql())
			.containsExactly("ALTER TABLE two DROP added", "DROP TABLE three");
		assertThat(this.project.history()).hasSize(3);
	}

	@Test
	void lockTimeoutTriesTheWholeRollbackAgain() {
		threeVersions().options((options) -> options.execution(TestProject.impatient())).engine().migrate();
		Future<MigrationRun> run;
		try (TestSession holder = this.project.database().session();
				LogCapture log = LogCapture.start();
				Background background = new Background()) {
			holder.execute("BEGIN; LOCK TABLE two IN ACCESS SHARE MODE");
			run = background.run(() -> this.project.engine().rollback(to("1")));
			Awaitility.await().until(() -> log.messages().stream().anyMatch((line) -> line.contains("is tried again")));
			holder.execute("ROLLBACK");
			assertThat(Background.result(run).steps()).hasSize(2)
				.allMatch((step) -> step.attempts() > 1 && step.statements().size() <= 2);
		}
		assertThat(this.project.tables()).containsExactly("one");
		assertThat(this.project.history()).endsWith("3 DOWN SUCCEEDED 2/2", "2 DOWN SUCCEEDED 1/1");
	}

	private TestProject contractible(String downOfContract) {
		return this.project.script("V1__one.sql", """
				-- migrate:up
				CREATE TABLE one (id int);
				-- migrate:contract
				ALTER TABLE one ALTER id SET NOT NULL;
				-- migrate:down
				DROP TABLE one;
				""" + downOfContract);
	}

	@Test
	void stepsOfAContractedMigrationAreUndoneContractFirst() {
		contractible("""
				-- migrate:down of=contract
				ALTER TABLE one ALTER id DROP NOT NULL;
				""").engine().migrate();
		this.project.engine().contract(new ContractRequest(MigrationVersion.of("1"), "bob"));
		assertThat(this.project.history()).contains("1 CONTRACT SUCCEEDED 1/1");
		MigrationRun run = this.project.engine().rollback(to("0"));
		assertThat(run.steps()).extracting((step) -> step.id().name()).containsExactly("contract", null);
		assertThat(this.project.tables()).isEmpty();
		assertThat(List.copyOf(this.project.engine().migrate().steps())).hasSize(1);
		assertThat(this.project.history()).endsWith("1 UP SUCCEEDED 1/1", "1 CONTRACT HELD 0/1");
	}

	@Test
	void contractThatRanWithoutAWayBackMakesTheMigrationIrreversible() {
		contractible("").engine().migrate();
		this.project.engine().contract(new ContractRequest(null, null));
		assertThatExceptionOfType(OperationRefusedException.class)
			.isThrownBy(() -> this.project.engine().rollback(to("0")))
			.satisfies((ex) -> assertThat(ex.description()).isEqualTo("Migration 1 (V1__one.sql) cannot be undone: its "
					+ "contract has run, and there is no section 'down of=contract'."));
		assertThat(this.project.tables()).containsExactly("one");
	}

	private TestProject indexed() {
		return this.project.script("V1__one.sql", """
				-- migrate:up
				CREATE TABLE one (id int);
				CREATE INDEX CONCURRENTLY one_id ON one (id);
				CREATE TABLE two (id int);
				-- migrate:down
				DROP TABLE two;
				DROP INDEX CONCURRENTLY one_id;
				DROP TABLE one;
				""");
	}

	@Test
	void migrationWhoseProcessDiedIsUndoneAsFarAsItIsThere() {
		indexed().engine().migrate();
		this.project.database()
			.execute("DROP TABLE two; UPDATE pg_index SET indisvalid = false "
					+ "WHERE indexrelid = 'one_id'::regclass; UPDATE migration_history SET state = 'RUNNING', statements_done = 1");
		this.project.engine().rollback(to("0"));
		assertThat(this.project.tables()).isEmpty();
		assertThat(this.project.history()).containsExactly("1 UP RUNNING 1/3", "1 DOWN SUCCEEDED 3/3");
		this.project.engine().migrate();
		assertThat(this.project.tables()).containsExactly("one", "two");
	}

	@Test
	void migrationThatDiedInAStatementOfWhichNothingIsKnownIsNotUndone() {
		this.project.script("V1__one.sql", """
				-- migrate:up transaction=off
				CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1';
				CALL p();
				-- migrate:down
				DROP PROCEDURE p;
				""").engine().migrate();
		this.project.database().execute("UPDATE migration_history SET state = 'RUNNING', statements_done = 1");
		assertThatExceptionOfType(OperationRefusedException.class)
			.isThrownBy(() -> this.project.engine().rollback(to("0")))
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.UNFINISHED);
				assertThat(ex.description()).isEqualTo("Migration 1 (V1__one.sql) stopped in statement 2 of 2, and "
						+ "whether that took effect cannot be told.");
			});
		assertThat(this.project.history()).containsExactly("1 UP RUNNING 1/2");
	}

	@Test
	void rollbackWhoseProcessDiedGoesOnWhereTheCatalogSays() {
		indexed().engine().migrate();
		this.project.engine().rollback(to("0"));
		this.project.engine().migrate();
		this.project.database()
			.execute("DROP TABLE two; DROP INDEX one_id; "
					+ "INSERT INTO migration_history (version, description, kind, step, ordinal, state, script, "
					+ "fingerprint, statement_hashes, statements, statements_done, attempts, format, started_at) "
					+ "SELECT version, description, kind, step, ordinal, 'RUNNING', script, fingerprint, "
					+ "statement_hashes, statements, 1, attempts, format, now() FROM migration_history "
					+ "WHERE step = 'DOWN' AND kind = 'VERSIONED'");
		assertThat(this.project.engine().status(1).state()).isEqualTo(TargetState.FAILED);
		assertThatExceptionOfType(ValidationFailedException.class).isThrownBy(this.project.engine()::migrate);
		this.project.engine().rollback(to("0"));
		assertThat(this.project.tables()).isEmpty();
		assertThat(this.project.history()).endsWith("1 DOWN SUCCEEDED 3/3");
	}

	@Test
	void rollbackInDoubtStopsBothDirectionsUntilItIsResolved() {
		this.project.script("V1__one.sql", """
				-- migrate:up
				CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1';
				-- migrate:down transaction=off
				CALL p();
				DROP PROCEDURE p;
				""").engine().migrate();
		this.project.database()
			.execute("INSERT INTO migration_history (version, description, kind, step, ordinal, state, script, "
					+ "statements, statements_done, attempts, format, started_at) "
					+ "VALUES ('1', 'one', 'VERSIONED', 'DOWN', 2, 'RUNNING', 'V1__one.sql', 2, 0, 1, 1, now())");
		assertThatExceptionOfType(StepInDoubtException.class).isThrownBy(() -> this.project.engine().rollback(to("0")));
		assertThat(this.project.history()).endsWith("1 DOWN IN_DOUBT 0/2");
		assertThatExceptionOfType(OperationRefusedException.class)
			.isThrownBy(() -> this.project.engine().rollback(to("0")))
			.satisfies((ex) -> assertThat(ex.description()).contains("step DOWN, is in doubt"));
		assertThatExceptionOfType(ValidationFailedException.class).isThrownBy(this.project.engine()::migrate);
		this.project.engine().resolve(new ResolveRequest("1", ResolveAs.DONE, null));
		this.project.engine().rollback(to("0"));
		assertThat(this.project.history()).endsWith("1 DOWN SUCCEEDED 2/2");
	}

}
