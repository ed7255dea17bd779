// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

import javax.sql.DataSource;

import io.migration.MigrationEngine;
import io.migration.MigrationListener;
import io.migration.MigrationOptions;
import io.migration.MigrationRun;
import io.migration.MigrationStatus;
import io.migration.MigrationVersion;
import io.migration.database.BorrowedConnection;
import io.migration.database.Database;
import io.migration.database.FailureKind;
import io.migration.execution.ListenerNotifier;
import io.migration.history.HistoryReader;
import io.migration.history.HistorySnapshot;
import io.migration.rollout.InstanceRegister;
import org.jspecify.annotations.Nullable;

/**
 * The engine of one target. Keeps nothing between calls but the list of scripts and where
 * the register is.
 */
class DefaultMigrationEngine implements MigrationEngine {

	private final DataSource dataSource;

	private final MigrationOptions options;

	private final Scripts scripts;

	private final ListenerNotifier listeners;

	private volatile @Nullable String registerSchema;

	DefaultMigrationEngine(DataSource dataSource, MigrationOptions options, Scripts scripts,
			Collection<? extends MigrationListener> listeners) {
		this.dataSource = dataSource;
		this.options = options;
		this.scripts = scripts;
		this.listeners = new ListenerNotifier(options.target(), listeners);
	}

	@Override
	public String target() {
		return this.options.target();
	}

	@Override
	public MigrationRun migrate() {
		RunRecord record = new RunRecord(this.options.target());
		try {
			onConnection("migrating", (borrowed, database) -> {
				session(record, borrowed, database).migrate();
				return true;
			});
			MigrationRun run = record.end(null);
			this.listeners.afterRun(run);
			return run;
		}
		catch (RuntimeException ex) {
			this.listeners.afterRun(record.end(ex));
			throw ex;
		}
	}

	private MigrationSession session(RunRecord record, BorrowedConnection borrowed, Database database) {
		return new MigrationSession(this.dataSource, this.options, this.scripts, this.listeners, record, borrowed,
				database);
	}

	@Override
	public void validate() {
		onConnection("validating", (borrowed, database) -> {
			session(new RunRecord(this.options.target()), borrowed, database).read().requireUpToDate();
			return true;
		});
	}

	@Override
	public MigrationStatus status(int limit) {
		return onConnection("reading the status", (borrowed,
				database) -> new StatusReader(this.options, this.scripts, borrowed.get(), database).read(limit));
	}

	@Override
	public void heartbeat() {
		onConnection("writing the register of instances", (borrowed, database) -> {
			String schema = registerSchema(borrowed.get(), database);
			if (schema != null) {
				heartbeat(borrowed.get(), database, schema);
			}
			return true;
		});
	}

	// There is no register before anybody has migrated.
	private void heartbeat(Connection connection, Database database, String schema) throws SQLException {
		MigrationVersion newest = this.scripts.catalog(database.dialect()).newest();
		try {
			register(database, schema).heartbeat(connection, (newest != null) ? newest.toString() : null);
		}
		catch (SQLException ex) {
			if (database.failures().kind(ex) != FailureKind.MISSING_TABLE) {
				throw ex;
			}
		}
	}

	@Override
	public void leave() {
		String schema = this.registerSchema;
		if (schema != null) {
			onConnection("leaving the register of instances", (borrowed, database) -> {
				register(database, schema).leave(borrowed.get());
				return true;
			});
		}
	}

	private InstanceRegister register(Database database, String schema) {
		return new InstanceRegister(database, schema, this.options.identity());
	}

	private @Nullable String registerSchema(Connection connection, Database database) throws SQLException {
		String schema = this.registerSchema;
		if (schema == null) {
			schema = Placement.configuredHistorySchema(this.options);
			if (schema == null) {
				HistorySnapshot history = new HistoryReader(database, null, this.options.history().table())
					.read(connection);
				schema = history.schema();
			}
			this.registerSchema = schema;
		}
		return schema;
	}

	private <T> T onConnection(String activity, Work<T> work) {
		Database database = null;
		try (BorrowedConnection borrowed = borrow()) {
			database = Databases.of(borrowed.get());
			borrowed.keepNoStatements(database.sessions());
			return work.run(borrowed, database);
		}
		catch (SQLException ex) {
			throw ConnectionFailures.during(activity, database, ex);
		}
	}

	private BorrowedConnection borrow() {
		try {
			return BorrowedConnection.of(this.dataSource.getConnection());
		}
		catch (SQLException ex) {
			throw ConnectionFailures.unreachable(ex);
		}
	}

	/**
	 * What is done on a connection.
	 *
	 * @param <T> what comes of it
	 */
	private interface Work<T> {

		T run(BorrowedConnection borrowed, Database database) throws SQLException;

	}

}
