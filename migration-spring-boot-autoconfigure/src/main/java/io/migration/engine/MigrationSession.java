// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import io.migration.MigrationOptions;
import io.migration.database.BorrowedConnection;
import io.migration.database.Database;
import io.migration.database.SessionState;
import io.migration.execution.ExecutionSession;
import io.migration.execution.ListenerNotifier;
import io.migration.execution.PlannedStep;
import io.migration.execution.RunStop;
import io.migration.history.HistoryJournal;
import io.migration.history.HistoryReader;
import io.migration.lock.MigrationLock;
import io.migration.lock.MigrationLock.Need;
import org.jspecify.annotations.Nullable;

/**
 * One run on one connection: reads history and scripts, takes the lock and frees it,
 * brings the session into a known state and puts it back.
 */
class MigrationSession {

	private final DataSource dataSource;

	private final MigrationOptions options;

	private final ListenerNotifier listeners;

	private final RunRecord run;

	private final RunStop stop;

	private final BorrowedConnection borrowed;

	private final Connection connection;

	private final Database database;

	private final HistoryReader reader;

	private final Texts texts;

	private final Readings readings;

	MigrationSession(DataSource dataSource, MigrationOptions options, Scripts scripts, ListenerNotifier listeners,
			RunRecord run, RunStop stop, BorrowedConnection borrowed, Database database) {
		this.dataSource = dataSource;
		this.options = options;
		this.listeners = listeners;
		this.run = run;
		this.stop = stop;
		this.borrowed = borrowed;
		this.connection = borrowed.get();
		this.database = database;
		this.reader = new HistoryReader(database, Placement.configuredHistorySchema(options),
				options.history().table());
		this.texts = new Texts(options, this.connection, database, this.reader);
		this.readings = new Readings(options, scripts, this.connection, this.reader, this.texts);
	}

	void validate() throws SQLException {
		Reading reading = readUnlessUpToDate();
		if (reading != null) {
			reading.requireUpToDate();
		}
	}

	/**
	 * Do something under the lock.
	 * @param work what to do
	 * @throws SQLException if a statement fails that no step is blamed for
	 */
	void exclusively(Work work) throws SQLException {
		exclusively(false, work);
	}

	// A schema that is not empty may be taken over only where that is what was asked for
	void exclusively(boolean takesOver, Work work) throws SQLException {
		exclusively(takesOver, Need.ALWAYS, work);
	}

	// Another holder of the lock is not waited for
	boolean exclusivelyIfFree(Work work) throws SQLException {
		return exclusively(false, () -> false, work);
	}

	// While the lock is waited for, somebody else may do what was to be done
	boolean exclusivelyWhilePending(Work work) throws SQLException {
		return exclusively(false, this.readings::isPending, work);
	}

	private boolean exclusively(boolean takesOver, Need need, Work work) throws SQLException {
		this.listeners.beforeLock();
		this.borrowed.prepareForWork();
		FirstRun first = new FirstRun(this.options, this.database, this.texts.condition());
		String schema = first.requireWritable();
		first.createSchema(this.connection, schema);
		Placement placement = Placement.of(this.options, schema);
		first.makeRoom(this.connection, placement, takesOver);
		MigrationLock lock = MigrationLock.of(this.database, this.options.lock(), this.options.identity(),
				this.dataSource, placement.historySchema(), placement.historyTable(), this.stop.signal());
		boolean acquired = lock.acquire(this.connection, need);
		this.run.waited(lock.waited());
		if (acquired) {
			try {
				locked(first, placement, lock, work);
			}
			finally {
				lock.release(this.connection);
			}
		}
		return acquired;
	}

	// Nothing if the scripts are known to be applied
	@Nullable Reading readUnlessUpToDate() throws SQLException {
		return this.readings.readUnlessUpToDate(this.run);
	}

	Reading read() throws SQLException {
		return this.readings.read();
	}

	private void locked(FirstRun first, Placement placement, MigrationLock lock, Work work) throws SQLException {
		Database found = lock.pooled() ? this.database.pooled(this.options.schema()) : this.database;
		if (!lock.pooled()) {
			this.borrowed.keepStatements();
		}
		SessionState captured = found.sessions().capture(this.connection);
		try {
			SessionState baseline = found.sessions().prepare(this.connection, captured, this.options.schema());
			HistoryJournal journal = new HistoryJournal(this.database, placement.historySchema(),
					placement.historyTable(), this.options.identity(), this.options.history().storeSql(), lock.fence());
			ExecutionSession session = new ExecutionSession(this.options.target(), this.options.identity().instance(),
					this.connection, this.dataSource, found, journal, baseline, this.options.execution(),
					this.listeners, this.stop);
			work.run(new Exclusive(first, placement, session));
		}
		finally {
			putBack(found, captured);
		}
	}

	private void putBack(Database found, SessionState captured) throws SQLException {
		if (!this.connection.isClosed()) {
			try {
				found.sessions().restore(this.connection, captured);
			}
			catch (SQLException ex) {
				this.connection.abort(Runnable::run);
				this.run.sessionLost(this.database.failures().message(ex));
			}
		}
	}

	void begin(Exclusive exclusive, Reading reading, List<PlannedStep> steps) {
		this.run.begin(this.database.name(), exclusive.placement().schema(), reading, steps);
		this.listeners.beforeRun();
	}

	MigrationOptions options() {
		return this.options;
	}

	Connection connection() {
		return this.connection;
	}

	Database database() {
		return this.database;
	}

	HistoryReader reader() {
		return this.reader;
	}

	RolloutReader rollout(String historySchema) {
		return new RolloutReader(this.options, this.connection, this.database, historySchema);
	}

	Texts texts() {
		return this.texts;
	}

	RunRecord run() {
		return this.run;
	}

	/**
	 * What is done under the lock.
	 */
	interface Work {

		void run(Exclusive exclusive) throws SQLException;

	}

	/**
	 * What the holder of the lock works with.
	 *
	 * @param first what is written first
	 * @param placement in which schemas things are
	 * @param session connection, journal and all that steps need
	 */
	record Exclusive(FirstRun first, Placement placement, ExecutionSession session) {

		HistoryJournal journal() {
			return this.session.journal();
		}

	}

}
