// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import io.migration.database.Evidence;
import io.migration.database.Evidence.Verdict;
import io.migration.sql.DetachStatement;
import io.migration.sql.SqlStatement;

/**
 * Looks for the traces of {@code DETACH PARTITION ... CONCURRENTLY}. One that stopped
 * half-way cannot be taken back, only completed.
 */
class PostgreSqlPartitionProbe {

	// The column is as old as the statement, PostgreSQL 14
	private static final String STATE = """
			SELECT to_regclass(?) IS NOT NULL AND to_regclass(?) IS NOT NULL, \
			(SELECT coalesce(to_jsonb(h) ->> 'inhdetachpending', 'false') FROM pg_catalog.pg_inherits h \
			WHERE h.inhparent = to_regclass(?) AND h.inhrelid = to_regclass(?))""";

	private final PostgreSqlDatabase database;

	PostgreSqlPartitionProbe(PostgreSqlDatabase database) {
		this.database = database;
	}

	Evidence detached(Connection connection, SqlStatement statement) throws SQLException {
		DetachStatement parts = DetachStatement.of(statement);
		if (parts == null) {
			return Evidence.of(Verdict.UNKNOWN, "the names of the tables could not be read from the statement");
		}
		String table = this.database.quote(parts.table());
		String partition = this.database.quote(parts.partition());
		try (PreparedStatement query = connection.prepareStatement(STATE)) {
			query.setString(1, table);
			query.setString(2, partition);
			query.setString(3, table);
			query.setString(4, partition);
			try (ResultSet row = query.executeQuery()) {
				row.next();
				return judge(table, partition, row);
			}
		}
	}

	private static Evidence judge(String table, String partition, ResultSet row) throws SQLException {
		String pending = row.getString(2);
		if (!row.getBoolean(1)) {
			return Evidence.of(Verdict.UNKNOWN, "the table " + table + " or " + partition + " does not exist");
		}
		if (pending == null) {
			return Evidence.of(Verdict.DONE, partition + " is no partition of " + table);
		}
		if (!Boolean.parseBoolean(pending)) {
			return Evidence.of(Verdict.RUN, partition + " is still a partition of " + table);
		}
		return new Evidence(Verdict.FINISH,
				List.of("ALTER TABLE " + table + " DETACH PARTITION " + partition + " FINALIZE"),
				"the partition " + partition + " is detached half-way");
	}

}
