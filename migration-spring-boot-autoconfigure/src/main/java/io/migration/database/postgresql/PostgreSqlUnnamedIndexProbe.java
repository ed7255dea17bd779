// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.migration.database.Evidence;
import io.migration.database.Evidence.Verdict;
import io.migration.sql.ConcurrentIndexStatement;
import io.migration.sql.IndexTwin;
import io.migration.sql.QualifiedName;
import io.migration.sql.SqlStatement;

/**
 * Looks for an index whose name the server has chosen. The server builds the same index
 * on an empty temporary copy of the table, in a transaction that is rolled back: that
 * tells the name it chooses and the definition as the catalog has it, so that nothing of
 * the statement has to be understood here.
 */
class PostgreSqlUnnamedIndexProbe {

	private static final String DEFINITION = """
			concat_ws('|', c.relam, i.indisunique, i.indnkeyatts, i.indnatts, \
			coalesce(to_jsonb(i) ->> 'indnullsnotdistinct', 'false'), i.indclass, i.indcollation, i.indoption, \
			(SELECT string_agg(pg_get_indexdef(i.indexrelid, a.attnum, false) || coalesce(a.attoptions::text, ''), ',' \
			ORDER BY a.attnum) FROM pg_catalog.pg_attribute a WHERE a.attrelid = i.indexrelid), \
			coalesce(pg_get_expr(i.indpred, i.indrelid), '-'), coalesce(c.reloptions::text, '-'))""";

	private static final String TWIN = """
			SELECT c.relname, %s FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid \
			WHERE i.indrelid = to_regclass(?)""".formatted(DEFINITION);

	private static final String SAME = """
			SELECT n.nspname, c.relname, i.indisvalid, EXISTS (SELECT 1 FROM pg_catalog.pg_stat_progress_create_index p \
			WHERE p.index_relid = i.indexrelid AND p.pid <> pg_backend_pid()) \
			FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid \
			JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE i.indrelid = to_regclass(?) AND %s = ? \
			AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid \
			AND k.contype IN ('p', 'u', 'x')) ORDER BY c.relname"""
		.formatted(DEFINITION);

	private final PostgreSqlDatabase database;

	PostgreSqlUnnamedIndexProbe(PostgreSqlDatabase database) {
		this.database = database;
	}

	Evidence created(Connection connection, SqlStatement statement, ConcurrentIndexStatement parts)
			throws SQLException {
		QualifiedName table = parts.table();
		String copy = (table != null) ? "pg_temp." + this.database.quote(table.name()) : "";
		String twin = IndexTwin.of(statement, copy);
		if (table == null || twin == null) {
			return Evidence.of(Verdict.UNKNOWN, "the statement could not be read");
		}
		Twin expected;
		try {
			expected = build(connection, this.database.quote(table), copy, twin);
		}
		catch (SQLException ex) {
			return Evidence.of(Verdict.UNKNOWN,
					"the server chose the name of the index, and what it would be cannot be " + "found out: "
							+ this.database.failures().message(ex));
		}
		return judge(expected, same(connection, this.database.quote(table), expected));
	}

	private static Twin build(Connection connection, String table, String copy, String twin) throws SQLException {
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement
				.execute("CREATE TEMPORARY TABLE " + copy.substring("pg_temp.".length()) + " (LIKE " + table + ")");
			statement.execute(twin);
			try (PreparedStatement query = connection.prepareStatement(TWIN)) {
				query.setString(1, copy);
				try (ResultSet row = query.executeQuery()) {
					row.next();
					return new Twin(row.getString(1), row.getString(2));
				}
			}
		}
		finally {
			connection.rollback();
			connection.setAutoCommit(true);
		}
	}

	private static List<Found> same(Connection connection, String table, Twin twin) throws SQLException {
		List<Found> found = new ArrayList<>();
		try (PreparedStatement query = connection.prepareStatement(SAME)) {
			query.setString(1, table);
			query.setString(2, twin.definition());
			try (ResultSet row = query.executeQuery()) {
				while (row.next()) {
					found.add(new Found(row.getString(1), row.getString(2), row.getBoolean(3), row.getBoolean(4)));
				}
			}
		}
		return found;
	}

	private Evidence judge(Twin expected, List<Found> same) {
		List<Found> own = same.stream().filter((index) -> expected.isNameOf(index.name())).toList();
		if (same.stream().anyMatch(Found::building)) {
			return Evidence.of(Verdict.AT_WORK, "another session is building such an index");
		}
		List<String> cleanUp = own.stream().filter((index) -> !index.valid()).map(this::drop).toList();
		boolean valid = own.stream().anyMatch(Found::valid);
		boolean foreign = same.stream().anyMatch((index) -> !index.valid() && !own.contains(index));
		if (foreign || (valid && !cleanUp.isEmpty())) {
			return new Evidence(Verdict.UNKNOWN, cleanUp,
					"the server chose the name of the index, and the table has an "
							+ "invalid index of this definition that may be another one: " + names(same));
		}
		if (valid) {
			return Evidence.of(Verdict.DONE, "the table has such an index and it is valid: " + names(own));
		}
		return cleanUp.isEmpty()
				? Evidence.of(Verdict.RUN, "the table has no index " + expected.name() + " of this definition")
				: new Evidence(Verdict.CLEAN_AND_RUN, cleanUp, "such an index is there but invalid: " + names(own));
	}

	private String drop(Found index) {
		return "DROP INDEX CONCURRENTLY IF EXISTS " + this.database.quote(index.schema(), index.name());
	}

	private static String names(List<Found> indexes) {
		return String.join(", ", indexes.stream().map(Found::name).toList());
	}

	/**
	 * The index on the copy.
	 *
	 * @param name the name that the server chose
	 * @param definition what the catalog says of it
	 */
	private record Twin(String name, String definition) {

		// A name that is taken gets a number; a long one is cut shorter for it
		boolean isNameOf(String candidate) {
			String base = candidate.replaceAll("[0-9]+$", "");
			return candidate.equals(this.name) || base.equals(this.name)
					|| (PostgreSqlDatabase.isLongest(candidate) && base.endsWith("_idx"));
		}

	}

	/**
	 * An index of the table.
	 *
	 * @param schema its schema
	 * @param name its name
	 * @param valid whether it is valid
	 * @param building whether another session builds it
	 */
	private record Found(String schema, String name, boolean valid, boolean building) {

	}

}
