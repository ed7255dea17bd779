// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import io.migration.database.Evidence;
import io.migration.database.Evidence.Verdict;
import io.migration.database.StatementProbe;
import io.migration.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Asks the catalog of PostgreSQL. Statements that may run twice without harm are simply
 * run again.
 */
class PostgreSqlStatementProbe implements StatementProbe {

	private final PostgreSqlIndexProbe indexes;

	PostgreSqlStatementProbe(PostgreSqlDatabase database) {
		this.indexes = new PostgreSqlIndexProbe(database);
	}

	@Override
	public Evidence probe(Connection connection, SqlStatement statement) throws SQLException {
		return switch (statement.kind()) {
			case CREATE_INDEX_CONCURRENTLY -> this.indexes.created(connection, statement);
			case DROP_INDEX_CONCURRENTLY -> this.indexes.dropped(connection, statement);
			case REINDEX_CONCURRENTLY -> this.indexes.rebuilt(connection, statement);
			case REINDEX_MANY, VACUUM, CLUSTER_ALL, ALTER_SYSTEM, ALTER_DATABASE_TABLESPACE ->
				Evidence.of(Verdict.RUN, "running it again does no harm");
			case CREATE_DATABASE ->
				created(connection, statement, "SELECT 1 FROM pg_catalog.pg_database WHERE datname = ?");
			case DROP_DATABASE ->
				dropped(connection, statement, "SELECT 1 FROM pg_catalog.pg_database WHERE datname = ?");
			case CREATE_TABLESPACE ->
				created(connection, statement, "SELECT 1 FROM pg_catalog.pg_tablespace WHERE spcname = ?");
			case DROP_TABLESPACE ->
				dropped(connection, statement, "SELECT 1 FROM pg_catalog.pg_tablespace WHERE spcname = ?");
			default -> isRebuild(statement) ? Evidence.of(Verdict.RUN, "running it again does no harm")
					: Evidence.of(Verdict.UNKNOWN, "the catalog does not show the effect of such a statement");
		};
	}

	private static boolean isRebuild(SqlStatement statement) {
		return statement.tokens().get(0).isWord("REINDEX") || statement.tokens().get(0).isWord("CLUSTER");
	}

	private static Evidence created(Connection connection, SqlStatement statement, String query) throws SQLException {
		String name = ObjectName.after(statement, 2);
		if (name == null) {
			return Evidence.of(Verdict.UNKNOWN, "the name of the object could not be read from the statement");
		}
		return exists(connection, query, name) ? Evidence.of(Verdict.DONE, "'" + name + "' exists")
				: Evidence.of(Verdict.RUN, "'" + name + "' does not exist");
	}

	private static Evidence dropped(Connection connection, SqlStatement statement, String query) throws SQLException {
		String name = ObjectName.after(statement, 2);
		if (name == null) {
			return Evidence.of(Verdict.UNKNOWN, "the name of the object could not be read from the statement");
		}
		return exists(connection, query, name) ? Evidence.of(Verdict.RUN, "'" + name + "' still exists")
				: Evidence.of(Verdict.DONE, "'" + name + "' is gone");
	}

	private static boolean exists(Connection connection, String query, @Nullable String name) throws SQLException {
		try (PreparedStatement exists = connection.prepareStatement(query)) {
			exists.setString(1, name);
			try (ResultSet row = exists.executeQuery()) {
				return row.next();
			}
		}
	}

}
