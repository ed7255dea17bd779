// SPDX-License-Identifier: Apache-2.0
package io.migration.hazard.effect;

import java.util.List;

import io.migration.hazard.schema.SchemaModel;
import io.migration.hazard.schema.ServerVersion;
import io.migration.hazard.statement.LockMode;
import io.migration.hazard.statement.SqlAction;
import io.migration.hazard.statement.StatementReader;
import io.migration.sql.QualifiedName;
import io.migration.sql.SqlDialect;
import io.migration.sql.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What statements that are close relatives of those in the exam do. All of it was tried
 * on PostgreSQL 15 and 18.
 */
class EffectModelTests {

	private static final String PARTITIONED = """
			CREATE TABLE p (id int PRIMARY KEY, x int);
			CREATE TABLE t (id int NOT NULL, p int, v text) PARTITION BY RANGE (id);
			CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (1) TO (10);
			CREATE TABLE parent (a int CONSTRAINT k CHECK (a > 0));
			CREATE TABLE child () INHERITS (parent);
			CREATE TABLE counted (id int GENERATED ALWAYS AS IDENTITY);
			""";

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			ALTER TABLE ONLY t ADD COLUMN z int                                  | CHILDREN_LEFT_OUT
			ALTER TABLE ONLY (t) ADD COLUMN z int                                | CHILDREN_LEFT_OUT
			ALTER TABLE ONLY t DROP COLUMN v                                     | CHILDREN_LEFT_OUT
			ALTER TABLE ONLY t RENAME COLUMN v TO w                              | CHILDREN_LEFT_OUT
			ALTER TABLE ONLY t ALTER COLUMN v TYPE varchar(9)                    | CHILDREN_LEFT_OUT
			ALTER TABLE ONLY t ALTER COLUMN v SET NOT NULL                       | CHILDREN_LEFT_OUT
			ALTER TABLE ONLY t ADD FOREIGN KEY (p) REFERENCES p                  | CHILDREN_LEFT_OUT
			ALTER TABLE ONLY parent ADD CONSTRAINT c CHECK (a > 1)               | CHILDREN_LEFT_OUT
			TRUNCATE ONLY t                                                      | CHILDREN_LEFT_OUT
			ALTER TABLE t1 ADD COLUMN z int                                      | INHERITED
			ALTER TABLE t1 DROP COLUMN v                                         | INHERITED
			ALTER TABLE t1 RENAME COLUMN v TO w                                  | INHERITED
			ALTER TABLE t1 ALTER COLUMN v TYPE varchar(9)                        | INHERITED
			ALTER TABLE t1 ALTER COLUMN id DROP NOT NULL                         | INHERITED
			ALTER TABLE child DROP COLUMN a                                      | INHERITED
			ALTER TABLE child DROP CONSTRAINT k                                  | INHERITED
			ALTER TABLE p ALTER COLUMN id DROP NOT NULL                          | NEVER_NULL
			ALTER TABLE counted ALTER id DROP NOT NULL                           | NEVER_NULL
			DROP SEQUENCE counted_id_seq CASCADE                                 | DEPENDENT
			ALTER TABLE ONLY t ALTER COLUMN v SET DEFAULT 'a'                    |
			ALTER TABLE ONLY t ADD CONSTRAINT u UNIQUE (id)                      |
			ALTER TABLE ONLY parent ADD CONSTRAINT c CHECK (a > 1) NO INHERIT    |
			ALTER TABLE ONLY parent DROP COLUMN a                                |
			ALTER TABLE ONLY parent ALTER COLUMN a SET NOT NULL                  |
			ALTER TABLE child ADD COLUMN z int                                   |
			ALTER TABLE p DROP CONSTRAINT p_pkey, ALTER COLUMN id DROP NOT NULL  |
			""")
	void refusals(String statement, @Nullable Failure failure) {
		assertThat(effect(15, PARTITIONED, statement).failure()).isEqualTo(failure);
		assertThat(effect(18, PARTITIONED, statement).failure()).isEqualTo(failure);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					CREATE FUNCTION f() RETURNS int RETURN 1; CREATE TABLE t (a int DEFAULT f())                                   | DROP FUNCTION f() CASCADE             | ACCESS_EXCLUSIVE
					CREATE FUNCTION f(int) RETURNS int RETURN 1; CREATE TABLE t (a int, CHECK (f(a) > 0))                          | DROP FUNCTION f CASCADE               | ACCESS_EXCLUSIVE
					CREATE FUNCTION f(int) RETURNS int IMMUTABLE RETURN 1; CREATE TABLE t (a int); CREATE INDEX ON t (f(a))        | DROP FUNCTION f(int) CASCADE          | ACCESS_EXCLUSIVE
					CREATE TABLE t (a int); CREATE TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()                   | DROP FUNCTION f() CASCADE             | ACCESS_EXCLUSIVE
					CREATE TABLE t (a int); CREATE TRIGGER x AFTER INSERT ON t EXECUTE FUNCTION f(); DROP TRIGGER x ON t           | DROP FUNCTION f() CASCADE             |
					CREATE TABLE t (a serial)                                                                                      | DROP SEQUENCE t_a_seq CASCADE         | ACCESS_EXCLUSIVE
					CREATE TABLE t (a int PRIMARY KEY) PARTITION BY RANGE (a)                                                      | ANALYZE                               | SHARE_UPDATE_EXCLUSIVE
					CREATE TABLE t (a int)                                                                                         | VACUUM FULL                           | ACCESS_EXCLUSIVE
					CREATE TABLE t (a int); CREATE TABLE u (a int)                                                                 | PREPARE x (int) AS DELETE FROM t      | ROW_EXCLUSIVE
					CREATE TABLE t (a int)                                                                                         | DECLARE c CURSOR FOR SELECT FROM t FOR UPDATE | ROW_SHARE
					CREATE TABLE u (a int PRIMARY KEY); CREATE TABLE t (a int REFERENCES u)                                        | EXPLAIN DELETE FROM u                 |
					CREATE TABLE u (a int PRIMARY KEY) PARTITION BY RANGE (a); CREATE TABLE t (a int REFERENCES u)                 | CREATE TABLE u1 PARTITION OF u FOR VALUES FROM (1) TO (5) | SHARE_ROW_EXCLUSIVE
					CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE u (a int REFERENCES t) PARTITION BY RANGE (a); CREATE TABLE v (a int REFERENCES t) | ALTER TABLE u ATTACH PARTITION v FOR VALUES FROM (1) TO (5) | ACCESS_EXCLUSIVE
					CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE u (a int REFERENCES t) PARTITION BY RANGE (a); CREATE TABLE v (a int)              | ALTER TABLE u ATTACH PARTITION v FOR VALUES FROM (1) TO (5) | SHARE_ROW_EXCLUSIVE
					CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE u (a int REFERENCES t) PARTITION BY RANGE (a); CREATE TABLE v PARTITION OF u FOR VALUES FROM (1) TO (5) | ALTER TABLE u DETACH PARTITION v CONCURRENTLY | SHARE_ROW_EXCLUSIVE
					CREATE TABLE u (a int) PARTITION BY RANGE (a); CREATE TABLE t PARTITION OF u FOR VALUES FROM (1) TO (5)        | UPDATE u SET a = 1 WHERE a > 1        | ROW_EXCLUSIVE
					CREATE TABLE u (a int) PARTITION BY RANGE (a); CREATE TABLE t PARTITION OF u FOR VALUES FROM (1) TO (5)        | DELETE FROM u WHERE a > 1             | ROW_EXCLUSIVE
					CREATE TABLE "T" (a int); ALTER TABLE "T" RENAME TO t                                                          | ALTER TABLE t ALTER "a" TYPE text     | ACCESS_EXCLUSIVE
					CREATE TABLE t (a int)                                                                                         | ALTER TABLE t DO SOMETHING NEW        | ACCESS_EXCLUSIVE
					CREATE TABLE t (a int)                                                                                         | LOCK ONLY (t)                         | ACCESS_EXCLUSIVE
					""")
	void locksOfTable(String setup, String statement, @Nullable LockMode mode) {
		TableEffect table = effect(18, setup, statement).of(new QualifiedName("public", "t"));
		assertThat((table != null) ? table.mode() : null).isEqualTo(mode);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			k <> 'acme'                     | NO
			k != 'acme' AND k <> 'b'        | NO
			k NOT IN ('acme', 'b')          | NO
			k <> ALL (ARRAY['acme', 'b'])   | NO
			k IN ('x', 'y')                 | NO
			NOT (k = 'acme')                | NO
			k <> 'b'                        | CERTAIN
			k IN ('acme', 'y')              | CERTAIN
			k <> 'acme' OR v                | CERTAIN
			""")
	void checkThatKeepsTheNewValuesOutOfTheDefaultPartition(String check, Likelihood scan) {
		StatementEffect effect = effect(18,
				"CREATE TABLE t (k text, v boolean) PARTITION BY LIST (k); CREATE TABLE d PARTITION OF t DEFAULT; "
						+ "ALTER TABLE d ADD CHECK (" + check + ")",
				"CREATE TABLE a PARTITION OF t FOR VALUES IN ('acme')");
		assertThat(effect.of(new QualifiedName("public", "d"))).extracting(TableEffect::scan).isEqualTo(scan);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			day >= '2026-01-01' AND day < '2027-01-01'                        | NO
			day >= DATE '2026-01-01' AND day < DATE '2027-01-01'              | NO
			day >= '2026-01-01'::date AND day < '2027-01-01'::date            | NO
			(day >= DATE '2026-03-01') AND (day < DATE '2026-04-01')          | NO
			day >= DATE '2026-01-01' AND day < DATE '2028-01-01'              | CERTAIN
			day >= DATE '2026-01-01'                                          | CERTAIN
			day >= now() AND day < DATE '2027-01-01'                          | CERTAIN
			""")
	void checkThatProvesTheBoundsOfPartition(String check, Likelihood scan) {
		StatementEffect effect = effect(18,
				"CREATE TABLE t (day date NOT NULL) PARTITION BY RANGE (day); CREATE TABLE p (day date NOT NULL, CHECK ("
						+ check + "))",
				"ALTER TABLE t ATTACH PARTITION p FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')");
		assertThat(effect.of(new QualifiedName("public", "p"))).extracting(TableEffect::scan).isEqualTo(scan);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			ALTER TABLE t ADD COLUMN b int GENERATED ALWAYS AS (a + 1) VIRTUAL        | 18
			ALTER TABLE t ADD COLUMN b int GENERATED ALWAYS AS (a + 1)                | 18
			ALTER TABLE t ADD CONSTRAINT c NOT NULL a                                 | 18
			ALTER TABLE t ADD CHECK (a > 0) NOT ENFORCED                              | 18
			ALTER TABLE t ADD UNIQUE (a, during WITHOUT OVERLAPS)                     | 18
			ALTER TABLE t ADD FOREIGN KEY (a, PERIOD p) REFERENCES u (a, PERIOD p)    | 18
			ALTER TABLE t ADD COLUMN b uuid DEFAULT uuidv7()                          | 18
			ALTER TABLE t ALTER COLUMN a SET EXPRESSION AS (1)                        | 17
			MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN DELETE RETURNING t.a  | 17
			ALTER TABLE t ADD UNIQUE NULLS NOT DISTINCT (a)                           | 15
			ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u ON DELETE SET NULL (a)     | 15
			ALTER TABLE t DETACH PARTITION u CONCURRENTLY                             | 14
			ALTER TABLE t ALTER COLUMN a SET COMPRESSION lz4                          | 14
			CREATE OR REPLACE TRIGGER x AFTER INSERT ON t EXECUTE FUNCTION f()        | 14
			ALTER TABLE t ALTER COLUMN a DROP EXPRESSION                              | 13
			ALTER TABLE t ADD COLUMN b int GENERATED ALWAYS AS (a + 1) STORED         | 0
			ALTER TABLE t ADD COLUMN b int GENERATED ALWAYS AS IDENTITY               | 0
			ALTER TABLE t ADD COLUMN virtual int CONSTRAINT c NOT NULL                | 0
			ALTER TABLE t ALTER COLUMN a SET NOT NULL                                 | 0
			SELECT uuidv7 FROM t                                                      | 0
			""")
	void versionThatIsNeeded(String statement, int version) {
		SqlStatement read = SqlDialect.postgresql().read(statement).statements().get(0);
		assertThat(EffectModel.neededVersion(read, StatementReader.read(read), new SchemaModel(ServerVersion.NEWEST)))
			.isEqualTo(version);
	}

	@Test
	void functionOfOnesOwnNeedsNoNewerServer() {
		StatementEffect effect = effect(15,
				"CREATE FUNCTION uuidv7() RETURNS uuid LANGUAGE sql AS 'SELECT gen_random_uuid()'; CREATE TABLE t ()",
				"ALTER TABLE t ADD COLUMN a uuid DEFAULT uuidv7()");
		assertThat(effect.failure()).isNull();
	}

	@Test
	void elementsOfNewSchemaLockNothing() {
		StatementEffect effect = effect(18, "CREATE TABLE items (id int)",
				"CREATE SCHEMA shop CREATE TABLE items (id int) CREATE INDEX i ON items (id)");
		assertThat(effect.tables()).isEmpty();
	}

	private static StatementEffect effect(int version, String setup, String statement) {
		SchemaModel schema = new SchemaModel(new ServerVersion(version, 3));
		read(setup).forEach((before) -> schema.apply(StatementReader.read(before)));
		schema.beginMigration();
		SqlStatement read = read(statement).get(0);
		SqlAction action = StatementReader.read(read);
		return EffectModel.of(read, action, schema, false);
	}

	private static List<SqlStatement> read(String text) {
		return SqlDialect.postgresql().read(text).statements();
	}

}
