// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.Connection;
import java.sql.SQLException;

import io.migration.database.TargetCondition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a statement that is to run outside of a transaction behind a connection
 * pooler, where nothing can be set for it.
 */
final class PooledStatement {

	private static final Logger logger = LoggerFactory.getLogger(PooledStatement.class);

	private final ExecutionSession session;

	private final PlannedStep planned;

	PooledStatement(ExecutionSession session, PlannedStep planned) {
		this.session = session;
		this.planned = planned;
	}

	/**
	 * Refuse the statement if its names would be looked up in another schema, else say
	 * how it runs.
	 */
	void check(Segment.Numbered numbered) throws StatementFailure {
		String schema = this.session.database().sessions().schema();
		try {
			if (schema != null && !schema.equals(currentSchema(this.session.connection()))) {
				throw new SQLException("Behind a connection pooler a statement outside of a transaction is looked up "
						+ "with the search path of the server, which does not begin with '" + schema
						+ "'. Give the migration a direct connection to the server, or the role this search path: "
						+ "ALTER ROLE ... SET search_path");
			}
		}
		catch (SQLException ex) {
			throw new StatementFailure(numbered, ex);
		}
		logger
			.warn("Migration {}, line {}: behind a connection pooler a statement outside of a transaction runs with the "
					+ "defaults of the server; neither the time-outs of this application nor what the script has set "
					+ "apply to it. A direct connection to the server for the migration avoids that.",
					this.planned.id(), numbered.statement().sql().line());
	}

	private String currentSchema(Connection connection) throws SQLException {
		TargetCondition condition = this.session.database().inspector().inspect(connection, null, "");
		return String.valueOf(condition.schema());
	}

}
