// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import io.migration.sql.SqlDialect;
import org.jspecify.annotations.Nullable;

/**
 * One database system in one version. Stateless: every operation takes the connection to
 * work on, and implementations may be shared between threads.
 *
 * @since 1.0.0
 */
public interface Database {

	/**
	 * Return product and version.
	 * @return for instance {@code PostgreSQL 18.1}
	 */
	String name();

	/**
	 * Return how scripts for this system are read.
	 * @return the dialect
	 */
	SqlDialect dialect();

	/**
	 * Quote an identifier. Every name that becomes part of a statement passes through
	 * here.
	 * @param identifier the name as it is stored in the catalog
	 * @return the quoted name
	 * @throws IllegalArgumentException if no identifier can be like that
	 */
	String quote(String identifier);

	/**
	 * Quote a qualified name.
	 * @param schema the schema
	 * @param name the name within it
	 * @return the quoted, qualified name
	 */
	default String quote(String schema, String name) {
		return quote(schema) + "." + quote(name);
	}

	/**
	 * Return how to look at a target as a whole.
	 * @return the inspector
	 */
	TargetInspector inspector();

	/**
	 * Return the statements for this project's own tables.
	 * @return the statements
	 */
	HistorySql historySql();

	/**
	 * Return the statements for the tables of backfills.
	 * @return the statements
	 */
	BackfillSql backfillSql();

	/**
	 * Return the rows that tell how far backfills are.
	 * @param schema schema of the history
	 * @param table name of the table
	 * @param ranges name of the table of ranges
	 * @return the cursors
	 */
	BackfillCursors backfillCursors(String schema, String table, String ranges);

	/**
	 * Return the ranges that backfills have handed out.
	 * @param schema schema of the history
	 * @param table name of the table
	 * @param cursors name of the table of cursors
	 * @return the ranges
	 */
	BackfillRanges backfillRanges(String schema, String table, String cursors);

	/**
	 * Return how to walk through a table.
	 * @return the walk
	 */
	KeyWalk keyWalk();

	/**
	 * Return the statements for the register of instances and the gates of contracts.
	 * @return the statements
	 */
	RolloutSql rolloutSql();

	/**
	 * Return how to bring a session into a known state and back.
	 * @return the sessions
	 */
	Sessions sessions();

	/**
	 * Return the locks that a session holds.
	 * @return the locks
	 */
	SessionLocks sessionLocks();

	/**
	 * Return the rows that say who may migrate.
	 * @return the leases
	 */
	LeaseLocks leaseLocks();

	/**
	 * Return this database as it has to be treated behind a connection pooler that hands
	 * out another session for each transaction. Not safe for use by several threads.
	 * @param schema the schema that unqualified names refer to; {@code null} to leave the
	 * search path alone
	 * @return the same database with {@linkplain Sessions#pooled() other sessions}
	 */
	Database pooled(@Nullable String schema);

	/**
	 * Return how to understand errors.
	 * @return the errors
	 */
	Failures failures();

	/**
	 * Return how to see who blocks whom.
	 * @return the observer
	 */
	LockObserver lockObserver();

	/**
	 * Return how to see how busy the server is.
	 * @return the observer
	 */
	LoadObserver loadObserver();

	/**
	 * Return how to tell whether a statement took effect.
	 * @return the probe
	 */
	StatementProbe statementProbe();

	/**
	 * Return how to tell what data a statement would destroy.
	 * @return the probe
	 */
	DataLossProbe dataLossProbe();

	/**
	 * Return how to read what exists.
	 * @return the reader
	 */
	CatalogReader catalogReader();

	/**
	 * Return how to send data that belongs to a statement.
	 * @return the loader
	 */
	BulkLoader bulkLoader();

}
