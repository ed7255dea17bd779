// SPDX-License-Identifier: Apache-2.0
package io.migration.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.migration.database.Database;
import io.migration.database.RegisterTables;

/**
 * Creates this project's tables and brings them to the present format.
 *
 * @since 1.0.0
 */
public final class HistoryTables {

	/**
	 * Name of the register of instances, which is in the schema of the history.
	 */
	public static final String REGISTER = "migration_instance";

	/**
	 * Name of the table with a row for each backfill, which is in the schema of the
	 * history.
	 */
	public static final String BACKFILLS = "migration_backfill";

	/**
	 * Name of the table with the ranges of keys that backfills have handed out.
	 */
	public static final String BACKFILL_RANGES = "migration_backfill_range";

	/**
	 * Name of the releases that the register has seen.
	 */
	public static final String RELEASES = "migration_release";

	private final Database database;

	private final String schema;

	private final String table;

	/**
	 * Create an object for one history.
	 * @param database the database
	 * @param schema schema of the history
	 * @param table name of the history
	 */
	public HistoryTables(Database database, String schema, String table) {
		this.database = database;
		this.schema = schema;
		this.table = table;
	}

	/**
	 * Create history and register in the transaction of the connection.
	 * @param connection the connection
	 * @throws SQLException if a statement fails
	 */
	public void create(Connection connection) throws SQLException {
		List<String> statements = new ArrayList<>(this.database.historySql().createHistory(this.schema, this.table));
		statements.add(this.database.historySql()
			.comment(this.schema, this.table, HistoryFormat.comment(HistoryFormat.PRESENT)));
		statements.addAll(this.database.rolloutSql().create(register(this.schema)));
		execute(connection, statements);
	}

	/**
	 * Create the tables of backfills unless they are there, in the transaction of the
	 * connection.
	 * @param connection the connection
	 * @throws SQLException if a statement fails
	 */
	public void createBackfills(Connection connection) throws SQLException {
		execute(connection, this.database.backfillSql().create(this.schema, BACKFILLS, BACKFILL_RANGES));
	}

	/**
	 * Return where the register beside a history is.
	 * @param schema schema of the history
	 * @return the tables
	 */
	public static RegisterTables register(String schema) {
		return new RegisterTables(schema, REGISTER, RELEASES);
	}

	private static void execute(Connection connection, List<String> statements) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

}
