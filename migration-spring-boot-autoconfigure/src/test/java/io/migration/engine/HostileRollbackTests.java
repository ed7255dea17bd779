// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

import io.migration.BaselineRequest;
import io.migration.ContractRequest;
import io.migration.HistoryOptions;
import io.migration.MigrationException;
import io.migration.MigrationRun;
import io.migration.MigrationVersion;
import io.migration.OperationRefusedException;
import io.migration.OperationRefusedException.Reason;
import io.migration.RepairRequest;
import io.migration.ResolveRequest;
import io.migration.ResolveRequest.ResolveAs;
import io.migration.ReversibleJavaMigration;
import io.migration.RollbackRequest;
import io.migration.StepFailedException;
import io.migration.StepInDoubtException;
import io.migration.ValidationFailedException;
import io.migration.testing.LogCapture;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Attempts to do harm by rolling back: to lose data, to run something twice, to leave
 * something half done.
 */
class HostileRollbackTests {

	private static final RollbackRequest ALL = RollbackRequest.toVersion(MigrationVersion.of("0"));

	@RegisterExtension
	private final TestProject project = new TestProject();

	private TestProject one(String up, String down) {
		return this.project.script("V1__one.sql", "-- migrate:up\n" + up + ";\n-- migrate:down\n" + down + ";\n");
	}

	private void assertLossRefused() {
		assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> this.project.engine().rollback(ALL))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.DATA_LOSS));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a int REFERENCES a) | INSERT INTO b VALUES (NULL) | TRUNCATE a CASCADE
					CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY REFERENCES a); CREATE TABLE c (b int REFERENCES b) | INSERT INTO c VALUES (NULL) | TRUNCATE a CASCADE
					CREATE TYPE p AS (x int, y int); CREATE TABLE t (id int, p p) | INSERT INTO t VALUES (1, ROW(1, NULL)) | ALTER TABLE t DROP p
					CREATE TYPE p AS (x int, y int); CREATE TABLE t (id int, p p) | INSERT INTO t VALUES (1, ROW(1, NULL)) | DROP TYPE p CASCADE
					CREATE TYPE m AS ENUM ('a'); CREATE DOMAIN d AS m; CREATE TABLE t (id int, m d) | INSERT INTO t VALUES (1, 'a') | DROP TYPE m CASCADE
					CREATE TYPE m AS ENUM ('a'); CREATE TYPE p AS (m m, x int); CREATE TABLE t (id int, p p) | INSERT INTO t VALUES (1, ROW('a', 1)) | DROP TYPE m CASCADE
					CREATE EXTENSION citext; CREATE TABLE t (id int, c citext[]) | INSERT INTO t VALUES (1, '{a}') | DROP EXTENSION citext CASCADE
					CREATE SCHEMA s; CREATE TYPE s.m AS ENUM ('a'); CREATE TABLE t (id int, m s.m) | INSERT INTO t VALUES (1, 'a') | DROP SCHEMA s CASCADE
					CREATE TABLE a (id int); CREATE TABLE t (id int, a a) | INSERT INTO t VALUES (1, ROW(1)) | DROP TABLE a CASCADE
					CREATE VIEW v AS SELECT 1 AS x; CREATE TABLE t (id int, v v) | INSERT INTO t VALUES (1, ROW(1)) | DROP VIEW v CASCADE
					CREATE COLLATION c FROM "C"; CREATE TABLE t (id int, c text COLLATE c) | INSERT INTO t VALUES (1, 'a') | DROP COLLATION c CASCADE
					CREATE TABLE t (id int) | INSERT INTO t VALUES (1) | DROP TABLE t CASCADE
					CREATE TABLE t (id int); CREATE TABLE u () INHERITS (t) | INSERT INTO u VALUES (1) | ALTER TABLE t DROP COLUMN id
					CREATE TABLE "Ünï""c" (id int) | INSERT INTO "Ünï""c" VALUES (1) | DROP TABLE "Ünï""c"
					CREATE TABLE "dät" (id int) | INSERT INTO "dät" VALUES (1) | DROP TABLE U&"d\\00e4t"
					CREATE TABLE t (id int, "constraint" int) | INSERT INTO t VALUES (1, 1) | ALTER TABLE t DROP "constraint"
					CREATE TABLE t (id int, c int) | INSERT INTO t VALUES (1, 1) | ALTER TABLE t ADD d int, DROP c
					CREATE TABLE t (id int) | INSERT INTO t VALUES (1) | CREATE TABLE x (); DROP TABLE x, t
					CREATE TABLE t (id int) | INSERT INTO t VALUES (1) | ${drop}
					CREATE TABLE t (id int) | INSERT INTO t VALUES (1) | DROP TABLE ${table}
					CREATE TABLE t (id int) | INSERT INTO t VALUES (1) | DROP TABLE ${schema}.${table}
					CREATE TABLE t (id int) | INSERT INTO t VALUES (1) | ALTER TABLE ${table} DROP ${column}
					CREATE TABLE t (id int) | INSERT INTO t VALUES (1) | /* c */ drop /* d */ table -- e
					""")
	void dataIsNotLostBehindUnusualWords(String up, String fill, String down) {
		this.project
			.placeholders(Map.of("drop", "SELECT 1; DROP TABLE t", "table", "t", "schema", "public", "column", "id"));
		one(up, down.endsWith("-- e") ? down + "\n t" : down).engine().migrate();
		this.project.database().execute(fill);
		assertLossRefused();
		assertThat(this.project.tables()).isNotEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					CREATE TABLE t (id int, c text)        | INSERT INTO t VALUES (1, 'a')   | ALTER TABLE t ALTER c TYPE varchar(2)
					CREATE TABLE t (id int, c varchar(2))  | INSERT INTO t VALUES (1, 'a')   | ALTER TABLE t ALTER c TYPE text, ALTER c DROP DEFAULT
					CREATE TABLE t (id int, c int)         | INSERT INTO t VALUES (1, 1)     | ALTER TABLE t ALTER c TYPE bigint USING c::bigint
					CREATE TABLE t (id int, c bigint)      | INSERT INTO t VALUES (1, 1)     | ALTER TABLE t ALTER c TYPE int
					CREATE TABLE t (id int, c text)        | INSERT INTO t VALUES (1, NULL)  | ALTER TABLE t ALTER c TYPE int USING NULL
					CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int REFERENCES a) | SELECT 1 | TRUNCATE a CASCADE
					CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int REFERENCES a) | INSERT INTO b VALUES (NULL) | DROP TABLE a CASCADE
					""")
	void whatLosesNothingGoesThrough(String up, String fill, String down) {
		one(up, down).engine().migrate();
		this.project.database().execute(fill);
		this.project.engine().rollback(ALL);
		assertThat(this.project.history()).endsWith("1 DOWN SUCCEEDED 1/1");
	}

	@Test
	void rowsThatRowSecurityHidesAreNotLost() {
		String role = "hidden_" + this.project.database().name();
		this.project.database()
			.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'x'; GRANT ALL ON SCHEMA public TO " + role);
		PGSimpleDataSource owner = new PGSimpleDataSource();
		owner.setUrl(this.project.database().url());
		owner.setUser(role);
		owner.setPassword("x");
		one("CREATE TABLE t (id int); ALTER TABLE t ENABLE ROW LEVEL SECURITY; ALTER TABLE t FORCE ROW LEVEL SECURITY",
				"DROP TABLE t");
		this.project.engine(owner).migrate();
		this.project.database().execute("INSERT INTO t VALUES (1)");
		try {
			assertThatExceptionOfType(OperationRefusedException.class)
				.isThrownBy(() -> this.project.engine(owner).rollback(ALL))
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.DATA_LOSS));
			assertThat(this.project.tables()).containsExactly("t");
		}
		finally {
			this.project.database().execute("DROP OWNED BY " + role + "; DROP ROLE " + role);
		}
	}

	@Test
	void whatARoleOwnsIsNotLost() {
		String role = "owner_" + this.project.database().name();
		this.project.database().execute("CREATE ROLE " + role);
		one("CREATE TABLE t (id int); ALTER TABLE t OWNER TO " + role, "DROP OWNED BY " + role).engine().migrate();
		this.project.database().execute("INSERT INTO t VALUES (1)");
		try {
			assertLossRefused();
			assertThat(this.project.tables()).containsExactly("t");
		}
		finally {
			this.project.database().execute("DROP OWNED BY " + role + "; DROP ROLE " + role);
		}
	}

	@Test
	void rowsThatAnotherSessionCommitsWhileTheRollbackWaitsAreNotLost() {
		one("CREATE TABLE t (id int)", "DROP TABLE t").engine().migrate();
		try (TestSession writer = this.project.database().session(); Background background = new Background()) {
			writer.execute("BEGIN; INSERT INTO t VALUES (1)");
			Future<MigrationRun> run = background.run(() -> this.project.engine().rollback(ALL));
			Awaitility.await()
				.until(() -> this.project.value(Boolean.class,
						"SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 't'::regclass)"));
			writer.execute("COMMIT");
			assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> Background.result(run))
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.DATA_LOSS));
		}
		assertThat(this.project.tables()).containsExactly("t");
	}

	@Test
	void rollbackAfterOneThatFailedIsAllOrNothingToo() {
		one("CREATE TABLE one (id int)", "DROP TABLE one")
			.script("V2__two.sql", "-- migrate:up\nCREATE TABLE two (id int);\n-- migrate:down\nDROP TABLE missing;")
			.script("V3__three.sql", "-- migrate:up\nCREATE TABLE three (id int);\n-- migrate:down\nDROP TABLE three;")
			.engine()
			.migrate();
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> this.project.engine().rollback(ALL))
				.satisfies((ex) -> assertThat(ex.databaseState())
					.isEqualTo("Nothing was undone: the rollback is one transaction."));
			assertThat(this.project.tables()).containsExactly("one", "three", "two");
			assertThat(this.project.engine().planRollback(ALL).oneTransaction()).isTrue();
		}
	}

	@Test
	void repeatableThatRanAfterAFailedRollbackRunsAgainAfterTheNextOne() {
		one("CREATE TABLE one (id int)", "DROP VIEW v; DROP TABLE missing");
		this.project.script("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS x").engine().migrate();
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> this.project.engine().rollback(ALL));
		this.project.script("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT 2 AS x").engine().migrate();
		one("CREATE TABLE one (id int)", "DROP VIEW v; DROP TABLE one").engine().rollback(ALL);
		this.project.engine().migrate();
		assertThat(this.project.value(Integer.class, "SELECT x FROM v")).isEqualTo(2);
	}

	@Test
	void downOfAnotherScriptWithTheSameVersionIsNotRun() {
		one("CREATE TABLE mine (id int)", "DROP TABLE mine").engine().migrate();
		this.project.database().execute("CREATE TABLE yours (id int)");
		this.project.remove("V1__one.sql")
			.script("V1__other.sql", "-- migrate:up\nCREATE TABLE yours (id int);\n-- migrate:down\nDROP TABLE yours;");
		assertThatExceptionOfType(ValidationFailedException.class)
			.isThrownBy(() -> this.project.engine().rollback(ALL));
		assertThat(this.project.tables()).containsExactly("mine", "yours");
	}

	@Test
	void contractInDoubtIsNotRunAgain() {
		this.project.database().execute("CREATE SEQUENCE calls");
		this.project.script("V1__one.sql", """
				-- migrate:up
				CREATE PROCEDURE p() LANGUAGE plpgsql AS
				$$ BEGIN PERFORM nextval('calls'); COMMIT; RAISE EXCEPTION 'stop'; END $$;
				-- migrate:contract transaction=off
				CALL p();
				""").options((options) -> options.plan(TestProject.baselineAt("0"))).engine().migrate();
		ContractRequest request = new ContractRequest(MigrationVersion.of("1"), null);
		assertThatExceptionOfType(StepInDoubtException.class).isThrownBy(() -> this.project.engine().contract(request));
		assertThat(this.project.history()).endsWith("1 CONTRACT IN_DOUBT 0/1");
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> this.project.engine().contract(request));
		assertThat(this.project.history()).endsWith("1 CONTRACT IN_DOUBT 0/1");
		assertThat(this.project.value(Integer.class, "SELECT last_value FROM calls")).isOne();
	}

	@Test
	void contractThatStoppedHalfWaySkipsNothingThatWasEdited() {
		this.project.script("V1__one.sql", contract("DROP INDEX CONCURRENTLY a;\nDROP INDEX CONCURRENTLY missing;"))
			.engine()
			.migrate();
		ContractRequest request = new ContractRequest(MigrationVersion.of("1"), null);
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> this.project.engine().contract(request));
		assertThat(this.project.history()).endsWith("1 CONTRACT FAILED 1/2");
		this.project.script("V1__one.sql", contract("DROP INDEX CONCURRENTLY b;"));
		assertThatExceptionOfType(ValidationFailedException.class)
			.isThrownBy(() -> this.project.engine().contract(request));
		assertThat(this.project.history()).endsWith("1 CONTRACT FAILED 1/2");
	}

	private static String contract(String statements) {
		return """
				-- migrate:up
				CREATE TABLE t (a int, b int);
				CREATE INDEX a ON t (a);
				CREATE INDEX b ON t (b);
				-- migrate:contract
				""" + statements;
	}

	@Test
	void settingsOfOneDownDoNotReachTheNextInTheSameTransaction() {
		this.project.database().execute("CREATE SCHEMA other; CREATE TABLE other.one (id int)");
		one("CREATE TABLE one (id int)", "DROP TABLE one").script("V2__two.sql", """
				-- migrate:up
				SELECT 1;
				-- migrate:down
				SET LOCAL search_path = other;
				SELECT 1;
				""").script("V3__three.sql", """
				-- migrate:up
				SELECT 1;
				-- migrate:down
				DO $$ BEGIN PERFORM set_config('search_path', 'other', true); END $$;
				""").engine().migrate();
		this.project.engine().rollback(ALL);
		assertThat(this.project.tables()).isEmpty();
		assertThat(this.project.value(Boolean.class, "SELECT to_regclass('other.one') IS NOT NULL")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "kind = NULL", "kind = 'garbage'", "state = 'garbage'", "step = 'garbage'",
			"statements_done = -1", "statements_done = 99", "statements = -1", "version = 'a b'", "version = ''",
			"description = NULL", "script = NULL", "statement_hashes = NULL", "fingerprint = NULL", "checksum = NULL",
			"version = NULL", "attempts = -5", "state = 'FAILED', statements_done = -1",
			"state = 'FAILED', statements_done = 99", "state = 'RUNNING', statements_done = 99",
			"state = 'RUNNING', body = NULL", "state = 'RUNNING', body = '\\x1f8b00'", "undo = '\\x1f8b00'" })
	void historyEditedByHandIsNoRawFailure(String assignment) {
		one("CREATE TABLE one (id int); CREATE INDEX CONCURRENTLY i ON one (id)", "DROP TABLE one").engine().migrate();
		this.project.remove("V1__one.sql").script("V2__two.sql", "SELECT 1");
		try {
			this.project.database().execute("UPDATE migration_history SET " + assignment);
		}
		catch (IllegalStateException ex) {
			return;
		}
		attempt(() -> this.project.engine().status(10));
		attempt(() -> this.project.engine().planRollback(ALL));
		attempt(() -> this.project.engine().migrate());
		attempt(() -> this.project.engine().rollback(ALL));
		one("CREATE TABLE one (id int); CREATE INDEX CONCURRENTLY i ON one (id)", "DROP TABLE one");
		attempt(() -> this.project.engine().status(10));
		attempt(() -> this.project.engine().migrate());
		attempt(() -> this.project.engine().rollback(ALL));
	}

	// Refused or done, but never an exception that explains nothing
	private static void attempt(Runnable call) {
		try {
			call.run();
		}
		catch (MigrationException ex) {
			assertThat(ex.description()).isNotBlank();
		}
	}

	@Test
	void emptyDownIsNoWayBack() {
		this.project.script("V1__one.sql", "-- migrate:up\nCREATE TABLE one (id int);\n-- migrate:down\n-- todo\n");
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> {
			this.project.engine().migrate();
			this.project.engine().rollback(ALL);
		});
	}

	@Test
	void copyWithDataInADownIsKeptForAnOlderBinary() {
		this.project.script("V1__one.sql", "CREATE TABLE one (id int, t text)").script("V2__two.sql", """
				-- migrate:up
				TRUNCATE one;
				-- migrate:down
				BEGIN;
				COPY one FROM stdin;
				1	-- migrate:up
				2	a;b'${x}
				\\.
				COMMIT;
				INSERT INTO one VALUES (3, 'c');
				-- migrate:verify
				SELECT 1 WHERE (SELECT count(*) FROM one) <> 3;
				""").placeholders(Map.of("x", "value")).engine().migrate();
		this.project.remove("V2__two.sql").engine().rollback(RollbackRequest.lastSteps(1));
		assertThat(this.project.database().jdbc().sql("SELECT t FROM one ORDER BY id").query(String.class).list())
			.hasSize(3);
		assertThat(this.project.value(String.class, "SELECT t FROM one WHERE id = 1")).isEqualTo("-- migrate:up");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void upDownUpTakesTheNewTextAndItsHashes(boolean storeSql) {
		this.project.options((options) -> options.history(new HistoryOptions("migration_history", null, storeSql)));
		one("CREATE TABLE one (id int)", "DROP TABLE one").engine().migrate();
		this.project.engine().rollback(ALL);
		one("CREATE TABLE one (id bigint); CREATE TABLE more ()", "DROP TABLE more; DROP TABLE one");
		assertThat(this.project.engine().migrate().steps()).hasSize(1);
		assertThat(this.project.engine().migrate().steps()).isEmpty();
		assertThat(this.project.history()).endsWith("1 UP SUCCEEDED 2/2");
		this.project.engine().rollback(ALL);
		assertThat(this.project.tables()).isEmpty();
	}

	@Test
	void codeWithoutTransactionThatWasInterruptedIsNotUndone() {
		one("CREATE TABLE one (id int)", "DROP TABLE one").code(new V4__Reversible()).engine().migrate();
		this.project.database()
			.execute("UPDATE migration_history SET state = 'RUNNING', statements_done = 0 " + "WHERE version = '4'");
		assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> this.project.engine().rollback(ALL))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.UNFINISHED));
	}

	@Test
	void historyInAnotherSchemaIsWrittenThereWhateverTheDownSets() {
		this.project.database().execute("CREATE SCHEMA app; CREATE SCHEMA log");
		this.project
			.options((options) -> options.schema("app").history(new HistoryOptions("migration_history", "log", true)));
		one("CREATE TABLE one (id int)", "SET search_path = log; SET ROLE pg_monitor; RESET ROLE; DROP TABLE app.one")
			.engine()
			.migrate();
		this.project.remove("V1__one.sql");
		assertThat(this.project.value(Boolean.class, "SELECT to_regclass('app.one') IS NOT NULL")).isTrue();
		this.project.engine().rollback(ALL);
		assertThat(this.project.value(Boolean.class, "SELECT to_regclass('app.one') IS NULL")).isTrue();
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM log.migration_history WHERE step = 'DOWN' "
				+ "AND state = 'SUCCEEDED' AND kind = 'VERSIONED'"))
			.isOne();
	}

	@Test
	void twoRollbacksOfTheLastStepAtOnceUndoOneStep() {
		one("CREATE TABLE one (id int)", "DROP TABLE one")
			.script("V2__two.sql", "-- migrate:up\nCREATE TABLE two (id int);\n-- migrate:down\nDROP TABLE two;")
			.engine()
			.migrate();
		try (TestSession gate = this.project.database().session();
				LogCapture log = LogCapture.start();
				Background background = new Background()) {
			gate.execute("BEGIN; LOCK TABLE two IN ROW EXCLUSIVE MODE");
			Future<MigrationRun> first = background.run(this::rollbackLast);
			Awaitility.await()
				.until(() -> this.project.value(Boolean.class,
						"SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)"));
			Future<MigrationRun> second = background.run(this::rollbackLast);
			Awaitility.await()
				.until(() -> log.messages()
					.stream()
					.anyMatch((line) -> line.contains("Waiting for the migration lock")));
			gate.execute("COMMIT");
			assertThat(Background.result(first).steps()).hasSize(1);
			assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> Background.result(second))
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.NOT_READY));
		}
		assertThat(this.project.tables()).containsExactly("one");
	}

	private MigrationRun rollbackLast() {
		return this.project.engine().rollback(RollbackRequest.lastSteps(1));
	}

	@Test
	void roleWithoutRightsOnTheHistoryIsRefusedInWords() {
		one("CREATE TABLE one (id int)", "DROP TABLE one").engine().migrate();
		String role = "reader_" + this.project.database().name();
		this.project.database().execute("CREATE ROLE " + role + " LOGIN PASSWORD 'x'");
		PGSimpleDataSource reader = new PGSimpleDataSource();
		reader.setUrl(this.project.database().url());
		reader.setUser(role);
		reader.setPassword("x");
		try {
			attemptAll(reader);
			this.project.database().execute("GRANT SELECT ON migration_history TO " + role);
			attemptAll(reader);
			assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1");
		}
		finally {
			this.project.database().execute("DROP OWNED BY " + role + "; DROP ROLE " + role);
		}
	}

	private void attemptAll(PGSimpleDataSource dataSource) {
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> this.project.engine(dataSource).rollback(ALL));
		attempt(() -> this.project.engine(dataSource).status(1));
		attempt(() -> this.project.engine(dataSource).planRollback(ALL));
		attempt(() -> this.project.engine(dataSource).repair(new RepairRequest(null, null)));
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> this.project.engine(dataSource).repair(new RepairRequest("1", null)));
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> this.project.engine(dataSource).resolve(new ResolveRequest("1", ResolveAs.DONE, null)));
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> this.project.engine(dataSource).contract(new ContractRequest(null, null)));
	}

	@Test
	void repairOfAMigrationDoesNotAcceptEditsOfItsHalfRunContract() {
		this.project.script("V1__one.sql", contract("DROP INDEX CONCURRENTLY a;\nDROP INDEX CONCURRENTLY missing;"))
			.engine()
			.migrate();
		ContractRequest request = new ContractRequest(MigrationVersion.of("1"), null);
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> this.project.engine().contract(request));
		this.project.script("V1__one.sql",
				contract("DROP INDEX CONCURRENTLY b;").replace("a int, b int", "a int, b int, c int"));
		this.project.engine().repair(new RepairRequest("1", null));
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> this.project.engine().contract(request));
		assertThat(this.project.history()).endsWith("1 CONTRACT FAILED 1/2");
	}

	@Test
	void baselineAfterARollbackToNothingIsTheGroundOfWhatFollows() {
		one("CREATE TABLE one (id int)", "DROP TABLE one")
			.script("V2__two.sql", "-- migrate:up\nCREATE TABLE two (id int);\n-- migrate:down\nDROP TABLE two;")
			.engine()
			.migrate();
		this.project.engine().rollback(ALL);
		attempt(() -> this.project.engine()
			.baseline(new BaselineRequest(MigrationVersion.of("1"), "taken over", null)));
		this.project.engine().migrate();
		boolean baselined = this.project.history()
			.stream()
			.anyMatch((row) -> row.startsWith("1 BASELINE") || this.project.tables().equals(List.of("two")));
		assertThat(this.project.tables()).isEqualTo(baselined ? List.of("two") : List.of("one", "two"));
		assertThat(this.project.engine().migrate().steps()).isEmpty();
	}

	@Test
	void resolvingCountsNoMoreStatementsThanThereAre() {
		one("SELECT 1", "SELECT 1").engine().migrate();
		this.project.database().execute("UPDATE migration_history SET state = 'RUNNING', statements_done = 1");
		this.project.engine().resolve(new ResolveRequest("1", ResolveAs.DONE, null));
		assertThat(this.project.history()).containsExactly("1 UP FAILED 1/1");
		this.project.engine().migrate();
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1");
	}

	@Test
	void codeThatCommitsInASharedRollbackIsRecordedAndTheRestIsToldTruthfully() {
		this.project
			.script("V1__one.sql", "-- migrate:up\nCREATE TABLE one (id int);\n-- migrate:down\nDROP TABLE missing;")
			.code(new V7__Commits("COMMIT"))
			.script("V8__eight.sql", "-- migrate:up\nCREATE TABLE eight (id int);\n-- migrate:down\nDROP TABLE eight;")
			.engine()
			.migrate();
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> this.project.engine().rollback(ALL))
			.satisfies((ex) -> assertThat(ex.databaseState()).isEqualTo(
					"The step was rolled back: nothing of it " + "remains. Migrations undone before it stay undone."));
		assertThat(this.project.tables()).containsExactly("one");
		assertThat(this.project.history()).endsWith("8 DOWN SUCCEEDED 1/1", "7 DOWN SUCCEEDED 1/1",
				"1 DOWN FAILED 0/1");
		assertThat(this.project.engine().status(1).version()).isEqualTo("1");
	}

	@Test
	void codeThatCommitsAndFailsInASharedRollbackIsInDoubt() {
		this.project.code(new V7__Commits("COMMIT; DROP TABLE missing"))
			.script("V8__eight.sql", "-- migrate:up\nCREATE TABLE eight (id int);\n-- migrate:down\nDROP TABLE eight;")
			.engine()
			.migrate();
		assertThatExceptionOfType(StepInDoubtException.class).isThrownBy(() -> this.project.engine().rollback(ALL))
			.satisfies((ex) -> assertThat(ex.description())
				.startsWith("Migration 7 DOWN is in doubt: the code ended its transaction by itself and then failed"));
		assertThat(this.project.tables()).isEmpty();
		assertThat(this.project.history()).endsWith("8 DOWN SUCCEEDED 1/1", "7 DOWN IN_DOUBT 0/1");
	}

	/**
	 * Code whose {@code down} ends the transaction that it was given.
	 */
	private static final class V7__Commits implements ReversibleJavaMigration {

		private final String last;

		V7__Commits(String last) {
			this.last = last;
		}

		@Override
		public MigrationVersion version() {
			return MigrationVersion.of("7");
		}

		@Override
		public String description() {
			return "commits";
		}

		@Override
		public void up(JdbcClient jdbc) {
			jdbc.sql("CREATE TABLE made (id int)").update();
		}

		@Override
		public void down(JdbcClient jdbc) {
			jdbc.sql("DROP TABLE made").update();
			for (String sql : this.last.split(";")) {
				jdbc.sql(sql).update();
			}
		}

	}

}
