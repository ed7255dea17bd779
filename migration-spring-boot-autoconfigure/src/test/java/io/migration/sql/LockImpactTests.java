// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LockImpactTests {

	@ParameterizedTest
	@ValueSource(strings = { "CREATE INDEX CONCURRENTLY i ON t (a)", "DROP INDEX CONCURRENTLY i",
			"REINDEX TABLE CONCURRENTLY t", "REINDEX (CONCURRENTLY) INDEX i", "VACUUM t", "VACUUM (FULL false) t",
			"VACUUM ANALYZE", "ALTER TABLE p DETACH PARTITION c CONCURRENTLY" })
	void statementsThatWaitForOldTransactions(String text) {
		assertThat(impact(text)).isEqualTo(LockImpact.WAITS_FOR_OLD_TRANSACTIONS);
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "==>", quoteCharacter = '`', textBlock = """
			ADD COLUMN x int                                        ==> BLOCKS_READERS
			ADD x int REFERENCES r (id)                             ==> BLOCKS_READERS
			ADD COLUMN "foreign" int                                ==> BLOCKS_READERS
			DROP COLUMN x                                           ==> BLOCKS_READERS
			ALTER COLUMN x TYPE text USING x::text                  ==> BLOCKS_READERS
			ALTER x SET NOT NULL                                    ==> BLOCKS_READERS
			ALTER COLUMN x SET DEFAULT 1                            ==> BLOCKS_READERS
			ALTER COLUMN x SET STORAGE EXTERNAL                     ==> BLOCKS_READERS
			ALTER COLUMN x SET STATISTICS 100                       ==> NONE
			ALTER COLUMN "x" SET (n_distinct = 5)                   ==> NONE
			ALTER x RESET (n_distinct)                              ==> NONE
			SET (fillfactor = 80, autovacuum_enabled = false)       ==> NONE
			SET (toast.autovacuum_enabled = false)                  ==> NONE
			SET (user_catalog_table = true)                         ==> BLOCKS_READERS
			RESET (fillfactor)                                      ==> NONE
			SET TABLESPACE x                                        ==> BLOCKS_READERS
			SET WITHOUT CLUSTER                                     ==> NONE
			CLUSTER ON i                                            ==> NONE
			SET LOGGED                                              ==> BLOCKS_READERS
			SET SCHEMA s                                            ==> BLOCKS_READERS
			ADD CONSTRAINT c CHECK (x > 0) NOT VALID                ==> BLOCKS_READERS
			ADD CONSTRAINT c FOREIGN KEY (x) REFERENCES r           ==> BLOCKS_WRITERS
			ADD CONSTRAINT "c" FOREIGN KEY (x, y) REFERENCES r (a, b) NOT VALID ==> BLOCKS_WRITERS
			ADD FOREIGN KEY (x) REFERENCES r                        ==> BLOCKS_WRITERS
			ADD CONSTRAINT c UNIQUE USING INDEX i                   ==> BLOCKS_READERS
			VALIDATE CONSTRAINT c                                   ==> NONE
			DROP CONSTRAINT c                                       ==> BLOCKS_READERS
			RENAME TO u                                             ==> BLOCKS_READERS
			ENABLE TRIGGER tr                                       ==> BLOCKS_WRITERS
			ENABLE ALWAYS TRIGGER tr                                ==> BLOCKS_WRITERS
			DISABLE TRIGGER ALL                                     ==> BLOCKS_WRITERS
			ENABLE REPLICA RULE r                                   ==> BLOCKS_READERS
			ENABLE ROW LEVEL SECURITY                               ==> BLOCKS_READERS
			ATTACH PARTITION c FOR VALUES FROM (1) TO (2)           ==> BLOCKS_READERS
			DETACH PARTITION c                                      ==> BLOCKS_READERS
			VALIDATE CONSTRAINT a, VALIDATE CONSTRAINT b            ==> NONE
			ALTER a SET STATISTICS 5, DROP COLUMN x                 ==> BLOCKS_READERS
			VALIDATE CONSTRAINT a, ADD FOREIGN KEY (x) REFERENCES r ==> BLOCKS_WRITERS
			""")
	void alterTableTakesTheStrongestOfItsActions(String action, LockImpact impact) {
		assertThat(impact("ALTER TABLE t " + action)).isEqualTo(impact);
		assertThat(impact("alter table if exists only s.\"T\" " + action)).isEqualTo(impact);
		assertThat(impact("ALTER TABLE a_${env}.t_${env}_x * " + action)).isEqualTo(impact);
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE INDEX i ON t (a)", "CREATE UNIQUE INDEX i ON t (a)",
			"CREATE TRIGGER tr BEFORE INSERT ON t EXECUTE FUNCTION f()",
			"CREATE OR REPLACE TRIGGER tr AFTER INSERT ON t EXECUTE FUNCTION f()",
			"CREATE CONSTRAINT TRIGGER tr AFTER INSERT ON t EXECUTE FUNCTION f()",
			"CREATE TABLE n (id int PRIMARY KEY, r int REFERENCES r)",
			"CREATE TABLE n (r int, FOREIGN KEY (r) REFERENCES r (id))",
			"CREATE SCHEMA s CREATE TABLE n (r int REFERENCES r)", "REFRESH MATERIALIZED VIEW CONCURRENTLY v",
			"LOCK t IN SHARE MODE", "LOCK TABLE ONLY t IN EXCLUSIVE MODE NOWAIT",
			"LOCK TABLE t IN SHARE ROW EXCLUSIVE MODE", "ALTER SEQUENCE s RESTART WITH 10",
			"ALTER DOMAIN d ADD CONSTRAINT c CHECK (value > 0)", "ALTER DOMAIN d VALIDATE CONSTRAINT c",
			"ALTER DOMAIN d SET NOT NULL" })
	void statementsThatBlockWriters(String text) {
		assertThat(impact(text)).isEqualTo(LockImpact.BLOCKS_WRITERS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "DROP TABLE t", "DROP VIEW v", "DROP INDEX i", "DROP MATERIALIZED VIEW v",
			"DROP TRIGGER x ON t", "DROP POLICY p ON t", "DROP RULE r ON t", "DROP SEQUENCE s", "DROP SCHEMA s CASCADE",
			"DROP EXTENSION x", "DROP TYPE x", "DROP FUNCTION f() CASCADE", "DROP OWNED BY x", "TRUNCATE t",
			"LOCK TABLE t", "LOCK t IN ACCESS EXCLUSIVE MODE", "VACUUM FULL t", "VACUUM (VERBOSE, FULL) t", "CLUSTER",
			"CLUSTER t", "REINDEX TABLE t", "REINDEX SCHEMA s", "REFRESH MATERIALIZED VIEW v",
			"CREATE RULE r AS ON INSERT TO t DO NOTHING", "CREATE POLICY p ON t",
			"CREATE OR REPLACE VIEW v AS SELECT 1", "CREATE TABLE c PARTITION OF p DEFAULT", "ALTER VIEW v RENAME TO w",
			"ALTER INDEX i ATTACH PARTITION j", "ALTER INDEX i SET TABLESPACE x", "ALTER SEQUENCE s OWNER TO x",
			"ALTER TYPE c ADD ATTRIBUTE a int", "ALTER TYPE x RENAME TO y", "ALTER MATERIALIZED VIEW v RENAME TO w",
			"ALTER TABLE ALL IN TABLESPACE a SET TABLESPACE b", "ALTER POLICY p ON t USING (true)",
			"ALTER EXTENSION x UPDATE", "ALTER FOREIGN TABLE f ADD COLUMN x int", "DO $$ BEGIN END $$", "CALL p()",
			"SELECT create_parent('t')", "SELECT * FROM s.convert_to_partitions('t')", "REASSIGN OWNED BY a TO b",
			"REPACK t", "${statement}" })
	void statementsThatBlockReadersOrMayDoSo(String text) {
		assertThat(impact(text)).isEqualTo(LockImpact.BLOCKS_READERS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE n (id int)", "CREATE TABLE n (LIKE t INCLUDING ALL)",
			"CREATE TABLE n AS SELECT 1", "CREATE TABLE n (a int) INHERITS (t)",
			"CREATE TABLE n (a int) PARTITION BY RANGE (a)", "CREATE VIEW v AS SELECT 1",
			"CREATE FUNCTION f() RETURNS int RETURN 1", "CREATE TYPE x AS ENUM ('a')", "CREATE SEQUENCE s",
			"CREATE EXTENSION x", "CREATE EVENT TRIGGER x ON sql_drop EXECUTE FUNCTION f()", "CREATE SCHEMA s",
			"CREATE STATISTICS s ON a, b FROM t", "INSERT INTO t VALUES (1)", "UPDATE t SET a = 1", "DELETE FROM t",
			"COPY t FROM '/x'", "SELECT 1", "SELECT count(*) FROM t", "SELECT setval('s', 1)",
			"SELECT a FROM t WHERE f(a)", "COMMENT ON TABLE t IS 'x'", "GRANT SELECT ON t TO x", "ANALYZE t",
			"DROP FUNCTION f()", "DROP ROLE r", "DROP PUBLICATION p", "ALTER INDEX i RENAME TO j",
			"ALTER INDEX i SET (fillfactor = 80)", "ALTER INDEX i ALTER COLUMN 1 SET STATISTICS 5",
			"ALTER TYPE e ADD VALUE 'x'", "ALTER TYPE e RENAME VALUE 'x' TO 'y'", "ALTER FUNCTION f() OWNER TO x",
			"ALTER DOMAIN d ADD CONSTRAINT c CHECK (value > 0) NOT VALID", "ALTER DOMAIN d DROP NOT NULL",
			"ALTER PUBLICATION p ADD TABLE t", "ALTER SCHEMA s RENAME TO u", "LOCK t IN ROW EXCLUSIVE MODE",
			"LOCK t IN ACCESS SHARE MODE", "LOCK t IN SHARE UPDATE EXCLUSIVE MODE", "SET a.b = 'c'", "SAVEPOINT a" })
	void statementsThatBlockNobody(String text) {
		assertThat(impact(text)).isEqualTo(LockImpact.NONE);
	}

	private static LockImpact impact(String text) {
		return StatementKindTests.one(text).lockImpact();
	}

}
