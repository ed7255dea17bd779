// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import javax.sql.DataSource;

import io.migration.BackfillControl;
import io.migration.BackfillRequest;
import io.migration.BaselineRequest;
import io.migration.ContractRequest;
import io.migration.HeldContract;
import io.migration.MigrationEngine;
import io.migration.MigrationListener;
import io.migration.MigrationOptions;
import io.migration.MigrationPlan;
import io.migration.MigrationRun;
import io.migration.MigrationStatus;
import io.migration.PendingMigration;
import io.migration.RepairReport;
import io.migration.RepairRequest;
import io.migration.Resolution;
import io.migration.ResolveRequest;
import io.migration.RollbackRequest;
import io.migration.Rollout;
import io.migration.backfill.BackfillPace;
import io.migration.database.BorrowedConnection;
import io.migration.database.Database;
import io.migration.database.SecretMask;
import io.migration.execution.ListenerNotifier;
import io.migration.execution.PrivilegeAdvice;
import io.migration.execution.RunStop;
import io.migration.hazard.HazardLinter;
import io.migration.history.HistoryReader;
import org.jspecify.annotations.Nullable;

/**
 * The engine of one target. Keeps nothing between calls but the list of scripts, the
 * hazards of what is pending, and what the last heartbeat has found.
 */
class DefaultMigrationEngine implements MigrationEngine {

	private final DataSource dataSource;

	private final MigrationOptions options;

	private final Scripts scripts;

	private final ListenerNotifier listeners;

	private final SecretMask mask;

	private final Backfills backfills;

	private final RolloutWatch rollout;

	private final KnownHazards hazards = new KnownHazards(System::nanoTime);

	DefaultMigrationEngine(DataSource dataSource, MigrationOptions options, Scripts scripts,
			Collection<? extends MigrationListener> listeners, Function<Database, BackfillPace> pace) {
		this.dataSource = dataSource;
		this.options = options;
		this.scripts = scripts;
		this.listeners = new ListenerNotifier(options.target(), listeners);
		this.mask = SecretMask.of(options.scripts().placeholders());
		this.backfills = new Backfills(dataSource, options, pace, this.listeners);
		this.rollout = new RolloutWatch(options, scripts, this.listeners, this.backfills);
	}

	@Override
	public String target() {
		return this.options.target();
	}

	@Override
	public MigrationRun migrate() {
		return migrateFor(null);
	}

	@Override
	public MigrationRun migrateFor(@Nullable String requestedBy) {
		this.scripts.prepare();
		return recorded("migrating", (session) -> new Migrate(session, requestedBy).run());
	}

	@Override
	public MigrationRun rollback(RollbackRequest request) {
		return recorded("rolling back", (session) -> new Rollback(session, request).run());
	}

	@Override
	public MigrationRun contract(ContractRequest request) {
		return recorded("running contracts", (session) -> new ContractRun(session, request).run());
	}

	@Override
	public MigrationRun runOpenContracts() {
		return recorded("running contracts", (session) -> new OpenContracts(session, this.scripts.catalog()).run());
	}

	@Override
	public HeldContract approve(ContractRequest request) {
		return inSession("approving a contract", (session) -> new ContractApproval(session, request).approve());
	}

	@Override
	public HeldContract withdraw(ContractRequest request) {
		return inSession("withdrawing an approval", (session) -> new ContractApproval(session, request).withdraw());
	}

	private MigrationRun recorded(String activity, Operation operation) {
		RunRecord record = new RunRecord(this.options.target());
		try {
			inSession(activity, record, (session) -> {
				operation.run(session);
				return true;
			});
			MigrationRun run = record.end(null);
			this.backfills.noted(record.backfillsLeft());
			this.listeners.afterRun(run);
			return run;
		}
		catch (RuntimeException ex) {
			this.backfills.noted(record.backfillsLeft());
			this.listeners.afterRun(record.end(ex));
			throw ex;
		}
	}

	@Override
	public boolean backfillsLeft() {
		return this.backfills.left();
	}

	@Override
	public boolean backfill() {
		return this.backfills
			.run(() -> inSession("looking for backfills", (session) -> new BackfillOpening(session).run()));
	}

	@Override
	public MigrationPlan plan() {
		return inSession("planning", (session) -> new PlanReader(session).migration());
	}

	@Override
	public MigrationPlan planRollback(RollbackRequest request) {
		return inSession("planning", (session) -> new PlanReader(session).rollback(request));
	}

	@Override
	public RepairReport repair(RepairRequest request) {
		return inSession("repairing the history", (session) -> new Repair(session, request).run());
	}

	@Override
	public Resolution resolve(ResolveRequest request) {
		return inSession("resolving a doubt", (session) -> new Resolve(session, request).run());
	}

	@Override
	public void baseline(BaselineRequest request) {
		inSession("taking the schema over", (session) -> {
			new Baseline(session, request).run();
			return true;
		});
	}

	@Override
	public BackfillControl backfill(BackfillRequest request) {
		return onConnection("steering a backfill", (borrowed, database) -> {
			borrowed.prepareForWork();
			Texts texts = new Texts(this.options, borrowed.get(), database, new HistoryReader(database,
					Placement.configuredHistorySchema(this.options), this.options.history().table()));
			CursorOpening opening = new CursorOpening(this.options, this.dataSource, borrowed.get(), database,
					new BackfillList(this.scripts.catalog(), texts));
			return new BackfillSteering(this.options, opening, borrowed.get(), database, request).run();
		});
	}

	@Override
	public List<PendingMigration> lint() {
		return HazardLinter.of(this.options.scripts())
			.options(this.options.hazard())
			.lint(this.scripts.catalog(), (script, content) -> new ThrottleCheck(this.options).check(script, content));
	}

	private <T> T inSession(String activity, SessionWork<T> work) {
		return inSession(activity, new RunRecord(this.options.target()), work);
	}

	private <T> T inSession(String activity, RunRecord record, SessionWork<T> work) {
		try (RunStop stop = new RunStop(this.options.stop())) {
			return onConnection(activity, (borrowed, database) -> {
				stop.enter(borrowed.get(), database.sessions());
				try {
					return work.run(new MigrationSession(this.dataSource, this.options, this.scripts, this.listeners,
							record, stop, borrowed, database));
				}
				finally {
					stop.leave();
				}
			});
		}
	}

	@Override
	public void validate() {
		this.scripts.prepare();
		inSession("validating", (session) -> {
			session.validate();
			return true;
		});
	}

	@Override
	public MigrationStatus status(int limit) {
		return status(limit, this.hazards);
	}

	@Override
	public MigrationStatus statusWithoutHazards(int limit) {
		return status(limit, null);
	}

	private MigrationStatus status(int limit, @Nullable KnownHazards wanted) {
		return onConnection("reading the status",
				(borrowed, database) -> new StatusReader(this.options, this.scripts, borrowed.get(), database)
					.read(limit, wanted));
	}

	@Override
	public void heartbeat() {
		onConnection("writing the register of instances", (borrowed, database) -> {
			this.rollout.beat(borrowed, database);
			return true;
		});
	}

	@Override
	public Rollout rollout() {
		return this.rollout.rollout();
	}

	@Override
	public void leave() {
		String schema = this.rollout.schema();
		if (schema != null) {
			onConnection("leaving the register of instances", (borrowed, database) -> {
				this.rollout.leave(borrowed, database, schema);
				return true;
			});
		}
	}

	private <T> T onConnection(String activity, Work<T> work) {
		Database database = null;
		String role = null;
		try (BorrowedConnection borrowed = borrow()) {
			try {
				database = Databases.of(borrowed.get(), this.mask);
				borrowed.keepNoStatements(database.sessions());
				return work.run(borrowed, database);
			}
			catch (SQLException ex) {
				// Not before: to load the driver's metadata would be felt at every start
				role = PrivilegeAdvice.roleOf(borrowed.get());
				throw ex;
			}
		}
		catch (SQLException ex) {
			throw ConnectionFailures.during(activity, database, role, ex);
		}
	}

	private BorrowedConnection borrow() {
		try {
			return BorrowedConnection.of(this.dataSource.getConnection());
		}
		catch (SQLException ex) {
			throw ConnectionFailures.unreachable(ex);
		}
		catch (RuntimeException ex) {
			throw ConnectionFailures.unusable(this.dataSource, ex);
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

	/**
	 * What is done in a session.
	 *
	 * @param <T> what comes of it
	 */
	private interface SessionWork<T> {

		T run(MigrationSession session) throws SQLException;

	}

	/**
	 * What is recorded as a run.
	 */
	private interface Operation {

		void run(MigrationSession session) throws SQLException;

	}

}
