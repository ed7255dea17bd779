// SPDX-License-Identifier: Apache-2.0
package io.migration.lock;

import java.sql.Connection;
import java.sql.SQLException;

import io.migration.LockStatus;
import io.migration.database.Database;
import io.migration.database.LeaseKey;
import io.migration.database.LeaseRow;
import io.migration.database.LockHolder;
import org.jspecify.annotations.Nullable;

/**
 * Tells who holds the lock, whichever kind it is.
 *
 * @since 1.0.0
 */
public final class LockStatusReader {

	private final Database database;

	private final LeaseKey key;

	/**
	 * Create a reader for one history.
	 * @param database the database
	 * @param schema schema of the history
	 * @param table name of the history
	 */
	public LockStatusReader(Database database, String schema, String table) {
		this(database, LockKey.of(schema, table));
	}

	LockStatusReader(Database database, LeaseKey key) {
		this.database = database;
		this.key = key;
	}

	/**
	 * Tell who holds the lock.
	 * @param connection any connection, in autocommit
	 * @return the status
	 * @throws SQLException if a query fails
	 */
	public LockStatus read(Connection connection) throws SQLException {
		LockHolder holder = holder(connection);
		return (holder != null) ? new LockStatus(true, holder.activity(), holder.since(), holder.address())
				: LockStatus.FREE;
	}

	// The lease first: who only looks whether he may have it holds the session lock for a
	// moment.
	@Nullable LockHolder holder(Connection connection) throws SQLException {
		if (this.database.leaseLocks().exists(connection, this.key)) {
			LeaseRow lease = this.database.leaseLocks().read(connection, this.key);
			if (lease != null && lease.alive()) {
				return lease.holder();
			}
		}
		return this.database.sessionLocks().holder(connection, this.key.key());
	}

}
