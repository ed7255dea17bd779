// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.migration.ExecutionOptions;
import io.migration.MigrationException;
import io.migration.MigrationRun;
import io.migration.ResolveRequest;
import io.migration.ResolveRequest.ResolveAs;
import io.migration.StepFailedException;
import io.migration.StepInDoubtException;
import io.migration.StepState;
import io.migration.ValidationFailedException;
import io.migration.engine.DoubtCase.Situation;
import io.migration.testing.LogCapture;
import io.migration.testing.PostgresServer;
import io.migration.testing.TestDatabase;
import io.migration.testing.TestSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.BeanUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The decisions of {@code docs/recovery.md}, row by row: a process dies in the moment in
 * which it is about to send a statement that runs in no transaction, the catalog is
 * brought into a state, and the next start has to do the right thing.
 */
class InDoubtDecisionTests {

	private static final ExecutionOptions ONLINE_TIMEOUT = new ExecutionOptions(ExecutionOptions.DEFAULTS.lockTimeout(),
			ExecutionOptions.DEFAULTS.statementTimeout(), Duration.ofMillis(500),
			ExecutionOptions.DEFAULTS.retryBudget(), ExecutionOptions.DEFAULTS.retryInitialDelay(),
			ExecutionOptions.DEFAULTS.retryMaxDelay(), ExecutionOptions.DEFAULTS.progressInterval());

	private static PostgresServer server;

	private static PostgresServer publishing;

	private static TestDatabase publisher;

	@TempDir
	Path folder;

	private TestProject project;

	private final Background background = new Background();

	@BeforeAll
	static void start() {
		server = PostgresServer
			.start(Map.of("allow_in_place_tablespaces", "on", "max_logical_replication_workers", "0"));
		publishing = PostgresServer.start(Map.of("wal_level", "logical", "max_replication_slots", "50"));
		publisher = publishing.createDatabase();
		publisher.execute("CREATE PUBLICATION a; CREATE PUBLICATION b");
	}

	@AfterAll
	static void stop() {
		server.close();
		publishing.close();
	}

	@AfterEach
	void close() {
		this.background.close();
	}

	static Stream<DoubtCase> cases() {
		return DoubtCases.all().stream();
	}

	@ParameterizedTest
	@MethodSource("cases")
	void nextStartDecides(DoubtCase row) {
		Situation situation = diedBefore(row);
		row.catalog().accept(situation);
		int sent = sent(situation);
		Class<? extends MigrationException> failure = switch (row.outcome()) {
			case IN_DOUBT -> StepInDoubtException.class;
			case FAILED -> StepFailedException.class;
			default -> null;
		};
		if (failure == null) {
			this.project.engine().migrate();
		}
		else {
			assertThatExceptionOfType(failure).isThrownBy(this.project.engine()::migrate)
				.satisfies((ex) -> resolve(situation, ex));
		}
		assertThat(sent(situation) - sent).isEqualTo(row.sent() ? 1 : 0);
		assertThat(this.project.value(String.class, situation.fill("SELECT (" + row.check() + ")::text")))
			.isEqualTo(row.expected());
		if (row.outcome() != StepState.FAILED) {
			nothingIsLeftToDo(situation);
		}
	}

	// What the message offers for a statement that took effect is taken at its word
	private void resolve(Situation situation, MigrationException failure) {
		if (failure instanceof StepInDoubtException) {
			assertThat(this.project.history()).endsWith("2 UP IN_DOUBT 1/3");
			assertThat(this.project.value(String.class, "SELECT string_agg(at, ' ') FROM ran")).isEqualTo("before");
			assertThat(failure.action())
				.contains("--migration.command=resolve --migration.version=2 --migration.as=done");
			this.project.engine().resolve(new ResolveRequest("2", ResolveAs.DONE, null));
			this.project.engine().migrate();
		}
		else {
			assertThat(this.project.history()).endsWith("2 UP FAILED 1/3");
		}
	}

	private void nothingIsLeftToDo(Situation situation) {
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP SUCCEEDED 3/3");
		assertThat(this.project.value(String.class, "SELECT string_agg(at, ' ') FROM ran")).isEqualTo("before after");
		int sent = sent(situation);
		this.project.engine().migrate();
		assertThat(sent(situation)).isEqualTo(sent);
	}

	private Situation diedBefore(DoubtCase row) {
		TestDatabase database = server.createDatabase().logStatements();
		Assumptions.assumeTrue(version(database) >= row.since());
		this.project = new TestProject(this.folder, database);
		Situation names = new Situation(database, "", publisher);
		Situation situation = new Situation(database, names.fill(row.statement()).replace("/* off */ ", ""), publisher);
		this.project.script("V1__ran.sql", "CREATE TABLE ran (at text)").engine().migrate();
		situation.run(row.given().toArray(String[]::new));
		String marker = row.statement().startsWith("/* off */") ? "-- migrate:up transaction=off\n" : "";
		this.project.script("V2__doubt.sql", marker + "INSERT INTO ran VALUES ('before');\n" + situation.statement()
				+ ";\nINSERT INTO ran VALUES ('after');\n");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(
				this.project.engine(new DyingDataSource(database.dataSource(), situation.statement()))::migrate);
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP RUNNING 1/3");
		return situation;
	}

	@Test
	@Row("at-work")
	void statementThatAnotherSessionStillRunsIsWaitedFor() {
		atWork("DROP INDEX CONCURRENTLY i", "LOCK TABLE t IN ACCESS SHARE MODE");
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM pg_indexes WHERE indexname = 'i'")).isZero();
	}

	@Test
	@Row("at-work-index")
	void indexThatAnotherSessionBuildsByOtherWordsIsWaitedFor() {
		atWork("CREATE INDEX CONCURRENTLY ON t (id)", "INSERT INTO t VALUES (1)",
				"create index concurrently t_id_idx on t using btree (id)");
		assertThat(this.project.value(Integer.class,
				"SELECT count(*) FROM pg_index WHERE indisvalid " + "AND indrelid = 't'::regclass"))
			.isEqualTo(2);
	}

	private void atWork(String statement, String holds) {
		atWork(statement, holds, "/* run 1 */ " + statement);
	}

	private void atWork(String statement, String holds, String other) {
		Situation situation = diedBefore(DoubtCase.of("at-work",
				List.of("CREATE TABLE t (id int)", "CREATE INDEX i ON t ((-id))"), statement, (any) -> {
				}));
		Future<MigrationRun> run;
		try (TestSession holder = situation.database().session().execute("BEGIN").execute(holds);
				LogCapture log = LogCapture.start()) {
			this.background.run(() -> situation.database().session().execute(other));
			Awaitility.await()
				.until(() -> this.project.value(Integer.class,
						"SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND pid <> pg_backend_pid()"),
						(waiting) -> waiting > 0);
			run = this.background.run(this.project.engine()::migrate);
			Awaitility.await()
				.until(() -> log.messages().stream().anyMatch((line) -> line.startsWith("Migration 2 UP waits: ")));
			holder.execute("COMMIT");
		}
		Background.result(run);
		assertThat(situation.database().statements().stream().filter(statement::equals)).isEmpty();
		nothingIsLeftToDo(situation);
	}

	@Test
	@Row("procedure-failed-committed")
	void procedureThatCommittedBeforeItFailedIsInDoubt() {
		project("DO 'BEGIN INSERT INTO ran VALUES (1); COMMIT; RAISE EXCEPTION ''no luck''; END'");
		assertThatExceptionOfType(StepInDoubtException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> assertThat(ex.description()).contains("statement 1 of 1 failed (V2__doubt.sql, line 2)")
				.contains("ERROR: no luck (SQLSTATE P0001)")
				.endsWith("it ended a transaction by itself before it failed, so that a part of it may be committed"));
		assertThat(this.project.history()).endsWith("2 UP IN_DOUBT 0/1");
		assertThatExceptionOfType(ValidationFailedException.class).isThrownBy(this.project.engine()::migrate);
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM ran")).isOne();
	}

	@Test
	void roleThatAProcedureLeavesBehindDoesNotWriteTheHistory() {
		project("DO 'BEGIN INSERT INTO ran VALUES (1); SET ROLE pg_monitor; COMMIT; RAISE EXCEPTION ''no luck''; END'");
		assertThatExceptionOfType(StepInDoubtException.class).isThrownBy(this.project.engine()::migrate);
		assertThat(this.project.history()).endsWith("2 UP IN_DOUBT 0/1");
	}

	@Test
	void remainsOfAFailedStatementAreRemovedOrCompletedBeforeTheNextAttempt() {
		failed("CREATE INDEX CONCURRENTLY ON t (id)", "INSERT INTO t VALUES (1)",
				"SELECT count(*) || ' ' || count(*) FILTER (WHERE indisvalid) FROM pg_index "
						+ "WHERE indrelid = 't'::regclass",
				"1 0", "1 1");
		failed("DROP INDEX CONCURRENTLY t_id_idx", "LOCK TABLE t IN ACCESS SHARE MODE",
				"SELECT count(*)::text FROM pg_index WHERE indrelid = 't'::regclass", "1", "0");
		failed("ALTER TABLE r DETACH PARTITION s CONCURRENTLY", "LOCK TABLE r IN ACCESS SHARE MODE",
				"SELECT count(*)::text FROM pg_inherits", "1", "0");
	}

	private void failed(String statement, String holds, String query, String before, String after) {
		this.project = new TestProject(this.folder, server.createDatabase())
			.options((options) -> options.execution(ONLINE_TIMEOUT))
			.script("V1__ran.sql", "CREATE TABLE t (id int); CREATE TABLE r (id int) PARTITION BY RANGE (id); "
					+ "CREATE TABLE s PARTITION OF r FOR VALUES FROM (0) TO (9)");
		this.project.engine().migrate();
		if (statement.startsWith("DROP")) {
			this.project.database().execute("CREATE INDEX ON t (id)");
		}
		this.project.script("V2__failed.sql", statement);
		try (TestSession holder = this.project.database().session().execute("BEGIN").execute(holds)) {
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate);
			holder.execute("COMMIT");
		}
		assertThat(this.project.history()).endsWith("2 UP FAILED 0/1");
		assertThat(this.project.value(String.class, query)).isEqualTo(before);
		this.project.engine().migrate();
		assertThat(this.project.history()).endsWith("2 UP SUCCEEDED 1/1");
		assertThat(this.project.value(String.class, query)).isEqualTo(after);
		this.project.remove("V2__failed.sql");
	}

	@Test
	@Row("procedure-failed-uncommitted")
	void procedureThatCommittedNothingBeforeItFailedIsRunAgain() {
		project("DO 'BEGIN INSERT INTO ran VALUES (1); RAISE EXCEPTION ''no luck''; END'");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> assertThat(ex.databaseState())
				.isEqualTo("The step was rolled back: nothing of it remains. Migrations before it are applied."));
		assertThat(this.project.history()).endsWith("2 UP FAILED 0/1");
		this.project.script("V2__doubt.sql",
				"-- migrate:up transaction=off\nDO 'BEGIN INSERT INTO ran VALUES (2); COMMIT; END'");
		this.project.engine().migrate();
		assertThat(this.project.value(String.class, "SELECT string_agg(at, ' ') FROM ran")).isEqualTo("2");
	}

	private void project(String statement) {
		this.project = new TestProject(this.folder, server.createDatabase())
			.script("V1__ran.sql", "CREATE TABLE ran (at text)")
			.script("V2__doubt.sql", "-- migrate:up transaction=off\n" + statement);
	}

	@Test
	@Row("code-ended-its-transaction")
	void codeThatEndedItsTransactionBeforeItFailedIsInDoubt() {
		for (Class<? extends V2__Code> type : List.of(V2__Code.Commits.class, V2__Code.CommitsAndBreaks.class,
				V2__Code.CommitsAndGoesOn.class)) {
			TestProject project = new TestProject(this.folder, server.createDatabase())
				.script("V1__ran.sql", "CREATE TABLE ran (at text)")
				.code(BeanUtils.instantiateClass(type));
			assertThatExceptionOfType(StepInDoubtException.class).as(type.getSimpleName())
				.isThrownBy(project.engine()::migrate)
				.satisfies((ex) -> assertThat(ex.description()).startsWith(
						"Migration 2 UP is in doubt: the code ended its transaction by itself and then failed: "));
			assertThat(project.history()).endsWith("2 UP IN_DOUBT 0/1");
			assertThat(project.value(String.class, "SELECT string_agg(at, ' ') FROM ran")).isEqualTo("code");
		}
	}

	@Test
	@Row("code-failed")
	void codeThatLeftItsTransactionAloneIsRolledBack() {
		for (Class<? extends V2__Code> type : List.of(V2__Code.Throws.class, V2__Code.Breaks.class)) {
			TestProject project = new TestProject(this.folder, server.createDatabase())
				.script("V1__ran.sql", "CREATE TABLE ran (at text)")
				.code(BeanUtils.instantiateClass(type));
			assertThatExceptionOfType(StepFailedException.class).as(type.getSimpleName())
				.isThrownBy(project.engine()::migrate)
				.satisfies((ex) -> assertThat(ex.databaseState()).startsWith("The step was rolled back"));
			assertThat(project.history()).endsWith("2 UP FAILED 0/1");
			assertThat(project.value(Integer.class, "SELECT count(*) FROM ran")).isZero();
		}
	}

	@Test
	@Row("code-without-transaction")
	void codeWithoutATransactionThatWasInterruptedIsInDoubt() {
		TestProject project = new TestProject(this.folder, server.createDatabase())
			.script("V1__ran.sql", "CREATE TABLE ran (at text)")
			.code(new V2__Code.Bare());

		project.engine().migrate();
		project.database()
			.execute("UPDATE migration_history SET state = 'RUNNING', statements_done = 0 WHERE version = '2'");
		assertThatExceptionOfType(StepInDoubtException.class).isThrownBy(project.engine()::migrate);
		assertThat(project.value(Integer.class, "SELECT count(*) FROM ran")).isOne();
	}

	@Test
	void tableOfDecisionsAndTestsAreTheSame() throws IOException {
		List<String> documented = Files.readAllLines(Path.of("..", "docs", "recovery.md"))
			.stream()
			.map(Pattern.compile("^\\| `([a-z-]+)` \\|.*")::matcher)
			.filter((row) -> row.matches())
			.map((row) -> row.group(1))
			.toList();
		Stream<String> tests = Arrays.stream(InDoubtDecisionTests.class.getDeclaredMethods())
			.filter((method) -> method.isAnnotationPresent(Row.class))
			.map((method) -> method.getAnnotation(Row.class).value());
		assertThat(documented).doesNotHaveDuplicates()
			.containsExactlyInAnyOrderElementsOf(Stream.concat(cases().map(DoubtCase::id), tests).toList());
	}

	private static int version(TestDatabase database) {
		return database.jdbc().sql("SHOW server_version_num").query(Integer.class).single() / 10000;
	}

	private static int sent(Situation situation) {
		return (int) situation.database()
			.statements()
			.stream()
			.filter((sql) -> sql.endsWith(situation.statement()))
			.count();
	}

	/**
	 * The row of the table that a test covers.
	 */
	@Retention(RetentionPolicy.RUNTIME)
	@Target(ElementType.METHOD)
	@interface Row {

		String value();

	}

}
