// SPDX-License-Identifier: Apache-2.0
package io.migration.database.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

import io.migration.database.SegmentSettings;
import io.migration.database.SessionState;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of PostgreSQL behind a pooler that hands out another one for each transaction.
 * Whatever is set is set for the transaction only; what a script sets for its session is
 * put back before the commit, in the very session that has it. Outside of a transaction
 * nothing is done at all. Not safe for use by several threads.
 */
class PostgreSqlPooledSessions extends PostgreSqlSessions {

	private static final String SET_LOCAL = SET.replace("w.value, false)", "w.value, true)");

	private final @Nullable String schema;

	private @Nullable SessionState before;

	PostgreSqlPooledSessions(PostgreSqlDatabase database, @Nullable String schema) {
		super(database);
		this.schema = schema;
	}

	@Override
	public boolean pooled() {
		return true;
	}

	@Override
	public @Nullable String schema() {
		return this.schema;
	}

	@Override
	public SessionState capture(Connection connection) throws SQLException {
		return connection.getAutoCommit() ? new SessionState(Map.of(), "", "none") : super.capture(connection);
	}

	@Override
	public SessionState prepare(Connection connection, SessionState captured, @Nullable String schema) {
		return captured;
	}

	@Override
	public void apply(Connection connection, SegmentSettings settings) throws SQLException {
		if (connection.getAutoCommit()) {
			return;
		}
		SessionState found = super.capture(connection);
		this.before = found;
		Map<String, String> known = known((this.schema != null) ? searchPath(found, this.schema) : null);
		// How long the transaction may be idle is for the owner of the lease to say
		known.remove("idle_in_transaction_session_timeout");
		known.put("lock_timeout", milliseconds(settings.lockTimeout()));
		known.put("statement_timeout", milliseconds(settings.statementTimeout()));
		known.put("application_name", PostgreSqlDatabase.cut(settings.activity()));
		set(connection, SET_LOCAL, known);
	}

	/**
	 * The state given was read in whatever session happened to be there; what counts is
	 * how the present transaction found its session.
	 */
	@Override
	public void restore(Connection connection, SessionState state) throws SQLException {
		SessionState found = this.before;
		if (found != null && !connection.getAutoCommit()) {
			super.restore(connection, found);
		}
	}

}
