// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

import io.migration.BaselineRequest;
import io.migration.MigrationKind;
import io.migration.MigrationOptions;
import io.migration.StepState;
import io.migration.StepType;
import io.migration.TargetUnusableException;
import io.migration.TargetUnusableException.Reason;
import io.migration.database.Database;
import io.migration.database.TargetCondition;
import io.migration.history.HistoryJournal;
import io.migration.history.HistoryTables;
import io.migration.history.Progress;
import io.migration.history.StepRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be right before anything is written, and what is written first.
 */
class FirstRun {

	private static final Logger logger = LoggerFactory.getLogger(FirstRun.class);

	private final MigrationOptions options;

	private final Database database;

	private final TargetCondition condition;

	FirstRun(MigrationOptions options, Database database, TargetCondition condition) {
		this.options = options;
		this.database = database;
		this.condition = condition;
	}

	/**
	 * Refuse what cannot be migrated, whether or not it was migrated before.
	 * @return the schema to migrate
	 */
	String requireWritable() {
		if (this.condition.inRecovery()) {
			throw new TargetUnusableException(Reason.READ_ONLY,
					"The server is in recovery: it is a standby, which accepts no writes, and migrations are pending.",
					"Connect to the primary server, or migrate there first.", null);
		}
		if (this.condition.readOnly()) {
			throw new TargetUnusableException(Reason.READ_ONLY,
					"Transactions of this session are read-only, and migrations are pending.",
					"Give the migration a session that may write (default_transaction_read_only=off).", null);
		}
		String schema = this.condition.schema();
		if (schema == null) {
			throw new TargetUnusableException(Reason.SCHEMA_MISSING,
					"There is no current schema: no schema of the search path (" + this.condition.searchPath()
							+ ") exists in database '" + this.condition.databaseName() + "'.",
					"Create the schema, or set migration.schema, with migration.create-schemas=true if it is to be "
							+ "created.",
					null);
		}
		return schema;
	}

	void createSchema(Connection connection, String schema) throws SQLException {
		if (this.condition.schemaExists()) {
			return;
		}
		if (!this.options.plan().createSchemas()) {
			throw new TargetUnusableException(Reason.SCHEMA_MISSING,
					"The schema '" + schema + "' does not exist in database '" + this.condition.databaseName() + "'.",
					"Create it, correct migration.schema, or set migration.create-schemas=true.", null);
		}
		if (!this.condition.mayCreateSchemas()) {
			throw new TargetUnusableException(Reason.MISSING_PRIVILEGE,
					"The schema '" + schema + "' does not exist, and role '" + this.condition.user()
							+ "' may not create schemas in database '" + this.condition.databaseName() + "'.",
					"Create the schema, or run: GRANT CREATE ON DATABASE "
							+ this.database.quote(this.condition.databaseName()) + " TO "
							+ this.database.quote(this.condition.user()) + ";",
					null);
		}
		try {
			execute(connection, "CREATE SCHEMA IF NOT EXISTS " + this.database.quote(schema));
			logger.info("Created the schema {}", schema);
		}
		catch (SQLException ex) {
			requireCreatedMeanwhile(connection, ex);
		}
	}

	/**
	 * {@code IF NOT EXISTS} does not see what another session is just about to commit.
	 */
	private void requireCreatedMeanwhile(Connection connection, SQLException failure) throws SQLException {
		TargetCondition now = this.database.inspector()
			.inspect(connection, this.options.schema(), this.options.history().table());
		if (!now.schemaExists()) {
			throw failure;
		}
	}

	/**
	 * Refuse what cannot be taken over before anything is created, be it the table of
	 * leases only. A history that was there when the target was looked at answers all
	 * questions.
	 */
	void makeRoom(Connection connection, Placement placement, boolean takesOver) throws SQLException {
		if (!this.condition.historySchemas().contains(placement.historySchema())) {
			if (takesOver) {
				requireFree(placement);
			}
			else {
				requireRoom(placement);
			}
			createSchemaOfHistory(connection, placement);
		}
	}

	private void requireFree(Placement placement) {
		requireNoHistoryElsewhere(placement);
		requireCreate(placement.schema());
	}

	private boolean requireRoom(Placement placement) {
		requireNoHistoryElsewhere(placement);
		boolean baseline = this.condition.foreignObject() != null;
		if (baseline && !this.options.plan().baselineOnMigrate()) {
			throw notEmpty(placement.schema());
		}
		requireCreate(placement.schema());
		return baseline;
	}

	// Create the history, and take the schema over if it is not empty.
	void begin(Connection connection, Placement placement, HistoryJournal journal) throws SQLException {
		boolean baseline = requireRoom(placement);
		inTransaction(connection, () -> {
			journal.fence().enter(connection);
			createHistory(connection, placement);
			if (baseline) {
				baseline(connection, placement, journal, new BaselineRequest(this.options.plan().baselineVersion(),
						this.options.plan().baselineDescription(), null));
			}
		});
	}

	// Create the history if it is missing, and take the schema over, empty or not
	void takeOver(Connection connection, Placement placement, HistoryJournal journal, boolean historyExists,
			BaselineRequest request) throws SQLException {
		inTransaction(connection, () -> {
			journal.fence().enter(connection);
			if (!historyExists) {
				createHistory(connection, placement);
			}
			baseline(connection, placement, journal, request);
		});
	}

	private void createHistory(Connection connection, Placement placement) throws SQLException {
		new HistoryTables(this.database, placement.historySchema(), placement.historyTable()).create(connection);
	}

	private static void baseline(Connection connection, Placement placement, HistoryJournal journal,
			BaselineRequest request) throws SQLException {
		journal.add(connection, baselineRow(request), done(), List.of());
		logger.info("Took over schema {} at version {}", placement.schema(), request.version());
	}

	private static void inTransaction(Connection connection, Work work) throws SQLException {
		connection.setAutoCommit(false);
		try {
			work.run();
			connection.commit();
			connection.setAutoCommit(true);
		}
		catch (SQLException | RuntimeException ex) {
			rollBack(connection, ex);
			throw ex;
		}
	}

	// That nothing could be rolled back must not hide why it had to be
	private static void rollBack(Connection connection, Exception failure) {
		try {
			connection.rollback();
			connection.setAutoCommit(true);
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
		}
	}

	private void createSchemaOfHistory(Connection connection, Placement placement) throws SQLException {
		if (this.options.plan().createSchemas() && !placement.historySchema().equals(placement.schema())) {
			try {
				execute(connection, "CREATE SCHEMA IF NOT EXISTS " + this.database.quote(placement.historySchema()));
			}
			catch (SQLException ex) {
				// What another session is just about to commit is seen the second time
				execute(connection, "CREATE SCHEMA IF NOT EXISTS " + this.database.quote(placement.historySchema()));
			}
		}
	}

	private void requireNoHistoryElsewhere(Placement placement) {
		List<String> others = this.condition.historySchemas()
			.stream()
			.filter((schema) -> !schema.equals(placement.historySchema()))
			.toList();
		if (Placement.configuredHistorySchema(this.options) == null && !others.isEmpty()) {
			throw historyElsewhere(this.options, others.get(0), placement.schema());
		}
	}

	static TargetUnusableException historyElsewhere(MigrationOptions options, String found, @Nullable String expected) {
		String table = options.history().table();
		return new TargetUnusableException(Reason.HISTORY_ELSEWHERE,
				"The history '" + table + "' was found in schema '" + found + "', but the current schema is '"
						+ expected + "'.",
				"Set migration.schema to the schema that is to be migrated: '" + found
						+ "' to go on with that history, '" + expected + "' to begin a new one there.",
				null);
	}

	private TargetUnusableException notEmpty(String schema) {
		return new TargetUnusableException(Reason.NOT_EMPTY,
				"The schema '" + schema + "' is not empty (it has '" + this.condition.foreignObject()
						+ "', for one), but there is no history '" + this.options.history().table()
						+ "' that tells which migrations it already has.",
				"If this is the right database, take it over: set migration.baseline-on-migrate=true and "
						+ "migration.baseline-version to the version that it already has (now "
						+ this.options.plan().baselineVersion()
						+ "). Otherwise correct the data source or migration.schema.",
				null);
	}

	private void requireCreate(String schema) {
		if (this.condition.schemaExists() && !this.condition.mayCreateObjects()) {
			throw new TargetUnusableException(Reason.MISSING_PRIVILEGE,
					"Role '" + this.condition.user() + "' may not create objects in schema '" + schema
							+ "' of database '" + this.condition.databaseName() + "'.",
					"Migrate with the role that owns the schema (migration.datasource.username and "
							+ "migration.datasource.password), or run: GRANT CREATE ON SCHEMA "
							+ this.database.quote(schema) + " TO " + this.database.quote(this.condition.user()) + ";",
					null);
		}
	}

	private static StepRecord baselineRow(BaselineRequest request) {
		return new StepRecord(request.version().toString(), request.description(), MigrationKind.BASELINE, StepType.UP,
				1, null, "(baseline)", null, null, null, null, List.of(), null, null, 0);
	}

	private static Progress done() {
		Instant now = Instant.now();
		return new Progress(StepState.SUCCEEDED, 0, 1, now, now, null);
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/**
	 * What is done in a transaction.
	 */
	private interface Work {

		void run() throws SQLException;

	}

}
