// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import io.migration.InvalidScriptsException;
import io.migration.StepFailedException;
import io.migration.StepInDoubtException;
import io.migration.ValidationFailedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for scripts that would do harm if the engine took them at their first sight.
 */
class HostileScriptTests {

	@RegisterExtension
	private final TestProject project = new TestProject();

	@BeforeEach
	void prepare() {
		this.project.script("V1__t.sql", "CREATE TABLE t (id int); CREATE TABLE u (id int); CREATE SEQUENCE s;");
	}

	@Test
	void procedureThatCommittedBeforeItFailedIsNotSentAgain() {
		this.project.script("V2__call.sql", """
				-- migrate:up transaction=off
				DO $$ BEGIN
				  INSERT INTO t VALUES (1); COMMIT;
				  RAISE EXCEPTION 'again' USING ERRCODE = '40001';
				END $$;
				""");
		assertThatExceptionOfType(StepInDoubtException.class).isThrownBy(this.project.engine()::migrate);
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM t")).isOne();
	}

	@Test
	void indexOfThatNameOnAnotherTableIsNoProof() {
		this.project.script("V2__index.sql", "CREATE INDEX CONCURRENTLY i ON t (id)");
		this.project.engine().migrate();
		this.project.database()
			.execute("UPDATE migration_history SET state = 'RUNNING', statements_done = 0 WHERE version = '2'; "
					+ "DROP INDEX i; CREATE INDEX i ON u (id)");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> assertThat(ex.description()).contains("relation \"i\" already exists"));
		assertThat(this.project.value(String.class, "SELECT tablename FROM pg_indexes WHERE indexname = 'i'"))
			.isEqualTo("u");
	}

	@Test
	void invalidIndexDoesNotSatisfyIfNotExists() {
		this.project.engine().migrate();
		this.project.database().execute("INSERT INTO t VALUES (1), (1)");
		assertThat(this.project.database().dataSource()).isNotNull();
		this.project.script("V2__broken.sql", "CREATE UNIQUE INDEX CONCURRENTLY i ON t (id)");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate);
		this.project.database().execute("TRUNCATE t; DELETE FROM migration_history WHERE version = '2'");
		this.project.script("V2__broken.sql", "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON t (id)");
		this.project.engine().migrate();
		assertThat(
				this.project.value(Boolean.class, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass"))
			.isTrue();
	}

	@Test
	void halfDoneMigrationWhoseScriptIsGoneIsRefused() {
		this.project.script("V2__half.sql",
				"INSERT INTO t VALUES (1); CREATE INDEX CONCURRENTLY i ON t (id); SELECT 1/0;");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate);
		this.project.remove("V2__half.sql").script("V3__again.sql", "INSERT INTO t VALUES (1)");
		assertThatExceptionOfType(ValidationFailedException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> assertThat(ex.description())
				.isEqualTo("Migration 2 (V2__half.sql) stopped after statement "
						+ "2 of 3, but this application does not contain it, although it contains newer ones up to 3."));
	}

	@Test
	void queryThatDoesMoreThanSetIsNotRepeatedOnResume() {
		this.project.script("V2__set.sql", """
				SELECT set_config('work_mem', (nextval('s') + 1000)::text, false);
				CREATE INDEX CONCURRENTLY i ON t (id);
				SELECT 1/0;
				""");
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate);
		assertThatExceptionOfType(StepFailedException.class).isThrownBy(this.project.engine()::migrate);
		assertThat(this.project.value(Integer.class, "SELECT last_value FROM s")).isOne();
	}

	@Test
	void temporaryTableOfAFunctionIsGoneBeforeTheNextScript() {
		this.project.script("V2__temporary.sql", """
				CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'CREATE TEMP TABLE t (x int)';
				SELECT f();
				""").script("V3__insert.sql", "INSERT INTO t (id) VALUES (7)");
		this.project.engine(this.project.database().pool(1)).migrate();
		assertThat(this.project.value(Integer.class, "SELECT id FROM t")).isEqualTo(7);
	}

	@Test
	void localRoleDoesNotWriteTheHistory() {
		this.project.script("V2__local.sql", "SET LOCAL ROLE pg_database_owner; SELECT 1;");
		this.project.engine().migrate();
		assertThat(this.project.value(String.class, "SELECT installed_by FROM migration_history WHERE version = '2'"))
			.isEqualTo(this.project.database().username());
	}

	@Test
	void partitionedTableIsReindexedWithoutATransaction() {
		this.project
			.script("V2__p.sql",
					"CREATE TABLE p (id int PRIMARY KEY) PARTITION BY RANGE (id); "
							+ "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9);")
			.script("V3__reindex.sql", "-- migrate:up transaction=off\nREINDEX TABLE p;");
		this.project.engine().migrate();
		assertThat(this.project.history()).contains("3 UP SUCCEEDED 1/1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-- migrate : down", "-- migrate down", "--- migrate:down", "-- @migrate:down",
			"-- migration:down", "-- +migrate Down", "--\u00a0migrate:down", "-- migrate down of=contract" })
	void markerThatIsNearlyOneIsRefused(String marker) {
		this.project.script("V2__down.sql", "-- migrate:up\nCREATE TABLE x (id int);\n" + marker + "\nDROP TABLE t;\n");
		assertThatExceptionOfType(InvalidScriptsException.class).isThrownBy(this.project.engine()::migrate)
			.satisfies((ex) -> assertThat(ex.description()).contains("V2__down.sql:3"));
	}

	@Test
	void proseAboutMigratingIsAComment() {
		this.project.script("V2__prose.sql", "-- migrate up to ten rows\n-- Migration down the road\nSELECT 1;");
		this.project.engine().migrate();
		assertThat(this.project.history()).contains("2 UP SUCCEEDED 1/1");
	}

}
