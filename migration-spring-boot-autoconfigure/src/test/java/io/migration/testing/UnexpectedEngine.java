// SPDX-License-Identifier: Apache-2.0
package io.migration.testing;

import java.util.List;

import io.migration.BackfillControl;
import io.migration.BackfillRequest;
import io.migration.BaselineRequest;
import io.migration.ContractRequest;
import io.migration.HeldContract;
import io.migration.MigrationEngine;
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
import org.jspecify.annotations.Nullable;

/**
 * An engine of which nothing is expected: every call fails the test. Tests override what
 * they expect.
 */
public abstract class UnexpectedEngine implements MigrationEngine {

	@Override
	public MigrationRun migrate() {
		throw unexpected("migrate");
	}

	@Override
	public MigrationRun migrateFor(@Nullable String requestedBy) {
		throw unexpected("migrateFor");
	}

	@Override
	public void validate() {
		throw unexpected("validate");
	}

	@Override
	public MigrationStatus status(int limit) {
		throw unexpected("status");
	}

	@Override
	public MigrationStatus statusWithoutHazards(int limit) {
		return status(limit);
	}

	@Override
	public MigrationPlan plan() {
		throw unexpected("plan");
	}

	@Override
	public MigrationRun rollback(RollbackRequest request) {
		throw unexpected("rollback");
	}

	@Override
	public MigrationPlan planRollback(RollbackRequest request) {
		throw unexpected("planRollback");
	}

	@Override
	public RepairReport repair(RepairRequest request) {
		throw unexpected("repair");
	}

	@Override
	public Resolution resolve(ResolveRequest request) {
		throw unexpected("resolve");
	}

	@Override
	public void baseline(BaselineRequest request) {
		throw unexpected("baseline");
	}

	@Override
	public MigrationRun contract(ContractRequest request) {
		throw unexpected("contract");
	}

	@Override
	public BackfillControl backfill(BackfillRequest request) {
		throw unexpected("backfill");
	}

	@Override
	public MigrationRun runOpenContracts() {
		throw unexpected("runOpenContracts");
	}

	@Override
	public HeldContract approve(ContractRequest request) {
		throw unexpected("approve");
	}

	@Override
	public HeldContract withdraw(ContractRequest request) {
		throw unexpected("withdraw");
	}

	@Override
	public List<PendingMigration> lint() {
		throw unexpected("lint");
	}

	@Override
	public void heartbeat() {
		throw unexpected("heartbeat");
	}

	@Override
	public Rollout rollout() {
		throw unexpected("rollout");
	}

	@Override
	public void leave() {
		throw unexpected("leave");
	}

	@Override
	public boolean backfillsLeft() {
		return false;
	}

	@Override
	public boolean backfill() {
		throw unexpected("backfill");
	}

	private static AssertionError unexpected(String operation) {
		return new AssertionError("The operation '" + operation + "' is not expected");
	}

}
