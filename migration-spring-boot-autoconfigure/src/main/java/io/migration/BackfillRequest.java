// SPDX-License-Identifier: Apache-2.0
package io.migration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What to do with which backfill.
 *
 * @param version version of its migration
 * @param name its name, {@code null} if the migration has only one
 * @param action what to do
 * @param rowsPerSecond most rows per second for all instances together, 0 for no limit;
 * {@code null} unless the speed is to be changed
 * @param requestedBy who asked for it, {@code null} if unknown
 * @since 1.0.0
 */
public record BackfillRequest(MigrationVersion version, @Nullable String name, BackfillAction action,
		@Nullable Long rowsPerSecond, @Nullable String requestedBy) {

	public BackfillRequest {
		Assert.isTrue((action == BackfillAction.SPEED) == (rowsPerSecond != null),
				"A number of rows per second belongs to a change of speed, and to nothing else");
		Assert.isTrue(rowsPerSecond == null || rowsPerSecond >= 0,
				() -> "The number of rows per second must be at least 0, but was " + rowsPerSecond);
	}

	/**
	 * Ask for something but a change of speed.
	 * @param version version of the migration
	 * @param action what to do
	 * @return the request
	 */
	public static BackfillRequest of(MigrationVersion version, BackfillAction action) {
		return new BackfillRequest(version, null, action, null, null);
	}

	/**
	 * Ask for a change of speed.
	 * @param version version of the migration
	 * @param rowsPerSecond most rows per second for all instances together, 0 for no
	 * limit
	 * @return the request
	 */
	public static BackfillRequest speed(MigrationVersion version, long rowsPerSecond) {
		return new BackfillRequest(version, null, BackfillAction.SPEED, rowsPerSecond, null);
	}

	/**
	 * Say which backfill of the migration is meant.
	 * @param backfill its name
	 * @return a request with this name
	 */
	public BackfillRequest named(@Nullable String backfill) {
		return new BackfillRequest(this.version, backfill, this.action, this.rowsPerSecond, this.requestedBy);
	}

	/**
	 * Say who asks.
	 * @param caller name of a person or program
	 * @return a request with this name
	 */
	public BackfillRequest by(@Nullable String caller) {
		return new BackfillRequest(this.version, this.name, this.action, this.rowsPerSecond, caller);
	}

}
