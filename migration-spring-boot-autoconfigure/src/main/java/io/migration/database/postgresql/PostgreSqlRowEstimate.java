// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Locale;

import io.migration.sql.QualifiedName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Estimates how many rows a table has, with its partitions and children: by what the
 * server has noted when it analyzed them, or else by a sample of a few blocks. A table of
 * no more blocks than that is counted.
 */
class PostgreSqlRowEstimate {

	private static final Logger logger = LoggerFactory.getLogger(PostgreSqlRowEstimate.class);

	/**
	 * How many blocks are read, which is 4 MB, and makes an estimate that is hardly ever
	 * wrong by more than a tenth.
	 */
	private static final double SAMPLED_BLOCKS = 500;

	private static final String NOTED = PostgreSqlKeyWalk.TREE
			+ """
					SELECT nullif(sum(greatest(c.reltuples, 0)), 0)::bigint, sum(s.blocks), \
					bool_or(c.relkind = 'r' AND c.reltuples <= 0 AND s.blocks > 0) AND NOT bool_or(c.relkind = 'f') \
					FROM tree JOIN pg_catalog.pg_class c ON c.oid = tree.id CROSS JOIN LATERAL (SELECT CASE c.relkind \
					WHEN 'r' THEN pg_catalog.pg_relation_size(c.oid) / current_setting('block_size')::bigint ELSE 0 END) s (blocks) \
					WHERE c.relkind IN ('r', 'f')""";

	private final PostgreSqlDatabase database;

	PostgreSqlRowEstimate(PostgreSqlDatabase database) {
		this.database = database;
	}

	@Nullable Long of(Connection connection, QualifiedName table) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(NOTED)) {
			statement.setString(1, this.database.quote(table));
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				Long noted = row.getObject(1, Long.class);
				return row.getBoolean(3) ? sampleIfPossible(connection, table, row.getLong(2)) : noted;
			}
		}
	}

	// Nothing depends on it, so nothing fails with it
	private @Nullable Long sampleIfPossible(Connection connection, QualifiedName table, long blocks)
			throws SQLException {
		Savepoint before = connection.setSavepoint();
		try {
			return sample(connection, table, Math.min(100, 100 * SAMPLED_BLOCKS / blocks));
		}
		catch (SQLException ex) {
			connection.rollback(before);
			logger.debug("The number of rows could not be estimated", ex);
			return null;
		}
	}

	private @Nullable Long sample(Connection connection, QualifiedName table, double percentage) throws SQLException {
		String sql = "SELECT count(*) FROM " + this.database.quote(table) + " TABLESAMPLE SYSTEM ("
				+ ((percentage < 100) ? String.format(Locale.ROOT, "%.9f", percentage) : "100") + ")";
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			row.next();
			long found = Math.round(row.getLong(1) * 100 / percentage);
			return (found > 0) ? found : null;
		}
	}

}
