// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StatementKindTests {

	@ParameterizedTest
	@CsvSource(delimiterString = "==>", quoteCharacter = '`', textBlock = """
			BEGIN                                   ==> BEGIN
			begin work isolation level serializable ==> BEGIN
			START TRANSACTION READ ONLY             ==> BEGIN
			COMMIT                                  ==> COMMIT
			COMMIT WORK AND NO CHAIN                ==> COMMIT
			END                                     ==> COMMIT
			END TRANSACTION                         ==> COMMIT
			ROLLBACK                                ==> ROLLBACK
			ABORT WORK                              ==> ROLLBACK
			ROLLBACK TRANSACTION AND NO CHAIN       ==> ROLLBACK
			COMMIT AND CHAIN                        ==> UNSUPPORTED_TRANSACTION_CONTROL
			END AND CHAIN                           ==> UNSUPPORTED_TRANSACTION_CONTROL
			ROLLBACK WORK AND CHAIN                 ==> UNSUPPORTED_TRANSACTION_CONTROL
			PREPARE TRANSACTION 'x'                 ==> UNSUPPORTED_TRANSACTION_CONTROL
			COMMIT PREPARED 'x'                     ==> UNSUPPORTED_TRANSACTION_CONTROL
			ROLLBACK PREPARED 'x'                   ==> UNSUPPORTED_TRANSACTION_CONTROL
			""")
	void transactionControlIsRecognised(String text, StatementKind kind) {
		SqlStatement statement = one(text);
		assertThat(statement.kind()).isEqualTo(kind);
		assertThat(statement.transactionUse()).isEqualTo(TransactionUse.CONTROL);
		assertThat(statement.lockImpact()).isEqualTo(LockImpact.NONE);
		assertThat(statement.changesSession()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "==>", quoteCharacter = '`', textBlock = """
			CREATE INDEX CONCURRENTLY i ON t (a)                    ==> CREATE_INDEX_CONCURRENTLY
			create unique index concurrently if not exists i on t(a) ==> CREATE_INDEX_CONCURRENTLY
			CREATE INDEX /* c */ CONCURRENTLY ON t (a)              ==> CREATE_INDEX_CONCURRENTLY
			DROP INDEX CONCURRENTLY IF EXISTS i                     ==> DROP_INDEX_CONCURRENTLY
			REINDEX INDEX CONCURRENTLY i                            ==> REINDEX_CONCURRENTLY
			REINDEX TABLE CONCURRENTLY t                            ==> REINDEX_CONCURRENTLY
			REINDEX SCHEMA CONCURRENTLY s                           ==> REINDEX_CONCURRENTLY
			REINDEX (VERBOSE, CONCURRENTLY) TABLE t                 ==> REINDEX_CONCURRENTLY
			REINDEX (CONCURRENTLY TRUE) TABLE t                     ==> REINDEX_CONCURRENTLY
			REINDEX (concurrently on, verbose) INDEX i              ==> REINDEX_CONCURRENTLY
			REINDEX SCHEMA s                                        ==> REINDEX_MANY
			REINDEX (VERBOSE) DATABASE d                            ==> REINDEX_MANY
			REINDEX SYSTEM                                          ==> REINDEX_MANY
			REINDEX (CONCURRENTLY FALSE) DATABASE d                 ==> REINDEX_MANY
			ALTER TABLE p DETACH PARTITION s.c CONCURRENTLY         ==> DETACH_PARTITION_CONCURRENTLY
			ALTER TABLE IF EXISTS p DETACH PARTITION "c" CONCURRENTLY ==> DETACH_PARTITION_CONCURRENTLY
			VACUUM                                                  ==> VACUUM
			VACUUM (FULL, ANALYZE) t                                ==> VACUUM
			VACUUM ANALYZE t                                        ==> VACUUM
			CLUSTER                                                 ==> CLUSTER_ALL
			CLUSTER VERBOSE                                         ==> CLUSTER_ALL
			CLUSTER (VERBOSE)                                       ==> CLUSTER_ALL
			ALTER SYSTEM SET work_mem = '8MB'                       ==> ALTER_SYSTEM
			CREATE DATABASE d                                       ==> CREATE_DATABASE
			DROP DATABASE IF EXISTS d                               ==> DROP_DATABASE
			ALTER DATABASE d SET TABLESPACE x                       ==> ALTER_DATABASE_TABLESPACE
			CREATE TABLESPACE x LOCATION '/x'                       ==> CREATE_TABLESPACE
			DROP TABLESPACE x                                       ==> DROP_TABLESPACE
			CREATE SUBSCRIPTION s CONNECTION 'c' PUBLICATION p      ==> CREATE_SUBSCRIPTION
			CREATE SUBSCRIPTION s CONNECTION 'c' PUBLICATION p WITH (create_slot = true) ==> CREATE_SUBSCRIPTION
			DROP SUBSCRIPTION s                                     ==> DROP_SUBSCRIPTION
			ALTER SUBSCRIPTION s REFRESH PUBLICATION                ==> ALTER_SUBSCRIPTION
			ALTER SUBSCRIPTION s SET PUBLICATION p                  ==> ALTER_SUBSCRIPTION
			ALTER SUBSCRIPTION s ADD PUBLICATION p WITH (refresh = true) ==> ALTER_SUBSCRIPTION
			ALTER SUBSCRIPTION s DROP PUBLICATION p                 ==> ALTER_SUBSCRIPTION
			ALTER SUBSCRIPTION s SET (failover = true)              ==> ALTER_SUBSCRIPTION
			DISCARD ALL                                             ==> DISCARDS_LOCK
			""")
	void statementThatRefusesATransactionIsRecognised(String text, StatementKind kind) {
		SqlStatement statement = one(text);
		assertThat(statement.kind()).isEqualTo(kind);
		assertThat(statement.transactionUse()).isEqualTo(TransactionUse.FORBIDDEN);
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "==>", quoteCharacter = '`', textBlock = """
			SAVEPOINT a                                             ==> OTHER
			RELEASE SAVEPOINT a                                     ==> OTHER
			ROLLBACK TO a                                           ==> OTHER
			ROLLBACK WORK TO SAVEPOINT a                            ==> OTHER
			SET TRANSACTION ISOLATION LEVEL SERIALIZABLE            ==> OTHER
			SET CONSTRAINTS ALL DEFERRED                            ==> OTHER
			SET LOCAL lock_timeout = '1s'                           ==> SESSION_SETTING
			SET search_path TO s, public                            ==> SESSION_SETTING
			RESET ALL                                               ==> SESSION_SETTING
			SELECT set_config('a.b', 'c', false)                    ==> SESSION_SETTING
			SELECT pg_catalog.set_config('search_path', '', false)  ==> SESSION_SETTING
			SELECT set_config                                       ==> QUERY
			SELECT 'set_config('                                    ==> QUERY
			VALUES (1)                                              ==> QUERY
			TABLE t                                                 ==> QUERY
			(SELECT 1) UNION (SELECT 2)                             ==> QUERY
			WITH a AS (SELECT 1) SELECT * FROM a                    ==> QUERY
			WITH RECURSIVE a (x) AS (SELECT 1) (SELECT x FROM a)    ==> QUERY
			WITH insert AS (SELECT 1) SELECT * FROM insert          ==> QUERY
			WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a      ==> CHANGE_DATA
			WITH a AS (SELECT 1) UPDATE t SET x = 1                 ==> CHANGE_DATA
			WITH a AS NOT MATERIALIZED (DELETE FROM t RETURNING x) SELECT * FROM a ==> CHANGE_DATA
			WITH a AS (SELECT 1) SEARCH DEPTH FIRST BY x SET o DELETE FROM t ==> CHANGE_DATA
			SELECT * FROM t FOR UPDATE                              ==> QUERY
			INSERT INTO t VALUES (1)                                ==> CHANGE_DATA
			update t set a = 1                                      ==> CHANGE_DATA
			DELETE FROM t                                           ==> CHANGE_DATA
			MERGE INTO t USING s ON a = b WHEN MATCHED THEN DELETE  ==> CHANGE_DATA
			DO $$ BEGIN END $$                                      ==> PROCEDURE
			CALL p(1)                                               ==> PROCEDURE
			ANALYZE t                                               ==> OTHER
			CLUSTER t USING i                                       ==> OTHER
			REINDEX TABLE t                                         ==> OTHER
			REINDEX (CONCURRENTLY FALSE) TABLE t                    ==> OTHER
			REINDEX (CONCURRENTLY OFF) INDEX i                      ==> OTHER
			REINDEX (CONCURRENTLY 0) INDEX concurrently_built       ==> OTHER
			ALTER TABLE p DETACH PARTITION c                        ==> OTHER
			ALTER TABLE p DETACH PARTITION c FINALIZE               ==> OTHER
			ALTER DATABASE d SET work_mem = '1MB'                   ==> OTHER
			CREATE INDEX i ON t (a)                                 ==> OTHER
			CREATE INDEX "concurrently" ON t (a)                    ==> OTHER
			CREATE SUBSCRIPTION s CONNECTION 'c' PUBLICATION p WITH (connect = false) ==> OTHER
			CREATE SUBSCRIPTION s CONNECTION 'c' PUBLICATION p WITH (slot_name = x, create_slot = 'off') ==> OTHER
			ALTER SUBSCRIPTION s SET PUBLICATION p WITH (copy_data = false, refresh = false) ==> OTHER
			ALTER SUBSCRIPTION s SET (binary = true)                ==> OTHER
			ALTER SUBSCRIPTION s ENABLE                             ==> OTHER
			DISCARD PLANS                                           ==> OTHER
			PREPARE x AS SELECT 1                                   ==> OTHER
			EXPLAIN SELECT 1                                        ==> OTHER
			SELECT pg_advisory_unlock_all()                         ==> DISCARDS_LOCK
			SELECT pg_catalog."pg_advisory_unlock_all"()            ==> DISCARDS_LOCK
			INSERT INTO t SELECT PG_ADVISORY_UNLOCK_ALL ( )         ==> DISCARDS_LOCK
			DO $$ BEGIN PERFORM pg_advisory_unlock_all(); END $$    ==> DISCARDS_LOCK
			DO 'BEGIN PERFORM pg_advisory_unlock_all(); END'        ==> DISCARDS_LOCK
			DO LANGUAGE plpython3u $$ plpy.execute("pg_advisory_unlock_all() ' ") $$ ==> DISCARDS_LOCK
			DO $$ BEGIN EXECUTE 'SELECT pg_advisory_unlock_all()'; END $$ ==> DISCARDS_LOCK
			DO LANGUAGE plperl $$ don't; pg_advisory_unlock_all $$ ==> DISCARDS_LOCK
			DO $$ BEGIN NULL; /* pg_advisory_unlock_all() */ END $$ ==> PROCEDURE
			SELECT 'pg_advisory_unlock_all()'                       ==> QUERY
			GRANT EXECUTE ON FUNCTION pg_advisory_unlock_all() TO x ==> OTHER
			CREATE FUNCTION f() RETURNS void BEGIN ATOMIC SELECT pg_advisory_unlock_all(); END ==> OTHER
			""")
	void otherStatementMayRunInATransaction(String text, StatementKind kind) {
		SqlStatement statement = one(text);
		assertThat(statement.kind()).isEqualTo(kind);
		assertThat(statement.transactionUse()).isEqualTo(TransactionUse.ALLOWED);
	}

	static SqlStatement one(String text) {
		return SqlDialect.postgresql().read(text).statements().get(0);
	}

}
