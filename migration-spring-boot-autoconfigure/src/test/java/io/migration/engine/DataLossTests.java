// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import io.migration.MigrationVersion;
import io.migration.OperationRefusedException;
import io.migration.OperationRefusedException.Reason;
import io.migration.RollbackRequest;
import io.migration.testing.TestSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for rollbacks that would destroy data.
 */
class DataLossTests {

	private static final RollbackRequest ALL = RollbackRequest.toVersion(MigrationVersion.of("0"));

	@RegisterExtension
	private final TestProject project = new TestProject();

	private void migrate(String up, String down) {
		this.project.script("V1__one.sql", "-- migrate:up\n" + up + ";\n-- migrate:down\n" + down + ";\n")
			.engine()
			.migrate();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					CREATE TABLE t (id int)                       | INSERT INTO t VALUES (1) | DROP TABLE t                          | the table "public"."t" holds rows
					CREATE TABLE t (id int)                       | INSERT INTO t VALUES (1) | DROP TABLE IF EXISTS x, public.t      | the table "public"."t" holds rows
					CREATE TABLE t (id int)                       | INSERT INTO t VALUES (1) | TRUNCATE t                            | the table "public"."t" holds rows
					CREATE TABLE "T t" (id int, "c C" int)        | INSERT INTO "T t" VALUES (1, 2) | ALTER TABLE "T t" DROP "c C"   | the column "c C" of "public"."T t" holds values
					CREATE TABLE t (id int, a int, b int)         | INSERT INTO t VALUES (1, NULL, 3) | ALTER TABLE ONLY t DROP COLUMN a, DROP COLUMN IF EXISTS b | the column "b" of "public"."t" holds values
					CREATE SCHEMA s; CREATE TABLE s.t (id int)    | INSERT INTO s.t VALUES (1) | DROP SCHEMA s CASCADE               | the table "s"."t" holds rows
					CREATE TYPE m AS ENUM ('a'); CREATE TABLE t (id int, m m) | INSERT INTO t VALUES (1, 'a') | DROP TYPE m CASCADE | the column "m" of "public"."t" holds values
					CREATE DOMAIN d AS int; CREATE TABLE t (id int, d d[]) | INSERT INTO t VALUES (1, '{1}') | DROP DOMAIN d CASCADE | the column "d" of "public"."t" holds values
					CREATE EXTENSION citext; CREATE TABLE t (c citext) | INSERT INTO t VALUES ('a') | DROP EXTENSION citext CASCADE | the column "c" of "public"."t" holds values
					CREATE TABLE t (id int) PARTITION BY LIST (id); CREATE TABLE t1 PARTITION OF t DEFAULT | INSERT INTO t VALUES (1) | DROP TABLE t | the table "public"."t" holds rows
					""")
	void dropOfDataIsRefusedAndSaysWhatWouldBeLost(String up, String fill, String down, String loss) {
		migrate(up, down);
		this.project.database().execute(fill);
		assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> this.project.engine().rollback(ALL))
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.DATA_LOSS);
				assertThat(ex.description())
					.startsWith("Undoing migration 1 would lose data: " + loss + " (V1__one.sql, line 4: ");
				assertThat(ex.databaseState()).isEqualTo("The database was not changed.");
				assertThat(ex.action()).contains("migration.accept-data-loss=true");
			});
		this.project.engine().rollback(ALL.acceptingDataLoss());
		assertThat(this.project.history()).endsWith("1 DOWN SUCCEEDED 1/1");
		assertThat(this.project.notes())
			.containsExactly("rollback: Rollback to version 0: 1; the loss of data was " + "accepted");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					CREATE TABLE t (id int)                            | SELECT 1 | DROP TABLE t
					CREATE TABLE t (id int, a int)                     | INSERT INTO t VALUES (1, NULL) | ALTER TABLE t DROP a
					CREATE TABLE t (id int CONSTRAINT c CHECK (id > 0)) | INSERT INTO t VALUES (1) | ALTER TABLE t DROP CONSTRAINT c
					CREATE TABLE t (id int); CREATE VIEW v AS TABLE t  | INSERT INTO t VALUES (1) | DROP VIEW v
					CREATE TABLE t (id int DEFAULT 1)                  | INSERT INTO t VALUES (1) | ALTER TABLE t ALTER id DROP DEFAULT
					CREATE SCHEMA s                                    | SELECT 1 | DROP SCHEMA s
					""")
	void dropOfWhatHoldsNoDataGoesThrough(String up, String fill, String down) {
		migrate(up, down);
		this.project.database().execute(fill);
		this.project.engine().rollback(ALL);
		assertThat(this.project.history()).endsWith("1 DOWN SUCCEEDED 1/1");
	}

	@Test
	void tableThatCannotBeLookedAtInTimeCountsAsHoldingData() {
		migrate("CREATE TABLE t (id int)", "DROP TABLE t");
		try (TestSession holder = this.project.database().session()) {
			holder.execute("BEGIN; LOCK TABLE t");
			assertThatExceptionOfType(OperationRefusedException.class)
				.isThrownBy(() -> this.project.engine().rollback(ALL))
				.satisfies((ex) -> assertThat(ex.description())
					.contains("the table \"public\".\"t\" could not be looked "
							+ "at (ERROR: canceling statement due to user request (SQLSTATE 57014)), which counts as holding "
							+ "data"));
		}
		this.project.engine().rollback(ALL);
		assertThat(this.project.tables()).isEmpty();
	}

	@Test
	void tableThatOnlyAnEarlierStatementGivesItsNameIsLookedAtRightBeforeItsDrop() {
		this.project.script("V1__one.sql", "-- migrate:up\nCREATE TABLE a (id int);\n-- migrate:down\nDROP TABLE a;")
			.script("V2__two.sql",
					"-- migrate:up\nALTER TABLE a RENAME TO b;\n-- migrate:down\nALTER TABLE b RENAME TO a;")
			.engine()
			.migrate();
		this.project.database().execute("INSERT INTO b VALUES (1)");
		assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> this.project.engine().rollback(ALL))
			.satisfies((ex) -> {
				assertThat(ex.description()).contains("the table \"public\".\"a\" holds rows");
				assertThat(ex.databaseState()).isEqualTo("Nothing was undone: the rollback is one transaction.");
			});
		assertThat(this.project.tables()).containsExactly("b");
		this.project.engine().rollback(ALL.acceptingDataLoss());
		assertThat(this.project.tables()).isEmpty();
	}

	@Test
	void lossIsRefusedForSeveralVersionsAtOnceBeforeAnythingIsUndone() {
		this.project.script("V1__one.sql", "-- migrate:up\nCREATE TABLE a (id int);\n-- migrate:down\nDROP TABLE a;")
			.script("V2__two.sql",
					"-- migrate:up\nCREATE TABLE b (id int);\nCREATE INDEX CONCURRENTLY i ON b (id);\n"
							+ "-- migrate:down\nDROP INDEX CONCURRENTLY i;\nDROP TABLE b;")
			.engine()
			.migrate();
		this.project.database().execute("INSERT INTO a VALUES (1); INSERT INTO b VALUES (1)");
		assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> this.project.engine().rollback(ALL))
			.satisfies((ex) -> assertThat(ex.description().lines()).hasSize(2));
		assertThat(this.project.history()).containsExactly("1 UP SUCCEEDED 1/1", "2 UP SUCCEEDED 2/2");
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM pg_indexes WHERE indexname = 'i'")).isOne();
	}

}
