// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import io.migration.BackfillStatus;
import io.migration.LockNotObtainedException;
import io.migration.LockOptions;
import io.migration.MigrationOptions;
import io.migration.OperationRefusedException;
import io.migration.OperationRefusedException.Reason;
import io.migration.backfill.BackfillSession.Place;
import io.migration.backfill.BackfillTask;
import io.migration.database.BackfillCursors;
import io.migration.database.Database;
import io.migration.database.LocalTransaction;
import io.migration.history.HistoryReader;
import io.migration.history.HistoryRow;
import io.migration.history.HistorySnapshot;
import io.migration.history.HistoryTables;
import io.migration.lock.MigrationLock;
import io.migration.lock.MigrationLock.Need;
import io.migration.script.BackfillOptions;
import io.migration.script.ScriptStep;

/**
 * Makes the cursor of a backfill that no instance has begun with, so that there is
 * something to write to. That needs the lock, or a rollback might be crossed; it is tried
 * once, since nobody who wants to pause a backfill wants to wait for a migration.
 */
class CursorOpening {

	private static final Duration AT_ONCE = Duration.ofMillis(1);

	private final MigrationOptions options;

	private final DataSource dataSource;

	private final Connection connection;

	private final Database database;

	private final BackfillList list;

	CursorOpening(MigrationOptions options, DataSource dataSource, Connection connection, Database database,
			BackfillList list) {
		this.options = options;
		this.dataSource = dataSource;
		this.connection = connection;
		this.database = database;
		this.list = list;
	}

	boolean exists(String schema) throws SQLException {
		return cursors(schema).exist(this.connection);
	}

	private BackfillCursors cursors(String schema) {
		return new Place(schema, this.options.history().table()).cursors(this.database);
	}

	BackfillStatus waiting(HistoryRow row) throws SQLException {
		return this.list.waiting(row);
	}

	// Of what is not known the worst is assumed
	boolean isOnce(HistoryRow row) throws SQLException {
		ScriptStep step = this.list.step(row);
		BackfillOptions options = (step != null) ? step.options().backfill() : null;
		return options == null || options.once();
	}

	void open(String schema, HistoryRow row) throws SQLException {
		ScriptStep step = this.list.step(row);
		if (step == null) {
			throw notYet(row, "this application does not contain it, and no instance has begun with it yet",
					"Ask an instance of the release that contains it.");
		}
		LockOptions lockOptions = this.options.lock();
		MigrationLock lock = MigrationLock.of(this.database,
				new LockOptions(lockOptions.type(), AT_ONCE, lockOptions.lease()), this.options.identity(),
				this.dataSource, schema, this.options.history().table(), this.options.stop());
		acquire(lock, row);
		try {
			add(schema, row, step);
		}
		finally {
			lock.release(this.connection);
		}
	}

	private void acquire(MigrationLock lock, HistoryRow row) throws SQLException {
		try {
			lock.acquire(this.connection, Need.ALWAYS);
		}
		catch (LockNotObtainedException ex) {
			throw notYet(row, "it has not begun, and will not as long as a migration runs",
					"Ask again when the migration has ended.");
		}
	}

	// What was read before the lock was had may be undone since
	private void add(String schema, HistoryRow row, ScriptStep step) throws SQLException {
		String table = this.options.history().table();
		HistorySnapshot history = new HistoryReader(this.database, schema, table).read(this.connection);
		if (!history.held().contains(row)) {
			return;
		}
		BackfillCursors cursors = cursors(schema);
		BackfillTask task = BackfillTask.of(row, step, this.database.dialect());
		if (exists(schema) && cursors.read(this.connection, table).stream().anyMatch(task::owns)) {
			// A worker was first
			return;
		}
		try (LocalTransaction transaction = LocalTransaction.begin(this.connection)) {
			new HistoryTables(this.database, schema, table).createBackfills(this.connection);
			cursors.add(this.connection, table, task.newCursor());
			transaction.commit();
		}
	}

	private static OperationRefusedException notYet(HistoryRow row, String reason, String action) {
		return new OperationRefusedException(Reason.NOT_READY,
				List.of("The backfill of migration " + row.migration() + " cannot be steered: " + reason + "."),
				action);
	}

}
