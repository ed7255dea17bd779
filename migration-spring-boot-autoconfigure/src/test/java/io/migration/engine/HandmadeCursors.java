// SPDX-License-Identifier: Apache-2.0
package io.migration.engine;

import java.sql.Connection;
import java.sql.SQLException;

import io.migration.BackfillState;
import io.migration.database.SecretMask;
import io.migration.history.HistoryTables;
import io.migration.testing.TestDatabase;

/**
 * Cursors of backfills as if instances had worked on them.
 */
final class HandmadeCursors {

	private HandmadeCursors() {
	}

	static void create(TestDatabase database) {
		try (Connection connection = database.dataSource().getConnection()) {
			new HistoryTables(Databases.of(connection, SecretMask.NONE), "public", "migration_history")
				.createBackfills(connection);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static void add(TestDatabase database, String version, BackfillState state, int pass) {
		database.jdbc().sql("""
				INSERT INTO migration_backfill (history, history_id, version, name, description, ordinal, script,
				    fingerprint, table_name, state, pass, started_at)
				SELECT 'migration_history', id, version, name, description, ordinal, script, fingerprint, 'users', ?, ?,
				    CASE WHEN ? > 0 THEN now() - interval '1 minute' END
				  FROM migration_history WHERE version = ? AND step = 'BACKFILL'
				""").params(state.name(), pass, pass, version).update();
	}

}
