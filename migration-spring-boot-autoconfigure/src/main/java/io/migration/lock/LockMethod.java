// SPDX-License-Identifier: Apache-2.0
package io.migration.lock;

import java.sql.Connection;
import java.sql.SQLException;

import io.migration.database.SessionLocks.Attempt;
import io.migration.history.Fence;

/**
 * One way to hold the lock.
 */
interface LockMethod {

	// Without waiting; a failure leaves nothing held.
	Attempt tryLock(Connection connection) throws SQLException;

	Fence fence();

	void release(Connection connection);

}
