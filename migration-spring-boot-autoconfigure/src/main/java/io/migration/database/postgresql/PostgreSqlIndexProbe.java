// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.migration.database.Evidence;
import io.migration.database.Evidence.Verdict;
import io.migration.sql.ConcurrentIndexStatement;
import io.migration.sql.QualifiedName;
import io.migration.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the traces of statements that build, drop or rebuild an index beside running
 * transactions. A build that fails leaves an invalid index behind, a rebuild one whose
 * name ends in {@code _ccnew} or {@code _ccold}.
 */
class PostgreSqlIndexProbe {

	private static final String INDEX = """
			SELECT i.indisvalid, EXISTS (SELECT 1 FROM pg_catalog.pg_stat_progress_create_index p \
			WHERE p.index_relid = i.indexrelid AND p.pid <> pg_backend_pid()), n.nspname, c.relname \
			FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid \
			JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE i.indexrelid = to_regclass(?)""";

	private static final String INDEX_OF_TABLE = INDEX.replace("i.indexrelid = to_regclass(?)",
			"c.relname = ? AND i.indrelid = to_regclass(?)");

	private static final String REMAINS = """
			SELECT n.nspname, c.relname FROM pg_catalog.pg_index i \
			JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid \
			JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
			WHERE NOT i.indisvalid AND c.relname ~ '_cc(new|old)[0-9]*$' AND n.nspname <> 'pg_toast' \
			AND (i.indrelid = to_regclass(?) OR n.nspname = ? \
			OR i.indrelid = (SELECT x.indrelid FROM pg_catalog.pg_index x WHERE x.indexrelid = to_regclass(?))) \
			AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_stat_progress_create_index p \
			WHERE p.index_relid = i.indexrelid)""";

	private final PostgreSqlDatabase database;

	PostgreSqlIndexProbe(PostgreSqlDatabase database) {
		this.database = database;
	}

	Evidence created(Connection connection, SqlStatement statement) throws SQLException {
		ConcurrentIndexStatement parts = ConcurrentIndexStatement.of(statement);
		QualifiedName index = (parts != null) ? parts.index() : null;
		if (parts == null || index == null) {
			return Evidence.of(Verdict.UNKNOWN, "the statement does not name the index, so it cannot be looked up");
		}
		// An index of that name on another table is none of ours
		try (PreparedStatement query = connection.prepareStatement(INDEX_OF_TABLE)) {
			query.setString(1, index.name());
			query.setString(2, quotedOrNull(parts.table()));
			try (ResultSet row = query.executeQuery()) {
				return row.next() ? existing(row)
						: Evidence.of(Verdict.RUN, "the table has no index " + this.database.quote(index));
			}
		}
	}

	private Evidence existing(ResultSet row) throws SQLException {
		String name = this.database.quote(row.getString(3), row.getString(4));
		if (row.getBoolean(1)) {
			return Evidence.of(Verdict.DONE, "the index " + name + " is there and valid");
		}
		if (row.getBoolean(2)) {
			return Evidence.of(Verdict.AT_WORK, "another session is building the index " + name);
		}
		return new Evidence(Verdict.CLEAN_AND_RUN, List.of("DROP INDEX CONCURRENTLY IF EXISTS " + name),
				"the index " + name + " is there but invalid");
	}

	Evidence dropped(Connection connection, SqlStatement statement) throws SQLException {
		ConcurrentIndexStatement parts = ConcurrentIndexStatement.of(statement);
		QualifiedName index = (parts != null) ? parts.index() : null;
		if (index == null) {
			return Evidence.of(Verdict.UNKNOWN, "the name of the index could not be read from the statement");
		}
		try (PreparedStatement query = connection.prepareStatement(INDEX)) {
			query.setString(1, this.database.quote(index));
			try (ResultSet row = query.executeQuery()) {
				return row.next()
						? Evidence.of(Verdict.RUN, "the index " + this.database.quote(index) + " is still there")
						: Evidence.of(Verdict.DONE, "the index " + this.database.quote(index) + " is gone");
			}
		}
	}

	Evidence rebuilt(Connection connection, SqlStatement statement) throws SQLException {
		ConcurrentIndexStatement parts = ConcurrentIndexStatement.of(statement);
		if (parts == null) {
			return Evidence.of(Verdict.RUN, "rebuilding again does no harm");
		}
		List<String> cleanUp = new ArrayList<>();
		try (PreparedStatement query = connection.prepareStatement(REMAINS)) {
			query.setString(1, quotedOrNull(parts.table()));
			query.setString(2, parts.schema());
			query.setString(3, quotedOrNull(parts.index()));
			try (ResultSet rows = query.executeQuery()) {
				while (rows.next()) {
					cleanUp.add("DROP INDEX CONCURRENTLY IF EXISTS "
							+ this.database.quote(rows.getString(1), rows.getString(2)));
				}
			}
		}
		return cleanUp.isEmpty() ? Evidence.of(Verdict.RUN, "rebuilding again does no harm")
				: new Evidence(Verdict.CLEAN_AND_RUN, cleanUp, "an interrupted rebuild left invalid indexes");
	}

	private @Nullable String quotedOrNull(@Nullable QualifiedName name) {
		return (name != null) ? this.database.quote(name) : null;
	}

}
