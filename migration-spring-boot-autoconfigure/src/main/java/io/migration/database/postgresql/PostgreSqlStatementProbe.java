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
 * Asks the catalog of PostgreSQL, for every kind of statement that it refuses in a
 * transaction. The decisions are listed in {@code docs/recovery.md}.
 */
class PostgreSqlStatementProbe implements StatementProbe {

	private static final Evidence HARMLESS = Evidence.of(Verdict.RUN, "running it again does no harm");

	private static final String DATABASE = "SELECT 1 FROM pg_catalog.pg_database WHERE datname = ?";

	private static final String TABLESPACE = "SELECT 1 FROM pg_catalog.pg_tablespace WHERE spcname = ?";

	private static final String TABLESPACE_OF_DATABASE = """
			SELECT t.spcname FROM pg_catalog.pg_database d JOIN pg_catalog.pg_tablespace t ON t.oid = d.dattablespace \
			WHERE d.datname = ?""";

	private final PostgreSqlWorkingSessions sessions = new PostgreSqlWorkingSessions();

	private final PostgreSqlSubscriptionProbe subscriptions = new PostgreSqlSubscriptionProbe();

	private final PostgreSqlIndexProbe indexes;

	private final PostgreSqlPartitionProbe partitions;

	PostgreSqlStatementProbe(PostgreSqlDatabase database) {
		this.indexes = new PostgreSqlIndexProbe(database);
		this.partitions = new PostgreSqlPartitionProbe(database);
	}

	@Override
	public Evidence probe(Connection connection, SqlStatement statement) throws SQLException {
		Integer session = this.sessions.find(connection, statement);
		if (session != null) {
			return Evidence.of(Verdict.AT_WORK,
					"session " + session + " still runs the statement in line " + statement.line());
		}
		return switch (statement.kind()) {
			case CREATE_INDEX_CONCURRENTLY -> this.indexes.created(connection, statement);
			case DROP_INDEX_CONCURRENTLY -> this.indexes.dropped(connection, statement);
			case REINDEX_CONCURRENTLY -> this.indexes.rebuilt(connection, statement);
			case DETACH_PARTITION_CONCURRENTLY -> this.partitions.detached(connection, statement);
			case CREATE_SUBSCRIPTION -> this.subscriptions.created(connection, statement);
			case DROP_SUBSCRIPTION -> this.subscriptions.dropped(connection, statement);
			case ALTER_SUBSCRIPTION -> this.subscriptions.changed(connection, statement);
			case REINDEX_MANY, VACUUM, CLUSTER_ALL -> HARMLESS;
			case ALTER_SYSTEM -> Evidence.of(Verdict.REPEAT, HARMLESS.reason());
			case CREATE_DATABASE -> created(connection, statement, DATABASE);
			case DROP_DATABASE -> dropped(connection, statement, DATABASE);
			case ALTER_DATABASE_TABLESPACE -> moved(connection, statement);
			case CREATE_TABLESPACE -> created(connection, statement, TABLESPACE);
			case DROP_TABLESPACE -> dropped(connection, statement, TABLESPACE);
			default -> isRebuild(statement) ? HARMLESS
					: Evidence.of(Verdict.UNKNOWN, "the catalog does not show the effect of such a statement");
		};
	}

	private static boolean isRebuild(SqlStatement statement) {
		return statement.tokens().get(0).isWord("REINDEX") || statement.tokens().get(0).isWord("CLUSTER");
	}

	private static Evidence moved(Connection connection, SqlStatement statement) throws SQLException {
		String name = ObjectName.after(statement, 2);
		String tablespace = ObjectName.after(statement, statement.tokens().size() - 1);
		String present = (name != null) ? first(connection, TABLESPACE_OF_DATABASE, name) : null;
		if (present == null) {
			return Evidence.of(Verdict.UNKNOWN, "the database could not be found");
		}
		return Evidence.of(present.equals(tablespace) ? Verdict.DONE : Verdict.RUN,
				"'" + name + "' is in the tablespace '" + present + "'");
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

	private static boolean exists(Connection connection, String query, String name) throws SQLException {
		return first(connection, query, name) != null;
	}

	private static @Nullable String first(Connection connection, String query, String name) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(query)) {
			statement.setString(1, name);
			try (ResultSet row = statement.executeQuery()) {
				return row.next() ? row.getString(1) : null;
			}
		}
	}

}
