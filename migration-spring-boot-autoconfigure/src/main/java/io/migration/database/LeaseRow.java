// SPDX-License-Identifier: Apache-2.0
package io.migration.database;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A lease as it is in the database.
 *
 * @param owner the run that has it, {@code null} if it is free
 * @param instance the instance of the run
 * @param address network address of the instance
 * @param token grows whenever the lease changes hands
 * @param alive whether it has not expired by the clock of the database
 * @param acquiredAt when it was taken
 * @param activity what the owner does
 * @param activityAt since when it does that
 * @param progress changes whenever the owner has done something
 * @since 1.0.0
 */
public record LeaseRow(@Nullable String owner, @Nullable String instance, @Nullable String address, long token,
		boolean alive, @Nullable Instant acquiredAt, @Nullable String activity, @Nullable Instant activityAt,
		long progress) {

	/**
	 * Return what others are told of the owner.
	 * @return the holder
	 */
	public LockHolder holder() {
		String said = (this.activity != null) ? this.activity : "migration";
		return new LockHolder("lease " + this.token + " of " + this.instance + ", taken at " + this.acquiredAt, said,
				this.activityAt, this.owner + "/" + this.token + "/" + this.progress + "/" + said, this.address);
	}

}
