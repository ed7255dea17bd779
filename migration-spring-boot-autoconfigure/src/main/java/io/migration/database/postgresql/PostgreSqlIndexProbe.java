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

	// An index of that name on another table is none of ours
	private static final String INDEX_OF_TABLE = """
			SELECT i.indisvalid, EXISTS (SELECT 1 FROM pg_catalog.pg_stat_progress_create_index p \
			WHERE p.index_relid = i.indexrelid AND p.pid <> pg_backend_pid()), n.nspname, c.relname \
			FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid \
			JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
			WHERE c.relname = ? AND i.indrelid = to_regclass(?)""";

	private static final String ELSEWHERE = """
			SELECT i.indisvalid AND n.nspname <> current_schema() AND array_length(current_schemas(false), 1) > 1 \
			FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid \
			JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE i.indexrelid = to_regclass(?)""";

	// Partitions and TOAST tables are rebuilt with their table
	private static final String REMAINS = """
			WITH named AS (SELECT to_regclass(?) AS tab, to_regclass(?) AS idx), \
			tables AS (SELECT n.tab AS oid FROM named n UNION \
			SELECT t.relid FROM named n, pg_partition_tree(n.tab) t UNION SELECT x.indrelid FROM named n, \
			pg_catalog.pg_index x WHERE x.indexrelid = n.idx \
			OR x.indexrelid IN (SELECT t.relid FROM pg_partition_tree(n.idx) t) UNION \
			SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace s ON s.oid = c.relnamespace \
			WHERE c.relkind IN ('r', 'm') AND (s.nspname = ? OR (? AND s.nspname !~ '^pg_'))), \
			affected AS (SELECT t.oid FROM tables t UNION SELECT c.reltoastrelid FROM tables t \
			JOIN pg_catalog.pg_class c ON c.oid = t.oid WHERE c.reltoastrelid <> 0) \
			SELECT n.nspname, c.relname FROM pg_catalog.pg_index i JOIN affected a ON a.oid = i.indrelid \
			JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid \
			JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
			WHERE NOT i.indisvalid AND c.relkind = 'i' AND c.relname ~ '_cc(new|old)[0-9]*$' \
			AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_stat_progress_create_index p \
			WHERE p.index_relid = i.indexrelid)""";

	private final PostgreSqlDatabase database;

	private final PostgreSqlUnnamedIndexProbe unnamed;

	PostgreSqlIndexProbe(PostgreSqlDatabase database) {
		this.database = database;
		this.unnamed = new PostgreSqlUnnamedIndexProbe(database);
	}

	Evidence created(Connection connection, SqlStatement statement) throws SQLException {
		ConcurrentIndexStatement parts = ConcurrentIndexStatement.of(statement);
		QualifiedName index = (parts != null) ? parts.index() : null;
		if (parts == null) {
			return Evidence.of(Verdict.UNKNOWN, "the names could not be read from the statement");
		}
		if (index == null) {
			return this.unnamed.created(connection, statement, parts);
		}
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
		String name = this.database.quote(index);
		try (PreparedStatement query = connection.prepareStatement(ELSEWHERE)) {
			query.setString(1, name);
			try (ResultSet row = query.executeQuery()) {
				if (!row.next()) {
					return Evidence.of(Verdict.DONE, "the index " + name + " is gone");
				}
				// Once the first one is gone, the name may mean one that nobody wanted to
				// drop
				return (index.schema() == null && row.getBoolean(1))
						? Evidence.of(Verdict.UNKNOWN, "an index " + name + " is in another schema of the search path")
						: Evidence.of(Verdict.RUN, "the index " + name + " is still there");
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
			query.setString(2, quotedOrNull(parts.index()));
			query.setString(3, parts.schema());
			query.setBoolean(4, parts.table() == null && parts.index() == null && parts.schema() == null);
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
