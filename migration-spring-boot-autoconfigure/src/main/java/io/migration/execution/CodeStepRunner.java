// SPDX-License-Identifier: Apache-2.0
package io.migration.execution;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.migration.JavaMigration;
import io.migration.ReversibleJavaMigration;
import io.migration.StatementRun;
import io.migration.StepInDoubtException;
import io.migration.database.SegmentSettings;
import io.migration.history.Fence;
import io.migration.history.HistoryJournal;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Runs a migration written in Java, on the connection of the run.
 */
final class CodeStepRunner {

	private final ExecutionSession session;

	private final PlannedStep planned;

	private final JavaMigration migration;

	private final StepProgress progress;

	CodeStepRunner(ExecutionSession session, PlannedStep planned, JavaMigration migration, StepProgress progress) {
		this.session = session;
		this.planned = planned;
		this.migration = migration;
		this.progress = progress;
	}

	void run() throws CodeFailure, StatementFailure, CheckFailure {
		if (this.progress.done() > 0) {
			retry(this::succeed);
		}
		else if (this.migration.transactional()) {
			retry(this::work);
		}
		else {
			bare();
		}
	}

	private void retry(Work work) throws CodeFailure, StatementFailure, CheckFailure {
		Retries retries = new Retries(this.session, this.planned.id());
		while (true) {
			try {
				transaction(work);
				return;
			}
			catch (StatementFailure ex) {
				this.progress.forgetFrom(0);
				if (!retries.next(ex)) {
					throw ex;
				}
				this.progress.retry();
			}
		}
	}

	/**
	 * Call the code in the transaction that is open.
	 */
	void work() throws CodeFailure, StatementFailure, SQLException {
		call(this.session.options().lockTimeout());
		succeed();
	}

	private void transaction(Work work) throws CodeFailure, StatementFailure, CheckFailure {
		CodeAttempt attempt = new CodeAttempt(this.session, work);
		try {
			Transaction.run(connection(), attempt::run);
		}
		catch (StatementFailure ex) {
			if (attempt.endedItsTransaction()) {
				throw doubt("the code ended its transaction by itself and then failed: " + attempt.said(ex),
						attempt.cause(ex));
			}
			CodeFailure thrown = attempt.thrown();
			if (thrown != null) {
				throw thrown;
			}
			throw ex;
		}
	}

	private void bare() throws CodeFailure, StatementFailure {
		if (this.progress.inDoubt()) {
			throw doubt("the code runs without a transaction and was interrupted", null);
		}
		try {
			this.progress.row(journal().write(connection(), this.progress.row(), this.planned.record(),
					this.progress.running(0), List.of()));
			call(this.session.options().lockTimeout());
			succeed();
		}
		catch (SQLException ex) {
			throw new StatementFailure(null, ex);
		}
	}

	private void call(Duration lockTimeout) throws CodeFailure, StatementFailure, SQLException {
		this.session.database()
			.sessions()
			.apply(connection(), new SegmentSettings(lockTimeout, this.session.options().statementTimeout(),
					Activity.of(this.planned.id(), this.session.instance()), false));
		boolean autoCommit = connection().getAutoCommit();
		enter(autoCommit);
		Instant start = Instant.now();
		long clock = System.nanoTime();
		this.progress.sessionChanged(true);
		invoke();
		if (connection().getAutoCommit() != autoCommit) {
			connection().setAutoCommit(autoCommit);
		}
		this.progress.add(
				new StatementRun(1, 0, this.planned.id().script(), start, Duration.ofNanos(System.nanoTime() - clock)));
	}

	private void enter(boolean autoCommit) throws SQLException {
		Fence fence = journal().fence();
		fence.working(Activity.of(this.planned.id(), this.session.instance()));
		if (autoCommit) {
			fence.unfenced(1);
		}
		else {
			fence.enter(connection());
		}
	}

	private void invoke() throws CodeFailure, StatementFailure {
		SingleConnectionDataSource dataSource = new SingleConnectionDataSource(connection(), true);
		try (RunStop.Section section = this.session.stop().during(kind())) {
			change(JdbcClient.create(dataSource));
		}
		catch (DataAccessException ex) {
			if (ex.getMostSpecificCause() instanceof SQLException cause) {
				throw new StatementFailure(null, cause);
			}
			throw new CodeFailure(ex);
		}
		catch (SQLException ex) {
			throw new StatementFailure(null, ex);
		}
		catch (Exception ex) {
			throw new CodeFailure(ex);
		}
	}

	private RunStop.Work kind() throws SQLException {
		return connection().getAutoCommit() ? RunStop.Work.BARE_CODE : RunStop.Work.CODE;
	}

	private void change(JdbcClient jdbc) throws Exception {
		if (this.planned.undo() == null) {
			this.migration.up(jdbc);
		}
		else {
			((ReversibleJavaMigration) this.migration).down(jdbc);
		}
	}

	private void succeed() throws SQLException {
		this.session.database().sessions().restore(connection(), this.session.baseline());
		this.progress.sessionChanged(false);
		journal().write(connection(), this.progress.row(), this.planned.record(), this.progress.succeeded(1),
				this.planned.held());
	}

	StepInDoubtException endedItsTransaction(Exception failure) throws StatementFailure {
		return doubt("the code ended its transaction by itself and then failed: " + failure.getMessage(), failure);
	}

	private StepInDoubtException doubt(String reason, @Nullable Exception failure) throws StatementFailure {
		try {
			this.session.database().sessions().restore(connection(), this.session.baseline());
			journal().write(connection(), this.progress.row(), this.planned.record(), this.progress.doubtful(reason),
					List.of());
		}
		catch (SQLException ex) {
			throw new StatementFailure(null, ex);
		}
		return new StepInDoubtException(this.planned.id(),
				"Migration " + this.planned.id() + " is in doubt: " + reason + " (" + this.planned.id().script() + ").",
				"What the code has changed so far is in the database.",
				new DoubtResolution(this.planned.id().migration()).text(), failure);
	}

	private Connection connection() {
		return this.session.connection();
	}

	private HistoryJournal journal() {
		return this.session.journal();
	}

	/**
	 * What is done in a transaction.
	 */
	interface Work {

		void run() throws CodeFailure, StatementFailure, SQLException;

	}

	/**
	 * Thrown inside of this package when the code fails for a reason of its own.
	 */
	static final class CodeFailure extends Exception {

		private static final long serialVersionUID = 1L;

		private final Exception failure;

		CodeFailure(Exception failure) {
			super(failure);
			this.failure = failure;
		}

		Exception failure() {
			return this.failure;
		}

	}

}
