// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SessionEffectsTests {

	@ParameterizedTest
	@ValueSource(strings = { "SET a.b = 'c'", "SET SESSION work_mem = '1MB'", "SET ROLE x",
			"SET SESSION AUTHORIZATION x", "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
			"SET TIME ZONE 'UTC'", "RESET ALL", "RESET ROLE", "DISCARD ALL", "DISCARD TEMP", "LOAD 'x'",
			"PREPARE x AS SELECT 1", "EXECUTE x", "DEALLOCATE ALL", "LISTEN x", "UNLISTEN *", "SELECT 1",
			"SELECT a INTO TEMP b FROM c", "DO $$ BEGIN END $$", "CALL p()", "CREATE TEMP TABLE t (a int)",
			"CREATE TEMPORARY SEQUENCE s", "create local temp table t (a int)",
			"CREATE OR REPLACE TEMP VIEW v AS SELECT 1", "CREATE TABLE pg_temp.t (a int)",
			"DECLARE c CURSOR WITH HOLD FOR SELECT 1", "INSERT INTO t SELECT set_config('a.b', 'c', false)",
			"CREATE TABLE t AS SELECT set_config('a.b', 'c', false)", "EXPLAIN ANALYZE SELECT f()",
			"SELECT pg_advisory_unlock_all()", "FROBNICATE x", "${statement}" })
	void statementThatMayChangeTheSession(String text) {
		assertThat(StatementKindTests.one(text).changesSession()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET LOCAL work_mem = '1MB'", "SET TRANSACTION READ ONLY", "SET CONSTRAINTS ALL IMMEDIATE",
			"CREATE TABLE t (a int)", "CREATE TABLE temp (a int)", "CREATE UNLOGGED TABLE t (a int)",
			"ALTER TABLE t ADD x int", "DROP TABLE t", "CREATE FUNCTION f() RETURNS int RETURN 1",
			"CREATE INDEX CONCURRENTLY i ON t (a)", "INSERT INTO t VALUES (1, 'set_config(')",
			"INSERT INTO t VALUES (now())", "UPDATE t SET a = f(a)", "DELETE FROM t",
			"WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a", "COPY t FROM '/x'", "COMMENT ON TABLE t IS 'x'",
			"GRANT SELECT ON t TO x", "TRUNCATE t", "VACUUM", "ANALYZE", "REFRESH MATERIALIZED VIEW v", "SAVEPOINT a",
			"ROLLBACK TO a", "DECLARE c CURSOR FOR SELECT 1", "NOTIFY x", "LOCK t", "BEGIN", "COMMIT",
			"ALTER ROLE x SET work_mem = '1MB'" })
	void statementThatLeavesTheSessionAlone(String text) {
		assertThat(StatementKindTests.one(text).changesSession()).isFalse();
	}

}
