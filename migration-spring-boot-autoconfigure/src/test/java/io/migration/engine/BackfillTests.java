// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import com.zaxxer.hikari.HikariDataSource;
import io.migration.MigrationEngine;
import io.migration.TargetState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for backfills from their beginning to their end.
 */
class BackfillTests {

	@RegisterExtension
	private final TestProject project = new TestProject();

	@BeforeEach
	void createRows() {
		this.project.database().execute("CREATE TABLE person (id bigint PRIMARY KEY, name text, upper_name text)");
		this.project.database()
			.execute("INSERT INTO person SELECT i, 'name ' || i, NULL FROM generate_series(1, 5000) i");
		this.project.options((builder) -> builder.plan(TestProject.baselineAt("0")));
	}

	@Test
	void changesAllRowsAndIsCompleteAfterAPassThatChangedNothing() {
		MigrationEngine engine = migrate("batch=300", "name IS NOT NULL AND upper_name IS NULL");
		assertThat(engine.backfillsLeft()).isTrue();
		assertThat(engine.status(0).state()).isEqualTo(TargetState.BACKFILLING);
		assertThat(engine.backfill()).isFalse();
		assertThat(engine.backfillsLeft()).isFalse();
		assertThat(left()).isZero();
		assertThat(this.project.history()).contains("1 UP SUCCEEDED 1/1", "1 BACKFILL SUCCEEDED 1/1");
		assertThat(this.project.cursor("concat_ws(' ', state, pass, changed, pass_changed, ended)"))
			.isEqualTo("SUCCEEDED 2 5000 0 t");
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM migration_backfill_range")).isZero();
		assertThat(engine.status(0).state()).isEqualTo(TargetState.UP_TO_DATE);
	}

	@Test
	void makesExactlyOnePassOfAChangeThatCannotRecogniseItsRows() {
		this.project.database().execute("ALTER TABLE person ADD n int NOT NULL DEFAULT 0");
		MigrationEngine engine = backfill("table=person batch=300 once=true",
				"UPDATE person SET n = n + 1 WHERE :batch");
		assertThat(engine.backfill()).isFalse();
		assertThat(this.project.value(String.class, "SELECT string_agg(DISTINCT n::text, ',') FROM person"))
			.isEqualTo("1");
		assertThat(this.project.cursor("concat_ws(' ', state, pass, changed)")).isEqualTo("SUCCEEDED 1 5000");
	}

	@Test
	void isDoneAtOnceForAnEmptyTable() {
		this.project.database().execute("TRUNCATE person");
		MigrationEngine engine = migrate("", "upper_name IS NULL");
		assertThat(engine.backfill()).isFalse();
		assertThat(this.project.history()).contains("1 BACKFILL SUCCEEDED 1/1");
	}

	@Test
	void tellsTriggersWhoWrites() {
		this.project.database().execute("""
				CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
				NEW.upper_name := current_setting('migration.backfill', true) || ' ' || current_setting('lock_timeout');
				RETURN NEW; END $$;
				CREATE TRIGGER note BEFORE UPDATE ON person FOR EACH ROW EXECUTE FUNCTION note()""");
		migrate("", "upper_name IS NULL").backfill();
		assertThat(this.project.value(String.class, "SELECT DISTINCT upper_name FROM person")).isEqualTo("on 500ms");
	}

	@Test
	void leavesNothingBehindInTheSession() {
		MigrationEngine engine = migrate("", "upper_name IS NULL");
		try (HikariDataSource pool = this.project.database().pool(1)) {
			String settings = "SELECT concat_ws(' ', current_setting('lock_timeout'), "
					+ "current_setting('application_name'), current_setting('migration.backfill', true))";
			JdbcClient jdbc = JdbcClient.create(pool);
			String before = jdbc.sql(settings).query(String.class).single();
			this.project.engine(pool).backfill();
			assertThat(jdbc.sql(settings).query(String.class).single().strip()).isEqualTo(before.strip());
		}
		assertThat(engine.backfill()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '#', quoteCharacter = '~',
			value = { "int # i", "bigint # i * 10000000000", "numeric(30,5) # i / 7.0", "text # 'k''\\ ' || i",
					"varchar(20) # 'k' || i", "char(9) # 'k' || i", "uuid # md5(i::text)::uuid",
					"timestamp # '2020-01-01'::timestamp + i * interval '0.000001 s'",
					"timestamptz # '2020-01-01Z'::timestamptz + i * interval '1 day'", "date # '2020-01-01'::date + i",
					"text COLLATE \"C\" # 'K' || i", "bytea # decode(md5(i::text), 'hex')",
					"double precision # i / 7.0", "interval # i * interval '1.5 s'" })
	void walksAlongKeysOfManyTypes(String type, String value) {
		this.project.database()
			.execute("CREATE TABLE keyed (k " + type
					+ " PRIMARY KEY, n int NOT NULL DEFAULT 0); INSERT INTO keyed SELECT " + value
					+ " FROM generate_series(1, 2000) i");
		MigrationEngine engine = backfill("table=keyed batch=37 once=true", "UPDATE keyed SET n = n + 1 WHERE :batch");
		assertThat(engine.backfill()).isFalse();
		assertThat(this.project.value(String.class, "SELECT count(*) || ' ' || min(n) || ' ' || max(n) FROM keyed"))
			.isEqualTo("2000 1 1");
	}

	@Test
	void walksAlongSeveralColumnsOfAPartitionedTableInAnOtherSchema() {
		this.project.database().execute("""
				CREATE SCHEMA "Shop"; CREATE TABLE "Shop"."Order" ("Tenant" int, id bigint, n int NOT NULL DEFAULT 0,
				PRIMARY KEY ("Tenant", id)) PARTITION BY RANGE ("Tenant");
				CREATE TABLE "Shop".low PARTITION OF "Shop"."Order" FOR VALUES FROM (0) TO (5);
				CREATE TABLE "Shop".high PARTITION OF "Shop"."Order" FOR VALUES FROM (5) TO (50);
				INSERT INTO "Shop"."Order" SELECT i % 10, i, 0 FROM generate_series(1, 3000) i""");
		MigrationEngine engine = backfill("table=\"Shop\".\"Order\" alias=o batch=37 once=true",
				"UPDATE \"Shop\".\"Order\" AS o SET n = n + 1 WHERE :batch");
		assertThat(engine.backfill()).isFalse();
		assertThat(this.project.value(String.class,
				"SELECT count(*) || ' ' || min(n) || ' ' || max(n) FROM \"Shop\".\"Order\""))
			.isEqualTo("3000 1 1");
	}

	@Test
	void refusesATableWithoutAUsableKeyAndSaysWhatToDo() {
		this.project.database().execute("ALTER TABLE person DROP CONSTRAINT person_pkey");
		this.project.database().execute("CREATE UNIQUE INDEX by_id ON person (id)");
		MigrationEngine engine = migrate("", "upper_name IS NULL");
		assertThat(engine.backfill()).isTrue();
		assertThat(this.project.cursor("state")).isEqualTo("FAILED");
		assertThat(this.project.cursor("error")).contains("V1__fill.sql, line 3")
			.contains("the table person has no primary key to walk along")
			.contains("Write key=id into the marker of the backfill.");
		assertThat(this.project.history()).contains("1 BACKFILL FAILED 0/1");
	}

	@Test
	void refusesAKeyWhoseOperatorsAreNotOnTheSearchPath() {
		this.project.database().execute("""
				CREATE SCHEMA ext; CREATE EXTENSION citext SCHEMA ext;
				CREATE TABLE keyed (k ext.citext COLLATE "C" PRIMARY KEY, n int NOT NULL DEFAULT 0);
				INSERT INTO keyed SELECT chr(CASE i % 2 WHEN 0 THEN 65 ELSE 97 END + i % 26) || i
				FROM generate_series(1, 200) i""");
		MigrationEngine engine = backfill("table=keyed batch=7 once=true", "UPDATE keyed SET n = n + 1 WHERE :batch");
		assertThat(engine.backfill()).isTrue();
		assertThat(this.project.cursor("state")).isEqualTo("FAILED");
		assertThat(this.project.cursor("error"))
			.contains("the table keyed cannot be walked along (k): the operators that order it are in the schema ext, "
					+ "which is not on the search_path")
			.contains("Put that schema on the search_path of the migrations");
		this.project.database().execute("""
				DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = public, ext', current_database());
				END $$; UPDATE migration_backfill SET state = 'WAITING', error = NULL""");
		assertThat(engine.backfill()).isFalse();
		assertThat(this.project.value(String.class, "SELECT concat_ws(' ', count(*), min(n), max(n)) FROM keyed"))
			.isEqualTo("200 1 1");
	}

	@Test
	void takesAnEditedTextAfterAFailure() {
		refusesATableWithoutAUsableKeyAndSaysWhatToDo();
		this.project.remove("V1__fill.sql");
		MigrationEngine engine = migrate("key=id", "upper_name IS NULL AND true");
		assertThat(engine.backfill()).isFalse();
		assertThat(left()).isZero();
	}

	@Test
	void runsSeveralBackfillsOneAfterTheOther() {
		this.project.database().execute("ALTER TABLE person ADD n int, ADD m int");
		this.project.script("V1__fill.sql", """
				-- migrate:up
				SELECT 1;
				-- migrate:backfill name=n table=person
				UPDATE person SET n = 1 WHERE n IS NULL AND :batch;
				-- migrate:backfill name=m table=person
				UPDATE person SET m = n + 1 WHERE m IS NULL AND :batch;
				""");
		MigrationEngine engine = this.project.engine();
		engine.migrate();
		assertThat(engine.backfill()).isFalse();
		assertThat(this.project.value(Integer.class, "SELECT count(*) FROM person WHERE m = 2")).isEqualTo(5000);
	}

	private MigrationEngine migrate(String options, String condition) {
		return backfill("table=person " + options,
				"UPDATE person SET upper_name = upper(name) WHERE " + condition + " AND :batch");
	}

	private MigrationEngine backfill(String options, String statement) {
		return this.project.migrateBackfill(options, statement + ";");
	}

	private int left() {
		return this.project.value(Integer.class, "SELECT count(*) FROM person WHERE upper_name IS NULL");
	}

}
