// SPDX-License-Identifier: Apache-2.0
package io.migration.sql;

/**
 * What a statement is, as far as running it safely needs to know.
 *
 * @since 1.0.0
 */
public enum StatementKind {

	/** {@code BEGIN}, {@code START TRANSACTION}. */
	BEGIN,

	/** {@code COMMIT}, {@code END}. */
	COMMIT,

	/** {@code ROLLBACK}, {@code ABORT}; not {@code ROLLBACK TO}. */
	ROLLBACK,

	/** {@code COMMIT AND CHAIN}, {@code PREPARE TRANSACTION} and the like. */
	UNSUPPORTED_TRANSACTION_CONTROL,

	/** {@code SET}, {@code RESET}, {@code SELECT set_config(...)}. */
	SESSION_SETTING,

	/**
	 * {@code DISCARD ALL} or a call of {@code pg_advisory_unlock_all}: frees the
	 * migration lock.
	 */
	DISCARDS_LOCK,

	/** {@code COPY ... FROM stdin} with its data in the script. */
	COPY_FROM_STDIN,

	/** {@code CREATE INDEX CONCURRENTLY}. */
	CREATE_INDEX_CONCURRENTLY,

	/** {@code DROP INDEX CONCURRENTLY}. */
	DROP_INDEX_CONCURRENTLY,

	/** {@code REINDEX CONCURRENTLY} in both spellings. */
	REINDEX_CONCURRENTLY,

	/** {@code REINDEX SCHEMA|DATABASE|SYSTEM} without {@code CONCURRENTLY}. */
	REINDEX_MANY,

	/** {@code ALTER TABLE ... DETACH PARTITION ... CONCURRENTLY}. */
	DETACH_PARTITION_CONCURRENTLY,

	/** {@code VACUUM}. */
	VACUUM,

	/** {@code CLUSTER} without a table. */
	CLUSTER_ALL,

	/** {@code ALTER SYSTEM}. */
	ALTER_SYSTEM,

	/** {@code CREATE DATABASE}. */
	CREATE_DATABASE,

	/** {@code DROP DATABASE}. */
	DROP_DATABASE,

	/** {@code ALTER DATABASE ... SET TABLESPACE}. */
	ALTER_DATABASE_TABLESPACE,

	/** {@code CREATE TABLESPACE}. */
	CREATE_TABLESPACE,

	/** {@code DROP TABLESPACE}. */
	DROP_TABLESPACE,

	/** {@code CREATE SUBSCRIPTION} that creates its slot. */
	CREATE_SUBSCRIPTION,

	/** {@code DROP SUBSCRIPTION}. */
	DROP_SUBSCRIPTION,

	/** {@code ALTER SUBSCRIPTION} forms that refuse a transaction. */
	ALTER_SUBSCRIPTION,

	/**
	 * A query: {@code SELECT}, {@code VALUES}, {@code TABLE}, {@code WITH ... SELECT}.
	 */
	QUERY,

	/** {@code INSERT}, {@code UPDATE}, {@code DELETE}, {@code MERGE}. */
	CHANGE_DATA,

	/** {@code DO}, {@code CALL}. */
	PROCEDURE,

	/** Everything else. */
	OTHER

}
