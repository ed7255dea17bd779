// SPDX-License-Identifier: Apache-2.0
package io.migration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How far to roll back.
 *
 * @param target the version that is to be the newest one afterwards, version {@code 0}
 * for none; {@code null} if a number of migrations is given
 * @param steps how many migrations to undo, the one applied last first; 0 if a version is
 * given
 * @param acceptDataLoss whether to go on where something that holds data is dropped
 * @param requestedBy who asked for it, {@code null} if unknown
 * @since 1.0.0
 */
public record RollbackRequest(@Nullable MigrationVersion target, int steps, boolean acceptDataLoss,
		@Nullable String requestedBy) {

	public RollbackRequest {
		Assert.isTrue((target != null) ? steps == 0 : steps > 0,
				"A rollback needs either a version to go back to or a number of migrations to undo, at least 1");
	}

	/**
	 * Undo everything that is newer than a version.
	 * @param target the version that stays, version {@code 0} to undo all
	 * @return the request
	 */
	public static RollbackRequest toVersion(MigrationVersion target) {
		return new RollbackRequest(target, 0, false, null);
	}

	/**
	 * Undo the migrations that were applied last.
	 * @param steps how many, at least 1
	 * @return the request
	 */
	public static RollbackRequest lastSteps(int steps) {
		return new RollbackRequest(null, steps, false, null);
	}

	/**
	 * Go on where something that holds data is dropped.
	 * @return a request with this consent
	 */
	public RollbackRequest acceptingDataLoss() {
		return new RollbackRequest(this.target, this.steps, true, this.requestedBy);
	}

	/**
	 * Say who asks.
	 * @param caller name of a person or program
	 * @return a request with this name
	 */
	public RollbackRequest by(@Nullable String caller) {
		return new RollbackRequest(this.target, this.steps, this.acceptDataLoss, caller);
	}

}
