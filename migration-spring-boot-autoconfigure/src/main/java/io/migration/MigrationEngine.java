// SPDX-License-Identifier: Apache-2.0
package io.migration;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Migrates one target and tells its state. Implementations may be called from several
 * threads; runs exclude each other through the lock in the database.
 *
 * @since 1.0.0
 */
public interface MigrationEngine {

	/**
	 * Return the name of the target, {@code default} unless configured otherwise.
	 * @return the name
	 */
	String target();

	/**
	 * Bring the database to the newest version that this application contains. When there
	 * is nothing to do, one query is sent and no lock is taken. Otherwise blocks until
	 * the lock is obtained and everything required has run.
	 * @return what was done
	 * @throws MigrationException if anything required could not be done
	 */
	MigrationRun migrate();

	/**
	 * Migrate because somebody asked for it. If there is anything to do, the history
	 * notes who it was.
	 * @param requestedBy who asked for it, {@code null} if unknown
	 * @return what was done
	 * @throws MigrationException if anything required could not be done
	 */
	MigrationRun migrateFor(@Nullable String requestedBy);

	/**
	 * Tell what {@link #migrate()} would do. Never writes and never takes a lock.
	 * @return the plan; without steps if there is nothing to do
	 * @throws MigrationException if scripts are invalid or contradict the history
	 */
	MigrationPlan plan();

	/**
	 * Undo migrations, the newest first. Blocks until the lock is obtained. Nothing is
	 * undone unless all of it can be: a migration without a way back stops the plan.
	 * @param request how far
	 * @return what was done
	 * @throws OperationRefusedException if something cannot be undone, or would lose data
	 * @throws MigrationException if a step failed
	 */
	MigrationRun rollback(RollbackRequest request);

	/**
	 * Tell what {@link #rollback(RollbackRequest)} would do. Never writes and never takes
	 * a lock.
	 * @param request how far
	 * @return the plan
	 * @throws OperationRefusedException if something cannot be undone
	 */
	MigrationPlan planRollback(RollbackRequest request);

	/**
	 * Accept a difference between history and scripts: a changed or a missing script. The
	 * history notes what was accepted, by whom and when.
	 * @param request which one
	 * @return the differences
	 * @throws OperationRefusedException if the migration has no difference that can be
	 * accepted
	 */
	RepairReport repair(RepairRequest request);

	/**
	 * Say what became of a step that stopped half-way. The history notes it.
	 * @param request which step, and what became of it
	 * @return how the step stands now
	 * @throws OperationRefusedException if the migration has no such step
	 */
	Resolution resolve(ResolveRequest request);

	/**
	 * Take over a schema that has objects but no history.
	 * @param request at which version
	 * @throws OperationRefusedException if something is applied already
	 */
	void baseline(BaselineRequest request);

	/**
	 * Run contracts that are held, as far as nothing stands against it: backfills are
	 * complete and no instance of an older release is alive.
	 * @param request which one
	 * @return what was done
	 * @throws OperationRefusedException if a condition does not hold
	 * @throws MigrationException if a step failed
	 */
	MigrationRun contract(ContractRequest request);

	/**
	 * Pause a backfill, let it go on, end it, or change its speed. Waits for no run and
	 * no batch, except that a cancellation returns when the batches that run have ended.
	 * What is so already is no failure. The history notes what was changed, and by whom.
	 * @param request what to do with which backfill
	 * @return how the backfill stands now
	 * @throws OperationRefusedException if there is no such backfill, or as it stands
	 * this makes no sense
	 */
	BackfillControl backfill(BackfillRequest request);

	/**
	 * Return whether a backfill may be left, as far as the runs and heartbeats of this
	 * engine have seen. Sends nothing.
	 * @return {@code false} if {@link #backfill()} would find nothing to do
	 */
	boolean backfillsLeft();

	/**
	 * Take part in the backfills that are left and that this application contains, side
	 * by side with other instances. Blocks until none is left, the next one is paused or
	 * has failed, or the process is about to end.
	 * @return whether one is left, which may go on later
	 * @throws MigrationException if it cannot be found out which are left
	 */
	boolean backfill();

	/**
	 * Run the contracts whose gates are open, if nobody else is migrating just now.
	 * @return what was done
	 * @throws MigrationException if a step failed
	 */
	MigrationRun runOpenContracts();

	/**
	 * Approve a contract that is held. It runs when its other conditions are met.
	 * @param request which one; its version must not be {@code null}
	 * @return the contract as it stands now
	 * @throws OperationRefusedException if the migration has no contract that is held
	 */
	HeldContract approve(ContractRequest request);

	/**
	 * Take back what was approved.
	 * @param request which one; its version must not be {@code null}
	 * @return the contract as it stands now
	 * @throws OperationRefusedException if the migration has no contract that is held, or
	 * it is not approved
	 */
	HeldContract withdraw(ContractRequest request);

	/**
	 * Read all scripts and report every mistake in them. Opens no connection.
	 * @return the migrations that were read, in their order
	 * @throws InvalidScriptsException if there are mistakes; it holds all of them
	 */
	List<PendingMigration> lint();

	/**
	 * Check that the database is at the newest version that this application contains and
	 * that nothing applied was changed. Never writes.
	 * @throws MigrationException if a step is pending, failed, in doubt, changed or
	 * missing
	 */
	void validate();

	/**
	 * Read the state of the target, with the hazards of what is pending. Never writes and
	 * never takes a lock. Hazards are looked for again when something else is pending or
	 * the history has changed, otherwise once in a minute.
	 * @param limit how many applied migrations to list, newest first, at least 0
	 * @return the state
	 * @throws MigrationException if the database cannot be asked or scripts are invalid
	 * @see #statusWithoutHazards(int)
	 */
	MigrationStatus status(int limit);

	/**
	 * Read the state of the target without a word about the hazards of what is pending:
	 * for those who ask again and again how far it is. Never writes and never takes a
	 * lock.
	 * @param limit how many applied migrations to list, newest first, at least 0
	 * @return the state
	 * @throws MigrationException if the database cannot be asked or scripts are invalid
	 */
	MigrationStatus statusWithoutHazards(int limit);

	/**
	 * Write this instance and its newest version into the register, or renew the entry,
	 * and look at what the other instances and contracts are at.
	 * @throws MigrationException if the database cannot be reached
	 * @see #rollout()
	 */
	void heartbeat();

	/**
	 * Return what the last heartbeat found. Asks nobody.
	 * @return the state of the rollout
	 */
	Rollout rollout();

	/**
	 * Remove this instance from the register.
	 * @throws MigrationException if the database cannot be reached
	 */
	void leave();

}
