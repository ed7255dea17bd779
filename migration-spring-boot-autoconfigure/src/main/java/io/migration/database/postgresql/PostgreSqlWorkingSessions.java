// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import io.migration.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Finds sessions that run a statement at this moment: a server goes on with it for a
 * while when its client is gone. Comments in front are left out of account; of a long
 * statement the server shows the beginning only.
 */
class PostgreSqlWorkingSessions {

	private static final String SAME_STATEMENT = """
			SELECT min(a.pid) FROM pg_catalog.pg_stat_activity a, LATERAL (SELECT \
			btrim(regexp_replace(a.query, '^(\\s|/\\*([^*]|\\*[^/])*\\*/|--[^\\n]*\\n)+', ''), E' ;\\t\\r\\n') AS text) q \
			WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND a.state = 'active' \
			AND (q.text = ? OR (octet_length(a.query) >= pg_size_bytes(current_setting('track_activity_query_size')) - 4 \
			AND q.text <> '' AND left(?, length(q.text)) = q.text))""";

	@Nullable Integer find(Connection connection, SqlStatement statement) throws SQLException {
		try (PreparedStatement query = connection.prepareStatement(SAME_STATEMENT)) {
			query.setString(1, statement.text());
			query.setString(2, statement.text());
			try (ResultSet row = query.executeQuery()) {
				row.next();
				int session = row.getInt(1);
				return row.wasNull() ? null : session;
			}
		}
	}

}
